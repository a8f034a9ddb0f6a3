import { isGivenName } from '../lint/grammar/names.ts'
import { matchesOf } from './matches.ts'
import { isKnownWord, isTeam } from './owners.ts'
import type { Part } from './sections.ts'
import type { RawEntry } from './timeline.ts'

/** "ben: …", "ben rolls back", "ben said …" at the start of an entry. */
const SPEAKS = /^@?(\p{L}[\p{L}'\u2019-]{1,24})(:(?= \D)| \(?[a-z]+(?:s|ed|id|ew|nt|ok|aw|an|ot)\b)/u

/** What a line of roles says in small letters: "participants: ben, oleg (support)", "scribe - yuki". */
const ROLE =
  /(?:^|[\n|;]|\. )[ \t>*_-]{0,8}(?:(?:incident )?(?:commander|lead|responders?|participants?|attendees|team)|scribe|authors?|reporter|facilitator|on-?call|people|present|who was (?:here|there|involved)|thanks(?: to)?|thank you)\b[ \t*_]{0,4}[:|\u2013\u2014 -][ \t*_]{0,4}([^\n:.]{2,160})/gi

/** Names are parted by these; what stands in brackets behind one is said of it. */
const JOINT = /\s*(?:[,/&+|;]|\band\b)\s*/
const NAME = /^@?\p{L}[\p{L}'\u2019-]{1,24}$/u

/** In small letters, who speaks in the timeline or stands among the participants, however it is written there. */
export function speakersOf(
  raw: readonly RawEntry[],
  parts: readonly Part[],
  text: string,
): readonly string[] {
  const inColumns = raw.flatMap(({ who }) => namesIn(who ?? ''))
  const inRoles = matchesOf(ROLE, text).flatMap(([, names = '']) => namesIn(names))
  return [...inColumns, ...speaking(raw), ...inRoles, ...listed(parts, text)]
}

/** A given name speaks for itself; any other word before a colon has to do so again. */
function speaking(raw: readonly RawEntry[]): string[] {
  const found = raw.flatMap(({ text }) => {
    const [, word = '', mark = ''] = SPEAKS.exec(text) ?? []
    const name = word.toLowerCase()
    return isName(name) && (mark === ':' || isGivenName(name)) ? [name] : []
  })
  return found.filter((name) => isGivenName(name) || found.indexOf(name) !== found.lastIndexOf(name))
}

/** The items of a list of participants: "- ben (platform)". */
function listed(parts: readonly Part[], text: string): string[] {
  return parts
    .filter(({ kind }) => kind === 'participants')
    .flatMap(({ heading, end }) =>
      text.slice(heading.end, Math.min(end, heading.end + LONGEST_LIST)).split('\n'),
    )
    .flatMap((line) => namesIn(line.replace(/^[\s>*+-]+/, '').split(/:| [\u2013\u2014-] /, 1)[0] ?? ''))
}
const LONGEST_LIST = 4000

function namesIn(words: string): string[] {
  return words
    .slice(0, 300)
    .replace(/\([^()]*\)|[*_`]/g, ' ')
    .split(JOINT)
    .map((word) => word.trim())
    .filter((word) => NAME.test(word))
    .map((word) => word.replace('@', '').toLowerCase())
    .filter((name) => isName(name))
}

function isName(name: string): boolean {
  return name.length > 1 && !isKnownWord(name) && !isTeam(name)
}
