import { measuredOf, measuresOf, type Measures } from '../measures/measures.ts'
import { rememberedOf, type Remembered } from '../recurrence/remembered.ts'
import { Memory } from '../recurrence/similar.ts'
import { tagsOf } from '../postmortem/tags.ts'
import { thankedIn } from '../postmortem/thanked.ts'
import { balanceOf, closureOf, countOf, strengthsOf } from './actions.ts'
import type { Balance, Closure, Count, Promised, Strengths, TrackedAs } from './actions.ts'
import { missedBy, type Missed } from './missed.ts'
import { themesOf, type Theme } from './themes.ts'
import type { Postmortem } from '../postmortem/document.ts'

export interface Reviewed {
  readonly path: string
  readonly postmortem: Postmortem
}

/** Calendar dates, both of them in the period. */
export interface Period {
  readonly since: string
  readonly until: string
}

/** Tells one incident from another, for people and for links. */
export interface Named {
  readonly path: string
  readonly title: string | null
  readonly day: string | null
}

/** One row of the list. */
export interface Listed extends Named, Count {
  readonly severity: string | null
  readonly timeToResolveMin: number | null
}

/** An incident of the period, and the earlier ones that it repeats, of whatever time. */
export interface Repeat {
  readonly incident: Named
  readonly earlier: readonly (Named & { readonly shares: readonly string[] })[]
}

/** What the postmortems of a quarter or a year say together. */
export interface Review extends Period {
  /** The oldest first. */
  readonly incidents: readonly Listed[]
  /** No day is known of these: they are in none of the figures. */
  readonly undated: readonly Named[]
  readonly themes: readonly Theme[]
  readonly repeats: readonly Repeat[]
  /** Actions of what was repeated that were open when it came again. */
  readonly missed: readonly Missed[]
  readonly balance: Balance
  readonly strengths: Strengths
  readonly closure: Closure
  /** Those of the period beside those before it. */
  readonly measures: Measures
  /** As written, in alphabetical order and never counted: who helps most is no competition. */
  readonly thanked: readonly string[]
}

export interface Known {
  /** The calendar date of the review; the period's last day where it is not said. */
  readonly today?: string | undefined
  /** What became of actions, where the caller knows it from their issues. */
  readonly trackedAs?: TrackedAs | undefined
}

/** @param all every postmortem that there is: earlier ones are what those of the period are compared with. */
export function review(
  all: readonly Reviewed[],
  period: Period,
  { today = period.until, trackedAs = () => undefined }: Known = {},
): Review {
  const looking = all.filter(({ postmortem }) => postmortem.practice.ofIncident)
  const past = looking.map((one) => ({ ...one, remembered: rememberedOf(one.path, one.postmortem) }))
  const within = past
    .filter(({ remembered: { day } }) => day !== null && day >= period.since && day <= period.until)
    .sort((one, other) => compare(one.remembered, other.remembered))
  const repeats = repeatsAmong(past, within)
  const documents = new Map(past.map(({ path, postmortem }) => [path, postmortem]))
  const measured = past
    .filter(({ remembered: { day } }) => day !== null && day <= period.until)
    .flatMap(({ postmortem }) => {
      const found = measuredOf(postmortem)
      return typeof found === 'string' ? [] : [found]
    })
  const promisedIn = ({ path, postmortem: { actions } }: Past): Promised[] =>
    actions.filter(({ parked }) => !parked).map((action) => ({ action, tracked: trackedAs(path, action) }))
  const promised = within.flatMap(promisedIn)
  return {
    ...period,
    incidents: within.map((one) => ({ ...named(one), ...figuresOf(one), ...countOf(promisedIn(one)) })),
    undated: past.filter(({ remembered }) => remembered.day === null).map(named),
    themes: themesOf(
      within.map((one) => ({ ...named(one), remembered: one.remembered, tags: tagsOf(one.postmortem) })),
    ),
    repeats,
    missed: repeats.flatMap((repeat) => missedBy(repeat, documents, trackedAs)),
    balance: balanceOf(promised),
    strengths: strengthsOf(promised),
    closure: closureOf(promised, today),
    measures: measuresOf(measured, period.since),
    thanked: thankedAmong(within),
  }
}

interface Past extends Reviewed {
  readonly remembered: Remembered
}

const named = ({ path, remembered: { title, day } }: Past): Named => ({ path, title, day })

/** A duration below 0 is a finding of the check, and none here. */
const figuresOf = ({ postmortem: { facts, metrics } }: Past) => ({
  severity: facts.severity,
  timeToResolveMin: (metrics.timeToResolveMin ?? -1) < 0 ? null : metrics.timeToResolveMin,
})

const compare = (one: Remembered, other: Remembered): number =>
  (one.day ?? '').localeCompare(other.day ?? '') || one.id.localeCompare(other.id)

function repeatsAmong(past: readonly Past[], within: readonly Past[]): Repeat[] {
  const memory = new Memory(past.map(({ remembered }) => remembered))
  return within.flatMap((one) => {
    const { day } = one.remembered
    const found = memory.similarTo(one.path, (other) => day !== null && other.day !== null && other.day < day)
    if (found.length === 0) return []
    const earlier = found.map(({ id, title, day, shares }) => ({ path: id, title, day, shares }))
    return [{ incident: named(one), earlier }]
  })
}

function thankedAmong(within: readonly Past[]): string[] {
  const names = within.flatMap(({ postmortem }) => thankedIn(postmortem))
  const once = new Map(names.map((name) => [name.replace(/^@/, '').toLowerCase(), name]))
  return [...once].sort(([one], [other]) => one.localeCompare(other)).map(([, name]) => name)
}
