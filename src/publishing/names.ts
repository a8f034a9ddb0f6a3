import { isGivenName } from '../lint/grammar/names.ts'
import { tokenize } from '../lint/grammar/token.ts'
import { PLACES } from '../lint/rules/review/public-summary.ts'
import type { Postmortem } from '../postmortem/document.ts'
import { keyOfFrontMatter } from '../postmortem/fact-names.ts'
import { isKnownWord } from '../postmortem/owners.ts'
import { participantsIn, thankedIn } from '../postmortem/thanked.ts'

/** Keys of the front matter that say what somebody did, and how the public reads of them. */
const ROLES: readonly (readonly [key: RegExp, role: string])[] = [
  [/^(?:incident )?(?:commander|manager|lead)$/, 'the incident commander'],
  [/^scribe$/, 'the scribe'],
  [/^(?:facilitator|moderator)$/, 'the facilitator'],
  [/^(?:authors?|owner|reporter|reviewers?)$/, 'an author'],
]
const RESPONDER = 'a responder'

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
  readonly #pattern: RegExp | null

  constructor(postmortem: Postmortem) {
    for (const [key, value] of Object.entries(postmortem.frontMatter?.data ?? {})) {
      const role = ROLES.find(([pattern]) => pattern.test(keyOfFrontMatter(key)))?.[1]
      if (role !== undefined) for (const name of textsIn(value)) this.#add(name, role)
    }
    const owners = postmortem.actions.flatMap(({ owners, ownerKind }) => (ownerKind === 'team' ? [] : owners))
    const handles = Array.from(
      postmortem.text.matchAll(/(?<![\w/`.])@([a-z\d][a-z\d-]{1,38})(?![\w/])/gi),
      ([name]) => name,
    )
    const speakers = postmortem.timeline.flatMap(({ source }) =>
      source !== null && isName(source) ? [source] : [],
    )
    for (const name of [
      ...participantsIn(postmortem),
      ...thankedIn(postmortem),
      ...owners,
      ...handles,
      ...speakers,
      ...namedIn(postmortem.text),
    ])
      this.#add(name, RESPONDER)
    const forms = [...this.#roles.keys()].toSorted((a, b) => b.length - a.length)
    this.#pattern =
      forms.length === 0
        ? null
        : new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${forms.map(escaped).join('|')})(?![\\p{L}\\p{N}_-])`, 'gu')
  }

  /** Names as roles; at the start of a sentence with a capital. */
  replace(words: string): string {
    if (this.#pattern === null) return words
    return words.replace(this.#pattern, (name, at: number) => {
      const role = this.#roles.get(name) ?? RESPONDER
      const starts = at === 0 || /[.!?]\s{1,3}$/.test(words.slice(Math.max(0, at - 4), at))
      return starts ? role.charAt(0).toUpperCase() + role.slice(1) : role
    })
  }

  /** Whether somebody is still named, be it by a name that the document tells nowhere else. */
  isNamedIn(words: string): boolean {
    if (this.#pattern !== null && words.search(this.#pattern) >= 0) return true
    return tokenize(words).some(({ capital, word }) => capital && isGivenName(word) && !PLACES.test(word))
  }

  /** Whole, and word for word: "Ada Lovelace" is "Ada" further down. */
  #add(name: string, role: string): void {
    const bare =
      name
        .replace(/^@/, '')
        .split(/[(,:;]|\s[-–—]\s/)[0]
        ?.trim()
        .slice(0, 100) ?? ''
    const words = Array.from(bare.matchAll(NAME_WORD), ([word]) => word)
    if (this.#roles.size > MOST_NAMES || words.length === 0 || words.length > 5) return
    const forms = words.length > 1 ? [bare, ...words] : words
    for (const form of forms) {
      const capital = form.charAt(0).toUpperCase() + form.slice(1)
      // "grace" and "will" are words too, "ada-l" is none.
      const isOwn = /[\d_-]/.test(form) || isGivenName(form.toLowerCase()) || form !== form.toLowerCase()
      for (const each of isOwn ? [form, capital] : [capital])
        if (!this.#roles.has(each)) this.#roles.set(each, role)
    }
  }
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? value.split(',')
    : Array.isArray(value)
      ? value.filter((each) => typeof each === 'string')
      : []

const isName = (source: string): boolean =>
  source.startsWith('@') || isGivenName((/^\p{L}+/u.exec(source)?.[0] ?? '').toLowerCase())

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
