import type { Config } from '../config/schema.ts'
import { readForm } from '../incident/form.ts'
import { reviewDue, severitiesOf } from '../incident/severity.ts'
import { addDays, daysBetween, type Day } from '../postmortem/calendar.ts'
import { clockIn } from '../postmortem/wall-clock.ts'
import type { ActionIssue, DigestState, OpenPostmortem } from './state.ts'

/** What there is to say, in numbers and lists; how it is said stands in the templates. */
export interface Report {
  readonly today: Day
  /** From when on things are new: the last weekly digest, or a week ago. */
  readonly since: Day
  readonly newActions: readonly ActionIssue[]
  readonly newPostmortems: readonly OpenPostmortem[]
  /** By date. */
  readonly dueSoon: readonly ActionIssue[]
  /** The worst first. */
  readonly overdue: readonly OverdueGroup[]
  readonly done: readonly ActionIssue[]
  readonly latePostmortems: readonly LatePostmortem[]
  /** Open, without a date. */
  readonly undated: readonly ActionIssue[]
  readonly rate: Rate
}

/** What one person (or the same few) owes; nobody's, where `assignees` is empty. */
export interface OverdueGroup {
  readonly assignees: readonly string[]
  readonly actions: readonly { readonly action: ActionIssue; readonly days: number }[]
}

export interface LatePostmortem {
  readonly postmortem: OpenPostmortem
  readonly incident: number
  readonly due: Date
}

/** Dropped actions are none that could be closed, so they are counted by themselves. */
export interface Rate {
  readonly all: number
  readonly done: number
  readonly dropped: number
  /** Of the done ones, those that had a date. */
  readonly dated: number
  readonly onTime: number
}

export function reportOf(state: DigestState, config: Config, now: Date): Report {
  const clock = clockIn(config.digest.zone)
  const dayOf = (instant: string): Day => clock(new Date(instant)).slice(0, 10)
  const today = clock(now).slice(0, 10)
  const since = state.dashboard?.lastDigest?.at ?? new Date(now.getTime() - 7 * 86_400_000).toISOString()
  // GitHub's clock shows seconds: what came in the same one as the last digest is rather told twice than never.
  const isNew = (at: string | null): boolean => at !== null && Date.parse(at) >= Date.parse(since)
  const open = state.actions.filter(({ outcome }) => outcome === 'open')
  const done = state.actions.filter(({ outcome }) => outcome === 'done')
  return {
    today,
    since: dayOf(since),
    newActions: state.actions.filter(({ createdAt }) => isNew(createdAt)),
    newPostmortems: state.postmortems.filter(({ createdAt }) => isNew(createdAt)),
    dueSoon: dueSoon(open, today, config.digest.dueSoonDays),
    overdue: overdue(open, today),
    done: done.filter(({ closedAt }) => isNew(closedAt)),
    latePostmortems: state.postmortems.flatMap((postmortem) => lateness(postmortem, config, now)),
    undated: open.filter(({ due }) => due === null),
    rate: rateOf(state.actions, done, dayOf),
  }
}

/** Whether it is worth anybody's while: something is open, or something happened. */
export function hasNews(state: DigestState, report: Report): boolean {
  const isOpen = state.postmortems.length > 0 || state.actions.some(({ outcome }) => outcome === 'open')
  return isOpen || report.newActions.length > 0 || report.done.length > 0
}

function dueSoon(open: readonly ActionIssue[], today: Day, days: number): ActionIssue[] {
  const last = addDays(today, days)
  return open.filter(({ due }) => due !== null && due >= today && due <= last).sort(byDue)
}

const byDue = (a: ActionIssue, b: ActionIssue): number =>
  (a.due ?? '').localeCompare(b.due ?? '') || a.number - b.number

function overdue(open: readonly ActionIssue[], today: Day): OverdueGroup[] {
  const groups = new Map<
    string,
    { assignees: readonly string[]; actions: OverdueGroup['actions'][number][] }
  >()
  for (const action of open.filter(({ due }) => due !== null && due < today).sort(byDue)) {
    const assignees = action.assignees.toSorted()
    const group = groups.get(assignees.join(' ')) ?? { assignees, actions: [] }
    group.actions.push({ action, days: daysBetween(action.due ?? today, today) })
    groups.set(assignees.join(' '), group)
  }
  return [...groups.values()].sort(
    (a, b) =>
      worst(b) - worst(a) || b.actions.length - a.actions.length || nameOf(a).localeCompare(nameOf(b)),
  )
}

const worst = ({ actions }: OverdueGroup): number => actions[0]?.days ?? 0 // they come by date
const nameOf = ({ assignees }: OverdueGroup): string => assignees.join(' ')

function lateness(postmortem: OpenPostmortem, config: Config, now: Date): LatePostmortem[] {
  const { incident } = postmortem
  if (!incident) return []
  const { severity } = severitiesOf(incident.labels, readForm(incident.body).severity, config)
  const due = reviewDue(incident.closedAt, severity, config)
  return due && due < now ? [{ postmortem, incident: incident.number, due }] : []
}

function rateOf(
  actions: readonly ActionIssue[],
  done: readonly ActionIssue[],
  dayOf: (instant: string) => Day,
): Rate {
  const dropped = actions.filter(({ outcome }) => outcome === 'dropped').length
  const dated = done.flatMap(({ due, closedAt }) => (due && closedAt ? [dayOf(closedAt) <= due] : []))
  return {
    all: actions.length - dropped,
    done: done.length,
    dropped,
    dated: dated.length,
    onTime: dated.filter((inTime) => inTime).length,
  }
}
