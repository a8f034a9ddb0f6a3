import { isGivenName } from '../lint/grammar/names.ts'
import { participantsOf } from '../lint/participants.ts'
import { thankedIn } from '../postmortem/thanked.ts'
import type { Postmortem } from '../postmortem/document.ts'

/** Who takes the place of a name. */
const SOMEBODY = 'a responder'

/**
 * Puts "a responder" in place of handles, of those whom the document names as participants, owners, sources of the timeline or
 * in its thanks, and of names in two words that begin with a given name. A name that is told nowhere else may remain.
 */
export function hiding(postmortem: Postmortem): (words: string) => string {
  const { text, timeline, actions } = postmortem
  const named = [
    ...(participantsOf({ text, postmortem })?.people ?? []),
    ...actions.flatMap(({ owners, ownerKind }) =>
      ownerKind === 'one' || ownerKind === 'several' ? owners : [],
    ),
    ...timeline.flatMap(({ source }) => source ?? []).filter(isPerson),
    ...thankedIn(postmortem),
  ]
  const known = new Set(named.flatMap(partsOfName).map((name) => name.toLowerCase()))
  return (words) =>
    words
      .replace(HANDLE, SOMEBODY)
      // In small letters "mark" and "will" are words as well; in code they are logins.
      .replace(CODE, (code, name: string) => (known.has(name.toLowerCase()) ? SOMEBODY : code))
      .replace(NAME, (name, first: string, second: string | undefined) => {
        const isKnown = known.has(first.toLowerCase()) || known.has(name.toLowerCase())
        if (second === undefined) return isKnown ? SOMEBODY : name
        if (isKnown || isGivenName(first.toLowerCase())) return SOMEBODY
        return known.has(second.toLowerCase()) ? `${first} ${SOMEBODY}` : name
      })
      .replace(/^a responder/, 'A responder')
}

const HANDLE = /(?<![\w.+/-])@[A-Za-z\d][\w-]{0,38}(?:\/[\w-]{1,60})?/g
const CODE = /`([A-Za-z\d][\w-]{0,38})`/g
/** With two words where both begin with a capital. */
const NAME = /(?<![\p{L}\d-])(\p{Lu}[\p{L}\p{M}'’-]{1,30})(?: (\p{Lu}[\p{L}\p{M}'’-]{1,30}))?(?![\p{L}\d-])/gu

/** A source that is a name, and no tool. */
const isPerson = (source: string): boolean =>
  source.startsWith('@') || isGivenName(source.split(/[\s.-]/)[0]?.toLowerCase() ?? '')

/** `Ada Lovelace (SRE)`, `@ada`: each word of the name. */
function partsOfName(person: string): string[] {
  const name = person
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[@`*_]/g, ' ')
    .trim()
  const words = name.split(/\s+/).filter((word) => /^\p{L}[\p{L}\p{M}'’-]+$/u.test(word))
  return words.length > 3 ? [] : [name, ...words]
}
