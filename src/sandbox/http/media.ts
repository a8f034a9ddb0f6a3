import type { Answer, Context } from './route.ts'

const KNOWN = ['diff', 'patch', 'sha', 'raw', 'object'] as const

const PATTERN = /application\/vnd\.github(?:\.v3)?\.([a-z]+)(?:\+json)?/

/** The form that the reader asks for with `application/vnd.github.diff` and its like; `json` where it asks for none. */
export function media(ctx: Context): (typeof KNOWN)[number] | 'json' {
  const [, asked] = PATTERN.exec(ctx.accept) ?? []
  return KNOWN.find((one) => one === asked) ?? 'json'
}

/** The answer in such a form, named in the words in which it was asked for. */
export function inForm(ctx: Context, body: string | Uint8Array): Answer {
  const [asked = 'application/vnd.github.raw', form = 'raw'] = PATTERN.exec(ctx.accept) ?? []
  const format = asked.endsWith('+json') ? '; format=json' : ''
  const headers = {
    'content-type': `${asked}; charset=utf-8`,
    'x-github-media-type': `github.v3; param=${form}${format}`,
  }
  return { status: 200, body, headers }
}
