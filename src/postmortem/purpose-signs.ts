import { matchesOf } from './matches.ts'
import { WORDS } from './purpose-words.ts'
import type { Purpose } from './purpose-words.ts'

const PURPOSES = Object.keys(WORDS) as Purpose[]
const WEIGHTS = { named: 3, means: 2, leaning: 1 } as const
const STRENGTHS = ['named', 'means', 'leaning'] as const

/** A word or phrase of the lists, found in a text. */
export interface Sign {
  readonly purpose: Purpose
  readonly weight: number
  /** Where it begins, in UTF-16 units. */
  readonly index: number
}

interface Entry {
  readonly word: string
  readonly isWhole: boolean
  readonly purpose: Purpose
  readonly weight: number
}

/** Every listed word without its blanks (`ratelimit`), by its first three letters. */
const ENTRIES = new Map<string, Entry[]>()
/** The first words of phrases: only after these is more than one word looked up. */
const OPENERS = new Set<string>()
for (const purpose of PURPOSES)
  for (const strength of STRENGTHS)
    for (const form of listOf(WORDS[purpose][strength])) {
      const word = form.replace(/[_*]/g, '')
      const entry = { word, isWhole: !form.endsWith('*'), purpose, weight: WEIGHTS[strength] }
      ENTRIES.set(word.slice(0, 3), [...(ENTRIES.get(word.slice(0, 3)) ?? []), entry])
      const [opener = '', ...others] = form.split('_')
      if (others.length > 0) OPENERS.add(opener)
    }

/** The listed words in a text, each once for each purpose; of two that begin together, the longer. */
export function signsIn(text: string): Sign[] {
  const tokens = matchesOf(/[\p{L}\d]+/gu, text.toLowerCase())
  const signs: Sign[] = []
  const told = new Set<string>()
  for (const [at, { 0: token, index }] of tokens.entries()) {
    const here = new Set<Purpose>()
    for (let length = OPENERS.has(token) ? 4 : 1; length > 0; length--) {
      const phrase = length === 1 ? token : tokens.slice(at, at + length).join('')
      for (const { purpose, weight } of entriesOf(phrase)) {
        const key = `${purpose} ${phrase}`
        if (!here.has(purpose) && !told.has(key)) signs.push({ purpose, weight, index })
        here.add(purpose)
        told.add(key)
      }
    }
  }
  return signs
}

function entriesOf(phrase: string): readonly Entry[] {
  return (ENTRIES.get(phrase.slice(0, 3)) ?? []).filter(({ word, isWhole }) =>
    isWhole ? phrase === word : phrase.startsWith(word),
  )
}

const PURPOSE_OF_VERB: ReadonlyMap<string, Purpose> = new Map(
  PURPOSES.flatMap((purpose) => listOf(WORDS[purpose].verbs).map((verb) => [verb, purpose] as const)),
)

/** What a leading verb speaks for by itself; null where that depends on its object. */
export function purposeOfVerb(verb: string | null): Purpose | null {
  return PURPOSE_OF_VERB.get(verb ?? '') ?? null
}

/** What a beginning says more surely than any word after it: a question learns, what is taken away prevents. */
export const LEANINGS: readonly (readonly [RegExp, Purpose, number])[] = [
  [/^(?:is|are|was|were|does|do|did|why|any other)\b/i, 'learning', 3],
  [/^(?:(?:ship|releas|publish)\w* (?:version )?)?v?\d+\.\d/i, 'repair', 3],
  // The head of a noun phrase outweighs what describes it: an alert runbook is a runbook.
  [/^(?:[\w-]+ ){0,5}(?:runbook|playbook)s?\b/i, 'recovery', 3],
  [/^get(?:ting)? rid/i, 'prevention', 2],
  // In the past tense: done once, where nothing takes the place of what was there.
  [
    /^(?:restored|recovered|rebuilt|recreated|repaired|requeued|replaced(?!.{0,60}\b(?:by|with)\b))\b/i,
    'repair',
    4,
  ],
  // What happens to the rest while a part is gone.
  [
    /\b(?:when|while|if|in case) .{0,60}\b(?:unreachable|unavailable|is down|are down|fails|failing|cannot be reached)\b/i,
    'mitigation',
    2,
  ],
  // A count of what is there already: done once.
  [/^(?!add|install|put|switch|upgrade)[a-z-]+ (?:[a-z-]+ ){0,2}?(?:the|all) \d/i, 'repair', 4],
]

function listOf(words: string): readonly string[] {
  return words.split(/\s+/).filter((word) => word !== '')
}
