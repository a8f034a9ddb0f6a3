import { spreadOf, type Spread } from './spread.ts'
import { severityNamed } from '../postmortem/severity-name.ts'
import { eachOnce, servicesOf } from '../postmortem/tags.ts'
import type { Facts, Metrics, Postmortem } from '../postmortem/document.ts'

/** One incident, as its document tells it. */
export interface Measured {
  readonly severity: string | null
  readonly services: readonly string[]
  /** ISO 8601, or a bare date. */
  readonly startedAt: string
  readonly minutes: Readonly<Record<MeasureName, number | null>>
}

export const MEASURES = ['timeToDetectMin', 'timeToMitigateMin', 'timeToResolveMin'] as const
export type MeasureName = (typeof MEASURES)[number]
export const MEASURE_NAMES: Readonly<Record<MeasureName, string>> = {
  timeToDetectMin: 'Time to detect',
  timeToMitigateMin: 'Time to mitigate',
  timeToResolveMin: 'Time to resolve',
}

/** Why a document is not among the incidents, in words that end a sentence. */
export type LeftOut =
  | 'looks back at no incident'
  | 'has no start'
  | 'has no duration'
  | 'has times that run backwards'

export interface Measures {
  readonly incidents: number
  /** Those before `since`; 0 where it is not given. */
  readonly before: number
  /** All, then by severity, then by service; an incident of several services is in the group of each. */
  readonly groups: readonly Group[]
}

export interface Group {
  readonly by: 'all' | 'severity' | 'service'
  readonly name: string | null
  readonly incidents: number
  readonly measures: Readonly<Record<MeasureName, Comparison>>
}

export interface Comparison {
  readonly spread: Spread | null
  /** Of the incidents before `since`; null without any. */
  readonly before: Spread | null
  /**
   * Shorter or longer only where the two 95% intervals of the median do not touch, which is stricter than a test at 5%:
   * `unseen` is that nobody can tell, not that nothing changed. Null without `since`.
   */
  readonly change: 'shorter' | 'longer' | 'unseen' | 'too few' | null
}

/** What a document tells, or why it cannot be counted. A start is needed to tell before from after. */
export function measuredOf({
  facts,
  metrics,
  frontMatter,
  practice,
}: Pick<Postmortem, 'facts' | 'metrics' | 'frontMatter' | 'practice'>): Measured | LeftOut {
  if (!practice.ofIncident) return 'looks back at no incident'
  if (facts.startedAt === null) return 'has no start'
  const minutes = minutesOf(metrics)
  const known = Object.values(minutes).filter((value) => value !== null)
  if (known.length === 0) return 'has no duration'
  // It may be mitigated before somebody notices, but not over before either.
  if (Math.min(...known) < 0 || Math.max(...known) > (minutes.timeToResolveMin ?? Infinity))
    return 'has times that run backwards'
  return {
    severity: severityOf(facts),
    services: servicesOf({ frontMatter }),
    startedAt: facts.startedAt,
    minutes,
  }
}

function minutesOf({ timeToDetectMin, timeToMitigateMin, timeToResolveMin }: Metrics): Measured['minutes'] {
  return { timeToDetectMin, timeToMitigateMin, timeToResolveMin }
}

/** `SEV-1` and `sev 1` are one group. */
function severityOf({ severity }: Facts): string | null {
  return (severityNamed(severity) ?? severity?.trim().toLowerCase().slice(0, LONGEST_NAME)) || null
}

const LONGEST_NAME = 100

/** @param since a calendar date: incidents that started before it are what the others are compared with. */
export function measuresOf(incidents: readonly Measured[], since: string | null): Measures {
  const isBefore = ({ startedAt }: Measured): boolean => since !== null && startedAt.slice(0, 10) < since
  const [now, before] = [incidents.filter((one) => !isBefore(one)), incidents.filter(isBefore)]
  const group = (by: Group['by'], name: string | null, isIn: (one: Measured) => boolean): Group => {
    const here = now.filter(isIn)
    const then = before.filter(isIn)
    const compared = (measure: MeasureName) => compare(here, then, measure, since !== null)
    return {
      by,
      name,
      incidents: here.length,
      measures: {
        timeToDetectMin: compared('timeToDetectMin'),
        timeToMitigateMin: compared('timeToMitigateMin'),
        timeToResolveMin: compared('timeToResolveMin'),
      },
    }
  }
  return {
    incidents: now.length,
    before: before.length,
    groups: [
      group('all', null, () => true),
      ...namesIn(now.flatMap(({ severity }) => severity ?? [])).map((name) =>
        group('severity', name, ({ severity }) => severity === name),
      ),
      ...namesIn(now.flatMap(({ services }) => services)).map((name) =>
        group('service', name, ({ services }) =>
          services.some((one) => one.toLowerCase() === name.toLowerCase()),
        ),
      ),
    ],
  }
}

const namesIn = (names: readonly string[]): string[] => eachOnce(names).sort()

function compare(
  now: readonly Measured[],
  then: readonly Measured[],
  measure: MeasureName,
  isAsked: boolean,
): Comparison {
  const valuesOf = (all: readonly Measured[]): number[] =>
    all.flatMap(({ minutes }) => minutes[measure] ?? [])
  const [spread, before] = [spreadOf(valuesOf(now)), spreadOf(valuesOf(then))]
  return { spread, before, change: isAsked ? changeOf(spread, before) : null }
}

function changeOf(now: Spread | null, then: Spread | null): Comparison['change'] {
  const [one, other] = [now?.interval ?? null, then?.interval ?? null]
  if (one === null || other === null) return 'too few'
  if (one.high < other.low) return 'shorter'
  return one.low > other.high ? 'longer' : 'unseen'
}
