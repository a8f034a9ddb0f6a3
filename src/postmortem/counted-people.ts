import { matchesOf } from './matches.ts'

/**
 * Who was hit, and how many. The names of people are looked for first, and only what stands around one is then read: one
 * expression for all of it takes tens of milliseconds to compile, a tenth of the time that a whole `debrief check` has.
 */
const PEOPLE = String.raw`(?:users?|customers?|accounts?|people|persons?|tenants?|merchants?|clients?|subscribers?|visitors?|members?|shoppers?|teams?|organi[sz]ations?|companies|patients?|students?|players?|drivers?|riders?|passengers?|readers?|sellers?|buyers?|developers?|employees|staff|households?|workspaces?|sites|stores|shops|caseworkers?|guests|travell?ers|residents|citizens|farmers|growers|listeners|viewers|nurses|hospitals|schools|pupils|parents|callers|recipients|participants|holders|owners|commuters|alumni|donors|fans|attendees|trainees|teachers|inhabitants|farms|clinics|branches|partners|carriers|engineers)`
const NAME = new RegExp(String.raw`(?<= )${PEOPLE}\b`, 'gi')

/** "Affected users were about 900 agents": said of the users by that name, whatever they are. */
const SAID_OF_USERS = new RegExp(
  String.raw`\b(?:affected|impacted) ${PEOPLE} (?:is|are|was|were) [^.;]{0,40}\d`,
  'i',
)

const NUMBER = String.raw`[~\u2248]?\d(?:[\d.,\u202F ]*\d)?\s?(?:%|k|m|million|thousand|percent)?`
const AMOUNT_BEFORE = new RegExp(
  String.raw`(?<![\w:.])(?:${NUMBER}|all|every|most|no|some|many|several|a (?:few|handful|third|quarter|fifth|half)|half|hundreds|thousands|dozens|none)(?: of)?(?: [\w-]+){0,3} $`,
  'i',
)
const LARGE_AMOUNT_BEFORE = new RegExp(
  String.raw`(?<![\w:.-])(?:${NUMBER}|all|every|most|half)(?: of)?(?: [\w-]+){0,2} $`,
  'i',
)
const SUFFERED_AFTER =
  /^ (?:\w+ ){0,2}(?:could(?: not|n['\u2019]t)|cannot|unable|affected|impacted|lost|saw|experienced|received)\b|^ (?:[\w-]+ ){0,6}(?:was|were|is|are) (?:affected|impacted|hit|concerned|unable)\b/i
const HIT_BEFORE =
  /\b(?:affect|impact)(?:ed|ing) (?:about |around |roughly |approximately |an estimated |up to )?[~\u2248]?(?:\d[\d.,\u202F ]*\s?(?:%|k|m|million|thousand|percent)?|all|every|most|half)(?: of)?(?: [\w-]+){0,3} $/i

/** "The report went to 38 internal recipients". */
const REACHED_BEFORE =
  /\b(?:went|was sent|were sent|got|leaked|shown|visible) (?:out )?to (?:about |around |roughly |up to )?[~\u2248]?\d[\d.,\u202F ]*(?: of)?(?: [\w-]+){0,3} $/i

/** "| Shoppers | 1,200 could not pay |": a row that begins with whom it is of. */
const COUNTED_IN_ROW = new RegExp(String.raw`^${PEOPLE}: ~?${NUMBER}`, 'i')

/** "About 1,200 of our customers". */
export function countsPeople(words: string): boolean {
  return (
    SAID_OF_USERS.test(words) ||
    COUNTED_IN_ROW.test(words) ||
    somebody(words, (before) => AMOUNT_BEFORE.test(before))
  )
}

/** "About 340 readers went to the counter": those whom a sentence of the summary begins with, as long as they are not our own. */
const AT_THE_START = new RegExp(
  String.raw`^(?:(?:about|around|roughly|approximately|some|up to|nearly|almost|over|more than|an estimated) )?${NUMBER}(?: of)?(?: [\w-]+){0,2} $`,
  'i',
)
const OUR_OWN =
  /^(?:participants|attendees|engineers|developers|staff|teams?|people|employees|sites|partners|carriers)$/i

/** "All tenants saw …", "it affected half of the shops": outside the impact section, a number of people is not enough. */
export function tellsWhomItHit(words: string): boolean {
  const hit = (before: string, after: string, name: string): boolean =>
    HIT_BEFORE.test(before) ||
    REACHED_BEFORE.test(before) ||
    (LARGE_AMOUNT_BEFORE.test(before) && SUFFERED_AFTER.test(after)) ||
    (AT_THE_START.test(before) && /^(?: [a-z]|[.!]?$)/.test(after) && !OUR_OWN.test(name))
  return SAID_OF_USERS.test(words) || somebody(words, hit)
}

/** An amount, three words and "affecting an estimated" are shorter than this. */
const LONGEST_BEFORE = 200

function somebody(words: string, fits: (before: string, after: string, name: string) => boolean): boolean {
  return matchesOf(NAME, words).some(({ index, 0: name }) => {
    const end = index + name.length
    return fits(
      words.slice(Math.max(0, index - LONGEST_BEFORE), index),
      words.slice(end, end + LONGEST_BEFORE),
      name,
    )
  })
}
