import { headOf } from '../github/inert.ts'
import type { Postmortem } from '../postmortem/document.ts'
import { kindsOf } from './marks.ts'
import { rememberedOf, type Remembered } from './remembered.ts'
import { proseOf } from './terms.ts'

/** What an index keeps of a postmortem, so that later ones can be compared with it without its text. */
export interface Brief {
  /** How it begins to tell what happened, in one line. */
  readonly summary: string
  readonly factors: readonly string[]
  readonly tags: readonly string[]
  /** Ways to fail that all of it plainly tells of, the plainest first: `full disk`. */
  readonly kinds: readonly string[]
}

export const NO_BRIEF: Brief = { summary: '', factors: [], tags: [], kinds: [] }

// An index is read whenever a postmortem opens: it is to stay small.
const SUMMARY = 300
const FACTOR = 160
const MOST_FACTORS = 6
const MOST_TAGS = 10
const MOST_KINDS = 5

export function briefOf(path: string, postmortem: Postmortem): Brief {
  const one = rememberedOf(path, postmortem)
  const { summary, rest } = one.fields
  return {
    summary: lineOf(summary.trim() === '' ? rest : summary, SUMMARY),
    factors: postmortem.factors
      .map(({ text }) => lineOf(text, FACTOR))
      .filter((text) => text !== '')
      .slice(0, MOST_FACTORS),
    tags: one.tags.slice(0, MOST_TAGS),
    kinds: kindsOf(one).slice(0, MOST_KINDS),
  }
}

const lineOf = (markdown: string, most: number): string =>
  headOf(proseOf(markdown).replace(/\s+/g, ' ').trim(), most).toWellFormed()

/** As far as it can be compared by that. */
export function remembering(
  { path, title, day, services }: Known,
  { summary, factors, tags, kinds }: Brief,
): Remembered {
  const fields = { title: title ?? '', summary, factors: factors.join('\n\n'), impact: '', rest: '' }
  return { id: path, title, day, services, tags, kinds, fields }
}

interface Known {
  readonly path: string
  readonly title: string | null
  readonly day: string | null
  readonly services: readonly string[]
}
