import type { Config } from '../config/schema.ts'
import { isIncident } from '../incident/label.ts'
import type { ChangedIssue, News } from '../news.ts'
import type { Job } from '../queue/queue.ts'
import { clockIn } from '../postmortem/wall-clock.ts'
import { DASHBOARD_LABEL } from '../incident/dashboard.ts'
import { lastSlot } from './week.ts'

/** Where somebody may ask, and the repository's board where something of ours changed or its time has come. */
export function find({ place, config, first, due, issues, pulls }: News): readonly Job[] {
  const askable = issues.filter(
    ({ labels, comments }) => comments > 0 && (isBoard(labels) || isIncident(labels, config)),
  )
  const ours = pulls.some(({ byApp }) => byApp) || issues.some((issue) => isOurs(issue, config))
  const board: Job[] = first || due || ours ? [{ feature: 'digest', ...place }] : []
  return [...board, ...askable.map(({ number }) => ({ feature: 'digest' as const, ...place, number }))]
}

const isBoard = (labels: readonly string[]): boolean =>
  labels.some((label) => label.toLowerCase() === DASHBOARD_LABEL)

/** An action, or the board; its label may be gone. */
const isOurs = ({ byApp, labels }: ChangedIssue, { actions }: Config): boolean =>
  byApp || labels.some((label) => label.toLowerCase() === actions.label.toLowerCase())

const QUARTER_MS = 15 * 60_000
const DAY_MS = 24 * 60 * 60_000

/** The next digest, or the next midnight there: what is overdue or due soon depends on the day. */
export function next({ digest }: Config, after: Date): Date | null {
  if (!digest.enabled) return null
  const clock = clockIn(digest.zone)
  const shown = (at: Date): string => clock(at).slice(0, 10) + lastSlot(clock(at), digest)
  const now = shown(after)
  // Clocks are only read, never turned back into instants; no zone is off the hour by less than quarters.
  const start = after.getTime() - (after.getTime() % QUARTER_MS)
  for (let at = start + QUARTER_MS; at <= start + DAY_MS; at += QUARTER_MS)
    if (shown(new Date(at)) !== now) return new Date(at)
  return new Date(start + DAY_MS)
}
