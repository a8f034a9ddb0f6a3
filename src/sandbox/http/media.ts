import type { Context } from './route.ts'

const KNOWN = ['diff', 'patch', 'sha', 'raw', 'object'] as const

/** The form that the reader asks for with `application/vnd.github.diff` and its like; `json` where it asks for none. */
export function media(ctx: Context): (typeof KNOWN)[number] | 'json' {
  const [, asked] = /application\/vnd\.github(?:\.v3)?\.([a-z]+)(?:\+json)?/.exec(ctx.accept) ?? []
  return KNOWN.find((one) => one === asked) ?? 'json'
}
