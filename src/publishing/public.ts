import type { Paragraph } from '../channels/message.ts'
import { maskSecrets } from '../evidence/secrets.ts'
import { parse } from '../postmortem/parse.ts'
import { markedIn, type Marked } from './marked.ts'
import { Names } from './names.ts'
import { isOpen, leftIn, outsideWords, type Allowed } from './outside.ts'
import { blameOf } from './tone.ts'

/** Why a marked text cannot go out, and where. */
export interface Held {
  readonly line: number
  readonly why: 'markers' | 'account' | 'link' | 'name' | 'secret' | 'tone'
  /** Of a finding about tone. */
  readonly rule: string | null
}

/** The public version of a document: what is marked, cleaned and then checked; or nothing at all, and why. */
export type PublicVersion =
  | { readonly paragraphs: readonly Paragraph[] }
  | { readonly held: readonly Held[] }
  | 'unmarked'

export function publicVersion(text: string, allowed: Allowed): PublicVersion {
  const found = markedIn(text, (url) => (isOpen(url, allowed) ? url : ''))
  if ('broken' in found) return { held: [{ line: found.broken, why: 'markers', rule: null }] }
  const names = new Names(parse(text))
  const cleaned = found.marked
    .map((each) => ({ ...each, text: outsideWords(each.text, allowed, (words) => names.replace(words)) }))
    .filter(({ text: words }) => /[\p{L}\p{N}]/u.test(words))
  if (cleaned.length === 0) return 'unmarked'
  const held = cleaned.flatMap((each) => heldIn(each, names, allowed))
  if (held.length > 0) return { held }
  // What only the paragraphs together make.
  const whole = cleaned.map(({ text: words }) => words).join('\n')
  if (maskSecrets(whole).kinds.length > 0)
    return { held: [{ line: cleaned[0]?.line ?? 1, why: 'secret', rule: null }] }
  return { paragraphs: cleaned.map(({ kind, text: words }) => ({ kind, text: words })) }
}

function heldIn({ line, text }: Marked, names: Names, allowed: Allowed): Held[] {
  const left = leftIn(text, allowed)
  const rule = blameOf(text)
  return [
    ...(left === null ? [] : [{ line, why: left, rule: null }]),
    ...(names.isNamedIn(text) ? [{ line, why: 'name' as const, rule: null }] : []),
    ...(maskSecrets(text).kinds.length > 0 ? [{ line, why: 'secret' as const, rule: null }] : []),
    ...(rule === null ? [] : [{ line, why: 'tone' as const, rule }]),
  ]
}
