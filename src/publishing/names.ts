import { DETERMINERS, PREPOSITIONS, ROLES as JOBS } from '../lint/grammar/lexicon.ts'
import { isGivenName, isPerhapsName } from '../lint/grammar/names.ts'
import { tokenize } from '../lint/grammar/token.ts'
import { PLACES } from '../lint/rules/review/public-summary.ts'
import type { Postmortem } from '../postmortem/document.ts'
import { keyOfFrontMatter } from '../postmortem/fact-names.ts'
import { isKnownWord } from '../postmortem/owners.ts'
import { thankedIn } from '../postmortem/thanked.ts'

const RESPONDER = 'a responder'

/** Keys of the front matter that say what somebody did, and how the public reads of them. */
const ROLES: readonly (readonly [key: RegExp, role: string])[] = [
  [/^(?:incident )?(?:commander|manager|lead)$/, 'the incident commander'],
  [/^scribe$/, 'the scribe'],
  [/^(?:facilitator|moderator)$/, 'the facilitator'],
  [/^(?:authors?|owner|reporter|reviewers?)$/, 'an author'],
  [/^(?:participants?|responders?|attendees)$/, RESPONDER],
]

const NAME_WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]{1,60}/gu
const MOST_NAMES = 500

/** "Incident commander: Radia", "| Scribe | Ilka |" in the body. */
const ROLE_LINE =
  /\b(?:(?:incident )?(?:commander|lead)|scribe|responders?|participants?|attendees|authors?|facilitator|moderator|reporter|on-?call)[ \t*_]{0,4}[:|][ \t*_|]{0,4}([^\n]{2,160})/gi

const namedIn = (text: string): string[] =>
  Array.from(text.matchAll(ROLE_LINE)).flatMap(([, holders = '']) =>
    Array.from(holders.matchAll(/(?<![\p{L}@])\p{Lu}[\p{Ll}\p{M}]+/gu), ([word]) => word).filter(
      (word) => !isKnownWord(word.toLowerCase()),
    ),
  )

/** Who the document knows as a person, and what stands in their place for the public. */
export class Names {
  readonly #roles = new Map<string, string>()
  /** Forms that are a name however they are written, and those that are one only with a capital. */
  readonly #anyCase = new Set<string>()
  readonly #withCapital = new Set<string>()
  readonly #pattern: RegExp | null
  readonly #checks: readonly RegExp[]

  constructor(postmortem: Postmortem) {
    for (const [key, value] of Object.entries(postmortem.frontMatter?.data ?? {})) {
      const role = ROLES.find(([pattern]) => pattern.test(keyOfFrontMatter(key)))?.[1]
      if (role !== undefined) for (const name of textsIn(value)) this.#add(name, role, true)
    }
    const owners = postmortem.actions.flatMap(({ owners, ownerKind }) => (ownerKind === 'team' ? [] : owners))
    for (const name of [...thankedIn(postmortem), ...owners]) this.#add(name, RESPONDER, true)
    const handles = Array.from(
      postmortem.text.matchAll(/(?<![\w/`.])@([a-z\d][a-z\d-]{1,38})(?![\w/])/gi),
      ([name]) => name,
    )
    const speakers = postmortem.timeline.flatMap(({ source }) =>
      source !== null && isName(source) ? [source] : [],
    )
    for (const name of [...handles, ...speakers, ...namedIn(postmortem.text)])
      this.#add(name, RESPONDER, false)
    const whole = ["(?<![\\p{L}\\p{N}_-]|\\p{L}['’ʼ])", '(?![\\p{L}\\p{N}_-])'] as const
    this.#pattern = patternOf(this.#roles.keys(), whole, 'gu')
    // Part of a longer word is a name too: no role can stand in its place there, so it is for people to put right.
    const part = ['(?<![\\p{L}\\p{M}\\p{N}])', '(?![\\p{L}\\p{M}\\p{N}])'] as const
    this.#checks = [
      patternOf(this.#anyCase, part, 'iu') ?? [],
      patternOf(this.#withCapital, part, 'u') ?? [],
    ].flat()
  }

  /** Names as roles; at the start of a sentence with a capital. */
  replace(words: string): string {
    if (this.#pattern === null) return words
    return words.replace(this.#pattern, (name, at: number) => {
      const role = this.#roles.get(folded(name)) ?? RESPONDER
      const starts = at === 0 || /[.!?]\s{1,3}$/.test(words.slice(Math.max(0, at - 4), at))
      return starts ? role.charAt(0).toUpperCase() + role.slice(1) : role
    })
  }

  /** Whether somebody is still named, be it by a name that the document tells nowhere else. With too many to look for, nobody knows. */
  isNamedIn(words: string): boolean {
    if (this.#roles.size > MOST_NAMES) return true
    const text = folded(words)
    if (this.#checks.some((check) => check.test(text))) return true
    return tokenize(text).some(({ capital, word }) => capital && isGivenName(word) && !PLACES.test(word))
  }

  /** Whole, and word for word: "Ada Lovelace" is "Ada" further down. `isSure`: said to be a person's, not guessed. */
  #add(name: string, role: string, isSure: boolean): void {
    const bare =
      folded(name)
        .replace(/^@/, '')
        .split(/[(,:;]|\s[-–—]\s/)[0]
        ?.trim()
        .slice(0, 100) ?? ''
    const words = Array.from(bare.matchAll(NAME_WORD), ([word]) => word)
    if (this.#roles.size > MOST_NAMES || words.length === 0 || words.length > 8) return
    const forms = words.length > 1 ? [bare, ...words] : words
    for (const form of forms) {
      const lower = form.toLowerCase()
      const capital = form.charAt(0).toUpperCase() + form.slice(1)
      // "grace" and "will" are words too, "ada-l" is none.
      const isOwn = /[\d_-]/.test(form) || isGivenName(lower) || form !== lower
      for (const each of isOwn ? [form, capital] : [capital])
        if (!this.#roles.has(each)) this.#roles.set(each, role)
      // "van" of a longer name is not one by itself.
      if (isSure && !isOrdinary(lower) && (isOwn || words.length === 1)) this.#anyCase.add(lower)
      else for (const each of isOwn ? [form, capital] : [capital]) this.#withCapital.add(each)
      if (isSure || !isOrdinary(lower)) this.#withCapital.add(form.toUpperCase())
    }
  }
}

/** As both the document and the text are compared: one form of each letter, and one apostrophe. */
const folded = (words: string): string => words.normalize('NFKC').replace(/[’ʼ]/g, "'")

/** A word of every text about an outage: written small it names nobody. */
const isOrdinary = (lower: string): boolean =>
  isPerhapsName(lower) ||
  isKnownWord(lower) ||
  JOBS.has(lower) ||
  DETERMINERS.has(lower) ||
  PREPOSITIONS.has(lower)

/** Longest first; null where there are none. */
function patternOf(
  forms: Iterable<string>,
  [before, after]: readonly [string, string],
  flags: string,
): RegExp | null {
  const all = [...forms].toSorted((a, b) => b.length - a.length).map(escaped)
  return all.length === 0 ? null : new RegExp(`${before}(?:${all.join('|')})${after}`, flags)
}

/** In `{ name: Mira, role: support }` these keys hold the person; in `{ Mira: support }` anything may. */
const PERSON = /^(?:full ?|user ?)?name$|^(?:login|handle|user|person|github|slack|e-?mail)$/i
const DEEPEST = 5

/** The names in a value of the front matter, however it nests them. */
function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.split(/[,;/&\n]|\s(?:and|und|et|y)\s/)
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return []
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, depth + 1))
  const entries = Object.entries(value)
  const persons = entries.filter(([key]) => PERSON.test(key))
  return persons.length > 0
    ? persons.flatMap(([, each]) => textsIn(each, depth + 1))
    : entries.flatMap(([key, each]) => [key, ...textsIn(each, depth + 1)])
}

const isName = (source: string): boolean =>
  source.startsWith('@') || isGivenName((/^\p{L}+/u.exec(source)?.[0] ?? '').toLowerCase())

const escaped = (name: string): string =>
  name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("'", "['’ʼ]")
