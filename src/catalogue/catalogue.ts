import { isInstant } from '../postmortem/metrics.ts'
import { servicesOf } from '../postmortem/tags.ts'
import { dayToldIn } from '../postmortem/told-days.ts'
import { briefOf, type Brief } from '../recurrence/brief.ts'
import type { Metrics, Postmortem } from '../postmortem/document.ts'

/** One postmortem, as the index of its folder tells of it. */
export interface Entry extends Brief {
  /** In the repository: `postmortems/2026/12.md`. */
  readonly path: string
  readonly title: string | null
  readonly severity: string | null
  /** The day of the incident, `2026-11-23`, or null. */
  readonly day: string | null
  /** ISO 8601; null where less than an instant is known. */
  readonly startedAt: string | null
  readonly services: readonly string[]
  /** Whole minutes from the start. */
  readonly metrics: Pick<Metrics, 'timeToDetectMin' | 'timeToMitigateMin' | 'timeToResolveMin'>
  /** Without those that were put off. */
  readonly actions: { readonly all: number; readonly open: number }
}

/** Every postmortem once, the newest first; those without a day come last. */
export type Catalogue = readonly Entry[]

/** @param isOpen whether an action is open, where the caller knows it (its issue); else the document's own word counts. */
export function entryOf(
  path: string,
  postmortem: Postmortem,
  isOpen: (action: Postmortem['actions'][number]) => boolean = ({ done }) => !done,
): Entry {
  const { facts, metrics, actions } = postmortem
  const { timeToDetectMin, timeToMitigateMin, timeToResolveMin } = metrics
  const committed = actions.filter(({ parked }) => !parked)
  return {
    path,
    title: facts.title,
    severity: facts.severity,
    day: dayToldIn(path, postmortem),
    startedAt: isInstant(facts.startedAt) ? facts.startedAt : null,
    services: servicesOf(postmortem),
    metrics: { timeToDetectMin, timeToMitigateMin, timeToResolveMin },
    actions: { all: committed.length, open: committed.filter(isOpen).length },
    ...briefOf(path, postmortem),
  }
}

/** The same whatever the order of the entries, so that two who write it write the same. */
export function indexOf(entries: Iterable<Entry>): Catalogue {
  const once = new Map([...entries].map((entry) => [entry.path, entry]))
  return [...once.values()].sort(
    (one, other) => compare(momentOf(other), momentOf(one)) || compare(one.path, other.path),
  )
}

/** Those of which only the day is known come after those of that day with an hour. */
const momentOf = ({ startedAt, day }: Entry): string => startedAt ?? day ?? ''

/** Code units, not a locale: two machines must agree. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
