import { isGivenName } from '../lint/grammar/names.ts'
import { isSurname } from '../postmortem/surnames.ts'
import { EMPTY_WORDS } from './empty-words.ts'
import { stemOf } from './stem.ts'

/** A word, or two that stand side by side: what two documents can have in common. */
export interface Term {
  /** `connect pool`: the stems, which tell terms apart. */
  readonly key: string
  /** `connection pool`: as it is written. */
  readonly words: string
}

/** Nobody writes more; what is beyond is a log that somebody pasted. */
const MOST_CHARACTERS = 200_000
const SHORTEST = 3
const LONGEST = 32

/**
 * The terms of a Markdown text in reading order, with every pair of neighbours that no full stop and no other word parts.
 * Numbers, addresses, code blocks, comments and mentions are none: they tell one incident from another, and nothing of its kind.
 * People's names are none either: who was there twice is not why it happened twice.
 */
export const termsOf = (markdown: string): Term[] => termsIn(proseOf(markdown))

export function termsIn(prose: string): Term[] {
  return prose.split(/[.!?;:()[\]{}|"“”\n]/).flatMap(termsOfPhrase)
}

function termsOfPhrase(phrase: string): Term[] {
  const terms: Term[] = []
  let before: Term | null = null
  let isName = false
  for (const [written] of phrase.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)) {
    const word = written.replace(/['’]\p{L}*$/u, '')
    isName = isPartOfName(word, isName)
    const term = isName ? null : termOf(word)
    if (term !== null) terms.push(term)
    if (term !== null && before !== null && before.key !== term.key) terms.push(pairOf(before, term))
    before = term
  }
  return terms
}

/** "Ada Lovelace": a given name that is known makes a name of the capitalised word behind it. */
function isPartOfName(word: string, isAfterName: boolean): boolean {
  if (!/^\p{Lu}\p{Ll}/u.test(word)) return false
  const lower = word.toLowerCase()
  return isAfterName || isGivenName(lower) || isSurname(lower)
}

function termOf(word: string): Term | null {
  const lower = word.toLowerCase()
  if (lower.length < SHORTEST && !SHORT_NAMES.has(lower)) return null
  if (lower.length > LONGEST || /\p{N}{2}/u.test(lower) || EMPTY_WORDS.has(lower)) return null
  return { key: stemOf(lower), words: lower }
}

/** Of two letters, yet names of things. */
const SHORT_NAMES = new Set(['ci', 'cd', 'db', 'ip', 'ui', 'io', 's3', 'k8s'])

const pairOf = (one: Term, other: Term): Term => ({
  key: `${one.key} ${other.key}`,
  words: `${one.words} ${other.words}`,
})

/** Without what is no prose. Fences are found line by line: a pattern over the whole text could be driven. */
export function proseOf(markdown: string): string {
  let isCode = false
  const lines = withoutComments(markdown.slice(0, MOST_CHARACTERS))
    .split('\n')
    .map((line) => {
      const isFence = /^[ \t>]*(?:```|~~~)/.test(line)
      if (isFence) isCode = !isCode
      return isFence || isCode ? '' : lineProse(line)
    })
  // A wrapped line goes on in the next one; a list item, a heading, a row and an empty line begin anew.
  return lines.join(' ').replaceAll(/ {2,}/g, '\n')
}

/** What stands in a template's comments stands in every document that was made of it. */
function withoutComments(text: string): string {
  let kept = ''
  for (let at = 0; ;) {
    const open = text.indexOf('<!--', at)
    const close = open < 0 ? -1 : text.indexOf('-->', open + 4)
    if (close < 0) return kept + text.slice(at)
    kept += text.slice(at, open)
    at = close + 3
  }
}

function lineProse(line: string): string {
  const words = line
    .replaceAll(/<[^<>]{0,300}>/g, ' ')
    .replaceAll(/\]\([^()\s]{0,300}\)/g, '] ')
    .replaceAll(/\bhttps?:[^\s)\]>]+/g, ' ')
    .replaceAll(/\{[:{%.][^{}]{0,300}\}/g, ' ')
    .replaceAll(/(?<![\w/])@[\w-]+(?:\/[\w-]+)?/g, ' ')
    .trim()
  return words === '' || /^(?:[-*+#|>]|\d+[.)])/.test(words) ? `  ${words}` : words
}
