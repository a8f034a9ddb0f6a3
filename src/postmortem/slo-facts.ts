import { dayOf } from './calendar.ts'
import { keyOfFrontMatter } from './fact-names.ts'
import { entryOf, keyRange } from './front-matter.ts'
import { numberOf } from './figures.ts'
import { minutesTo } from './metrics.ts'
import { burnOf, objectiveOf, ROUNDED_BY, shareOf, windowDaysOf } from './slo.ts'
import { lastDayOf } from './told-days.ts'
import type { Day } from './calendar.ts'
import type { Facts, FrontMatter, ParseProblem } from './document.ts'
import type { Lengths } from './lengths.ts'
import type { Bad, Slo, SloBurn } from './slo.ts'
import type { Source } from './source.ts'

/** What a team's config says of its SLOs, by name. */
export type KnownSlos = Readonly<Record<string, KnownSlo>>
export interface KnownSlo {
  readonly objective: number | string
  readonly window: string
  readonly remaining?: number | string | undefined
  readonly remainingOn?: string | undefined
}

/** When the incident was, and how long by its own words. */
interface When {
  readonly facts: Facts
  readonly lengths: Lengths
}

export interface SloReading {
  readonly burns: readonly SloBurn[]
  readonly problems: readonly ParseProblem[]
}

const KEYS = ['name', 'objective', 'window', 'bad minutes', 'bad events', 'total events', 'incident events', 'remaining', 'remaining on'] as const // prettier-ignore
type Key = (typeof KEYS)[number]
type Stated = Partial<Record<Key, unknown>>

/** More is a mistake. */
const MOST_SLOS = 20

/** Why something under `slo:` cannot be used, and what to write; thrown and caught in this file alone. */
class SloProblem extends Error {
  readonly fix: string
  constructor(message: string, fix: string) {
    super(message)
    this.fix = fix
  }
}

/** `slo:` of the front matter: a mapping, or a list of them; what it leaves out comes from the config's SLO of that name. */
export function readSlos(
  source: Source,
  frontMatter: FrontMatter | null,
  when: When,
  known: KnownSlos,
): SloReading {
  const entry = entryOf(frontMatter, /^slos?$/)
  if (frontMatter === null || entry === undefined) return { burns: [], problems: [] }
  const [key, value] = entry
  const range = keyRange(source, frontMatter, key)
  const burns: SloBurn[] = []
  const problems: ParseProblem[] = []
  const told = (problem: SloProblem): void => {
    problems.push({ code: 'slo', message: problem.message, fix: problem.fix, range })
  }
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const one of all.slice(0, MOST_SLOS)) {
    try {
      burns.push(readSlo(one, when, known, told))
    } catch (error) {
      if (!(error instanceof SloProblem)) throw error
      told(error)
    }
  }
  if (all.length > MOST_SLOS)
    told(
      new SloProblem(
        `Of ${String(all.length)} SLOs only the first ${String(MOST_SLOS)} are read.`,
        'Leave out those that the incident did not burn.',
      ),
    )
  return { burns, problems }
}

function readSlo(value: unknown, when: When, known: KnownSlos, told: (problem: SloProblem) => void): SloBurn {
  const stated = statedIn(value)
  const name = nameIn(stated)
  const label = name === null ? 'The SLO' : `The SLO “${name.slice(0, 60)}”`
  const slo = sloOf(stated, knownAs(name, known), label)
  if (stated['remaining on'] !== undefined && stated.remaining === undefined)
    told(
      new SloProblem(
        `${label} has a \`remaining_on\`, and does not say how much remained.`,
        'Add `remaining: 62%`, or leave both out.',
      ),
    )
  const bad = badIn(stated, when, label, slo)
  if (bad.unit === 'minutes' && bad.incidentMinutes !== null && bad.bad > bad.incidentMinutes + ROUNDED_BY)
    told(
      new SloProblem(
        `${label} has ${String(bad.bad)} bad minutes, but by its times the incident took ${numberOf(bad.incidentMinutes)}.`,
        'Correct whichever is wrong.',
      ),
    )
  return burnOf(name, slo, bad, lastDayOf(when.facts))
}

function statedIn(value: unknown): Stated {
  // `slo: checkout`: which, and not yet how much.
  if (typeof value === 'string') return { name: value }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SloProblem(
      '`slo` is not a name with its values.',
      'Write `slo:`, and below it, indented, `name: …`, `objective: 99.9%`, `window: 30d` and `bad_minutes: 12`.',
    )
  const stated: Stated = {}
  for (const [raw, each] of Object.entries(value)) {
    const key = KEYS.find((known) => known === keyOfFrontMatter(raw))
    if (key === undefined)
      throw new SloProblem(
        `\`${raw.slice(0, 40)}\` is nothing that an SLO has.`,
        `It has ${KEYS.map((known) => `\`${known.replaceAll(' ', '_')}\``).join(', ')}.`,
      )
    if (each !== null && stated[key] !== undefined)
      throw new SloProblem(`An SLO says \`${key.replaceAll(' ', '_')}\` twice.`, 'Leave one of them out.')
    if (each !== null) stated[key] = each
  }
  return stated
}

function nameIn({ name }: Stated): string | null {
  if (name === undefined) return null
  if (typeof name !== 'string' || name.trim() === '')
    throw new SloProblem('The name of the SLO is not text.', 'Write it as `name: checkout`.')
  return name.trim()
}

function knownAs(name: string | null, known: KnownSlos): KnownSlo | null {
  const key = name?.toLowerCase()
  return Object.entries(known).find(([each]) => each.toLowerCase() === key)?.[1] ?? null
}

function sloOf(stated: Stated, known: KnownSlo | null, label: string): Slo {
  const objective = stated.objective ?? known?.objective
  const window = stated.window ?? known?.window
  if (objective === undefined || window === undefined)
    throw new SloProblem(
      `${label} has no ${objective === undefined ? 'objective' : 'window'}, and the configuration knows none for it.`,
      objective === undefined
        ? 'Add `objective: 99.9%`, or the SLO to `slos` in the configuration.'
        : 'Add `window: 30d`, or the SLO to `slos` in the configuration.',
    )
  const share = objectiveOf(objective)
  if (share === null)
    throw new SloProblem(
      `${label} has an objective that leaves no budget or is no share: ${shown(objective)}.`,
      'Write it as `99.9%` or `0.999`: more than none, and less than all.',
    )
  const windowDays = windowDaysOf(window)
  if (windowDays === null)
    throw new SloProblem(
      `${label} has a window that cannot be read: ${shown(window)}.`,
      'Write it in days, weeks or hours, as `30d`, `4w` or `720h`; for a month or a quarter, say how many days.',
    )
  const own = stated.remaining !== undefined
  return {
    objective: share,
    windowDays,
    remaining: remainingIn(own ? stated.remaining : known?.remaining, label),
    remainingOn: dayIn(own ? stated['remaining on'] : known?.remainingOn, label),
  }
}

function remainingIn(value: unknown, label: string): number | null {
  if (value === undefined) return null
  const share = shareOf(value)
  if (share !== null && share <= 1) return share
  throw new SloProblem(
    `${label} has ${shown(value)} of its budget left, which is no share of it.`,
    'Write `remaining` as `62%` or `0.62`, below 0 where it is overspent.',
  )
}

function dayIn(value: unknown, label: string): Day | null {
  if (value === undefined) return null
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(typeof value === 'string' ? value : '') ?? []
  const found = dayOf(Number(year), Number(month), Number(day))
  if (found !== null) return found
  throw new SloProblem(
    `${label} has a \`remaining_on\` that is no date: ${shown(value)}.`,
    'Write it as `2026-11-01`.',
  )
}

function badIn(stated: Stated, when: When, label: string, { windowDays }: Slo): Bad {
  const minutes = numberIn(stated, 'bad minutes', label)
  const events = numberIn(stated, 'bad events', label)
  const total = numberIn(stated, 'total events', label)
  const incidentTotal = numberIn(stated, 'incident events', label)
  if (minutes !== null && (events !== null || total !== null))
    throw new SloProblem(
      `${label} counts minutes and events.`,
      'Leave one of them out: each gives a budget of its own.',
    )
  if (minutes !== null) {
    if (minutes > windowDays * 1440)
      throw new SloProblem(
        `${label} has more bad minutes (${String(minutes)}) than its window has.`,
        'Correct whichever is wrong.',
      )
    return { unit: 'minutes', bad: minutes, incidentMinutes: minutesOf(when, minutes) }
  }
  if (events === null || total === null)
    throw new SloProblem(
      `${label} does not say how much was bad.`,
      'Add `bad_minutes: 12`, or `bad_events: 3100` with the `total_events` of the whole window.',
    )
  if (
    total === 0 ||
    events > total ||
    (incidentTotal !== null && (events > incidentTotal || incidentTotal > total))
  )
    throw new SloProblem(
      `${label} has ${String(events)} bad events of ${String(incidentTotal ?? total)}${incidentTotal === null ? '' : ` in the incident and ${String(total)} in the window`}: that cannot be.`,
      '`total_events` are all of the window, bad ones among them; `incident_events` are those of them while it lasted.',
    )
  return { unit: 'events', bad: events, total, incidentTotal }
}

/** Also `1,200`, as people write it. */
function numberIn(stated: Stated, key: Key, label: string): number | null {
  const value = stated[key]
  if (value === undefined) return null
  const words = typeof value === 'string' ? value.trim() : ''
  const number = /^\d{1,3}(?:,\d{3}){1,5}$|^\d{1,15}(?:\.\d{1,6})?$/.test(words)
    ? Number(words.replaceAll(',', ''))
    : value
  if (typeof number === 'number' && number >= 0 && number <= Number.MAX_SAFE_INTEGER) return number
  throw new SloProblem(
    `${label} has a \`${key.replaceAll(' ', '_')}\` that is no number from 0 on: ${shown(value)}.`,
    'Write it in digits.',
  )
}

/** From the start until it was mitigated, or resolved where some of the bad minutes came after that. */
function minutesOf({ facts, lengths }: When, bad: number): number | null {
  const known = (['mitigatedAt', 'resolvedAt'] as const)
    .map((moment) => minutesTo(moment, facts, lengths) ?? 0)
    .filter((minutes) => minutes > 0)
  return known.find((minutes) => bad <= minutes + ROUNDED_BY) ?? known.at(-1) ?? null
}

const shown = (value: unknown): string =>
  `\`${(JSON.stringify(value) ?? '').replaceAll('`', '').slice(0, 40)}\``
