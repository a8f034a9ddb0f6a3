import { fromTime, toTime } from './calendar.ts'
import { CITY, cityZoneIn, zoneOfCity } from './places.ts'
import type { Day } from './calendar.ts'

/** How a clock is to be read: a fixed distance from UTC, or a place with its own summer time. */
export type Zone =
  | { readonly kind: 'offset'; readonly minutes: number; readonly ambiguous: boolean }
  | { readonly kind: 'place'; readonly name: string }

export const UTC: Zone = { kind: 'offset', minutes: 0, ambiguous: false }

/** Hours east of UTC. The abbreviation says whether it is summer time, so these do not shift. */
const FIXED: Readonly<Record<string, number>> = {
  Z: 0, UTC: 0, GMT: 0, Zulu: 0, WET: 0, WEST: 1, BST: 1, CET: 1, MEZ: 1, CEST: 2, MESZ: 2, EET: 2, EEST: 3, MSK: 3,
  PST: -8, PDT: -7, MST: -7, MDT: -6, CST: -6, CDT: -5, EST: -5, EDT: -4, AKST: -9, AKDT: -8, HST: -10,
  JST: 9, KST: 9, SGT: 8, HKT: 8, AEST: 10, AEDT: 11, ACST: 9.5, AWST: 8, IDT: 3, NPT: 5.75, NST: -3.5, NDT: -2.5, BDT: 6, WITA: 8, NZST: 12, NZDT: 13, SAST: 2, WAT: 1, CAT: 2, EAT: 3, TRT: 3, PKT: 5, ICT: 7, WIB: 7, PHT: 8, ACDT: 10.5, ART: -3, CLT: -4, COT: -5, PET: -5, BRT: -3, IST: 5.5,
} // prettier-ignore

/** Abbreviations that more than one country uses; the reading is a guess and says so. */
const AMBIGUOUS = new Set(['IST'])

/** Names that follow the place's own summer time. */
const PLACES: Readonly<Record<string, string>> = {
  PT: 'America/Los_Angeles', MT: 'America/Denver', CT: 'America/Chicago', ET: 'America/New_York',
  pacific: 'America/Los_Angeles', mountain: 'America/Denver', central: 'America/Chicago', eastern: 'America/New_York',
  'central european time': 'Europe/Paris', 'central european summer time': 'Europe/Paris', 'eastern european time': 'Europe/Athens', 'west africa time': 'Africa/Lagos', 'east africa time': 'Africa/Nairobi', 'south africa standard time': 'Africa/Johannesburg',
  'indian standard time': 'Asia/Kolkata', 'india standard time': 'Asia/Kolkata', 'japan standard time': 'Asia/Tokyo', 'korea standard time': 'Asia/Seoul', 'china standard time': 'Asia/Shanghai', 'australian eastern time': 'Australia/Sydney',
} // prettier-ignore

const ABBREVIATION = `(?:${[...Object.keys(FIXED), 'PT', 'MT', 'CT', 'ET'].toSorted((a, b) => b.length - a.length).join('|')})`
const OFFSET = String.raw`(?:(?:UTC|GMT)\s?)?[+\u2212-]\d{1,2}(?::?\d{2})?`
const IANA = String.raw`(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|US)\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?`
const NAMED = String.raw`(?:[Cc]oordinated [Uu]niversal [Tt]ime|[Uu]niversal [Tt]ime|(?:US )?(?:Pacific|Mountain|Central|Eastern)(?: Standard| Daylight)? [Tt]ime|(?:Central European(?: Summer)?|Eastern European|West Africa|East Africa|South Africa Standard|Indian? Standard|Japan Standard|Korea Standard|China Standard|Australian Eastern) [Tt]ime|Greenwich Mean Time|${CITY} (?:local )?[Tt]ime|US (?:Pacific|Mountain|Central|Eastern))`

const HERE = new RegExp(
  String.raw`(${IANA}|${NAMED}|(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?\d{2})?|${ABBREVIATION}|${OFFSET}|(?<=\()${CITY}(?=\)))(?!\w|:\d)`,
  'y',
)
const ANYWHERE = new RegExp(
  String.raw`(?<![\w/+-])(?=[A-Zcu])(${IANA}|${NAMED}|(?<=\()(?:Pacific|Mountain|Eastern)(?=\))|(?:UTC|GMT)(?:\s?[+\u2212-]|\s(?:plus|minus)\s)\d{1,2}(?::?\d{2})?|${ABBREVIATION})(?![\w/-])`,
)

const SETTLED = /(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?\d{2})?(?!\d)/

export interface ZoneMatch {
  readonly zone: Zone
  readonly end: number
}

/** The zone that stands at exactly `index`: `UTC`, `+01:00`, `Europe/Berlin`, `Pacific time`. */
export function zoneAt(text: string, index: number): ZoneMatch | null {
  HERE.lastIndex = index
  const match = HERE.exec(text)
  if (match === null) return null
  const zone = zoneOf(match[1] ?? '')
  return zone === null ? null : { zone, end: index + match[0].length }
}

/** The first zone that a heading, a column title or a remark states. */
export function zoneIn(text: string): Zone | null {
  const words = text.slice(0, 300)
  const match = ANYWHERE.exec(words)
  const zone = match === null ? null : zoneOf(match[1] ?? '')
  if (zone?.kind !== 'offset' || !zone.ambiguous) return zone
  // "IST (UTC+05:30)": what stands beside the abbreviation settles it.
  const exact = SETTLED.exec(words)
  return (exact === null ? null : zoneOf(exact[0])) ?? zone
}

/** The zone of words that are about clocks, where a bare city or region names it too: "all times Eastern", "Zone: Berlin". */
export function clockZoneIn(words: string): Zone | null {
  const short = words.slice(0, LONGEST_REMARK)
  const own = short.replace(OF_OTHERS, ' ')
  return (own === short ? null : firstZoneIn(own)) ?? firstZoneIn(words)
}

/** Of two zones in one sentence, the one that our clocks are not in: "all times Eastern, logs UTC", "CET, not UTC", "from PST to UTC". */
const OF_OTHERS = new RegExp(
  String.raw`\b(?:(?:[Nn]ot|[Nn]ever|[Uu]nlike|[Ii]nstead of|[Rr]ather than|[Ff]rom)(?: in)?|(?:[Ll]ogs?|[Gg]raphs?|[Dd]ashboards?|[Ss]ervers?|[Pp]agers?|[Pp]ager[Dd]uty|[Ss]lack|[Gg]rafana|[Ee]xports?|[Dd]atabases?|[Pp]rovider|[Vv]endor|[Ss]creenshots?|[Aa]lerts?)(?: [a-z]+){0,3}) (?:${NAMED}|(?:UTC|GMT)[+\u2212-]\d{1,2}|${ABBREVIATION}|${CITY})(?![\w/-])`,
  'g',
)

function firstZoneIn(words: string): Zone | null {
  const zone = zoneIn(words)
  const place = zone === null ? cityZoneIn(words.slice(0, LONGEST_REMARK)) : undefined
  return place === undefined ? zone : { kind: 'place', name: place }
}
const LONGEST_REMARK = 300

/** The instant of a wall clock, as `2026-11-20T14:03:00Z`. In the hour that a clock skips or repeats, the earlier offset counts. */
export function instantOf(day: Day, seconds: number, zone: Zone): string {
  const local = toTime(day) + seconds * 1000
  if (zone.kind === 'offset') return isoOf(local - zone.minutes * 60_000)
  const [first] = instantsOf(day, seconds, zone)
  return first ?? isoOf(local - offsetAt(zone.name, local - DAY) * 60_000)
}

/**
 * Every instant at which the wall clocks of a zone show this: none in the hour that they skip in spring, two in the hour
 * that they repeat in autumn, in order.
 */
export function instantsOf(day: Day, seconds: number, zone: Zone): readonly string[] {
  if (zone.kind === 'offset') return [instantOf(day, seconds, zone)]
  const local = toTime(day) + seconds * 1000
  const around = [local - DAY, local + DAY].map((time) => offsetAt(zone.name, time))
  return [...new Set(around)]
    .map((minutes) => ({ time: local - minutes * 60_000, minutes }))
    .filter(({ time, minutes }) => offsetAt(zone.name, time) === minutes)
    .map(({ time }) => isoOf(time))
    .sort()
}
const DAY = 86_400_000

/** The calendar day of an instant on the clocks of a zone. */
export function dayIn(instant: string, zone: Zone): Day {
  const time = Date.parse(instant)
  return fromTime(time + (zone.kind === 'offset' ? zone.minutes : offsetAt(zone.name, time)) * 60_000)
}

/** Behind it years have five digits. */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59)

export function isoOf(time: number): string {
  return `${new Date(Math.min(time, LAST)).toISOString().slice(0, 19)}Z`
}

function zoneOf(words: string): Zone | null {
  const name = words.trim()
  if (name.includes('/')) return isKnownPlace(name) ? { kind: 'place', name } : null
  const lower = name.toLowerCase()
  if (lower.includes('universal') || lower.includes('greenwich')) return UTC
  const city = /^(.+?) (?:local )?time$/i.exec(name)?.[1]
  const place = zoneOfCity(city ?? name)
  if (place !== undefined) return { kind: 'place', name: place }
  const named = PLACES[name] ?? PLACES[lower] ?? PLACES[/(pacific|mountain|eastern)/.exec(lower)?.[1] ?? '']
  if (named !== undefined) return { kind: 'place', name: named }
  if (lower.startsWith('us central') || lower.startsWith('central '))
    return { kind: 'place', name: 'America/Chicago' }
  const hours = FIXED[name]
  if (hours !== undefined) return { kind: 'offset', minutes: hours * 60, ambiguous: AMBIGUOUS.has(name) }
  const offset = /([+\u2212-]|plus |minus )(\d{1,2})(?::?(\d{2}))?$/.exec(name)
  if (offset === null) return null
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
  if (minutes > 14 * 60) return null
  return { kind: 'offset', minutes: /\+|plus/.test(offset[1] ?? '') ? minutes : -minutes, ambiguous: false }
}

const clocks = new Map<string, Intl.DateTimeFormat | null>()

function isKnownPlace(name: string): boolean {
  return clockOf(name) !== null
}

function clockOf(name: string): Intl.DateTimeFormat | null {
  const known = clocks.get(name)
  if (known !== undefined) return known
  let clock: Intl.DateTimeFormat | null = null
  try {
    clock = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  } catch {
    // Intl has no other way to say that it does not know a place; the caller then treats the words as no zone.
  }
  // Bounded: a hostile text can name many places, but only real ones are worth keeping.
  if (clock !== null) clocks.set(name, clock)
  return clock
}

/** Minutes east of UTC at an instant. */
export function offsetAt(name: string, time: number): number {
  const shown =
    clockOf(name)
      ?.formatToParts(time)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(shown)
  const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0)
  return match?.[1] === '-' ? -minutes : minutes
}
