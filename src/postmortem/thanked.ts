import { isGivenName } from '../lint/grammar/names.ts'
import { keyOfFrontMatter } from './fact-names.ts'
import type { Postmortem } from './document.ts'

const MOST_CHARACTERS = 10_000
const LONGEST_NAME = 60

/** Who is thanked by name in a section of thanks, as written and in reading order: `@mira`, `Jonas`, `Ada Lovelace`. */
export function thankedIn(postmortem: Pick<Postmortem, 'text' | 'sections' | 'frontMatter'>): string[] {
  const known = new Set(participantsIn(postmortem).flatMap(wordsOfName))
  const names = postmortem.sections
    .filter(({ kind, empty }) => kind === 'thanks' && !empty)
    .flatMap(({ body }) =>
      namesIn(postmortem.text.slice(body.start, body.end).slice(0, MOST_CHARACTERS), known),
    )
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
}

/** `Bo Ek (support)` is known as Bo Ek, Bo, and Ek. */
function wordsOfName(participant: string): string[] {
  const name = participant
    .replace(/^@/, '')
    .replace(/\s{0,5}\([^()]{0,60}\)/g, '')
    .trim()
  const words = name.split(' ')
  const all = words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word)) ? [name, ...words] : [name]
  return all.map((each) => each.toLowerCase())
}

/** `@org/team` is thanked as it is written; an e-mail address is no mention. */
const NAMES =
  /(?<![\w.+-])@[A-Za-z\d][A-Za-z\d-]{0,38}(?:\/[\w-]{1,60})?|(?<!\p{L})\p{Lu}[\p{Ll}\p{M}'’-]{1,30}(?: \p{Lu}[\p{Ll}\p{M}'’-]{1,30})?(?!\p{L})/gu

function namesIn(words: string, known: ReadonlySet<string>): string[] {
  return Array.from(words.matchAll(NAMES), ([name]) => name).flatMap((name) => {
    if (name.startsWith('@')) return [name]
    const [first = '', second] = name.split(' ')
    if (known.has(name.toLowerCase())) return [name]
    if (isPerson(first, known))
      return second === undefined || known.has(first.toLowerCase()) ? [first] : [name]
    // "Thanks Mira": the capital of the first word is that of a sentence.
    return second !== undefined && isPerson(second, known) ? [second] : []
  })
}

const isPerson = (word: string, known: ReadonlySet<string>): boolean =>
  known.has(word.toLowerCase()) || isGivenName(word.toLowerCase())

/** Who the front matter says took part, as written. */
export function participantsIn({ frontMatter }: Pick<Postmortem, 'frontMatter'>): string[] {
  return Object.entries(frontMatter?.data ?? {}).flatMap(([key, value]) => {
    if (!/^(?:participants?|responders?|attendees)$/.test(keyOfFrontMatter(key))) return []
    const names = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : []
    return names.flatMap((name) => (typeof name === 'string' ? [name.trim().slice(0, LONGEST_NAME)] : []))
  })
}
