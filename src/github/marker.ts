import { createHash } from 'node:crypto'

/**
 * Hidden markers say what a thing that the app made is, and what was last applied to it:
 * `<!-- debrief:action {"id":"A1","hash":"…"} -->`. Anybody can type one, so callers read markers only from text whose
 * author is the app itself.
 */
export type MarkerKind = 'pull' | 'incident' | 'action' | 'note' | 'dashboard' | 'digest' | 'review'

/** What a block of a document holds that the app keeps (`postmortem/kept-block.ts`); there a hash stands for the author. */
export type BlockKind = 'metrics' | 'timeline' | 'factors' | 'index' | 'earlier'

export type MarkerData = Readonly<Record<string, unknown>>

export function marker(kind: MarkerKind | BlockKind, data: MarkerData): string {
  // `--` would end an HTML comment early; JSON lets us spell the hyphen otherwise.
  const json = JSON.stringify(data)
    .replaceAll('--', String.raw`-\u002d`)
    .replaceAll('>', String.raw`\u003e`)
  return `<!-- debrief:${kind} ${json} -->`
}

/** The data of the first marker of that kind in `body`, or null. */
export function readMarker(kind: MarkerKind, body: string): MarkerData | null {
  const start = `<!-- debrief:${kind} `
  const from = body.indexOf(start)
  const to = from < 0 ? -1 : body.indexOf(' -->', from)
  if (to < 0) return null
  try {
    const data: unknown = JSON.parse(body.slice(from + start.length, to))
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : null
  } catch {
    return null // somebody cut into it by hand: as good as none
  }
}

/** A short fingerprint of what is about to be applied; equal content gives an equal one. */
export function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}
