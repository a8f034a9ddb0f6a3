import type { CheckRun, CheckSuite, Repository, Status } from '../model.ts'

export const runsOf = (suite: CheckSuite): CheckRun[] =>
  suite.repository.checkRuns.filter((run) => run.suite === suite)

/** The newest run of each name and app: it stands for those before it. */
export const latestRuns = (runs: readonly CheckRun[]): CheckRun[] => [
  ...new Map(runs.map((run) => [`${run.suite.id} ${run.name}`, run])).values(),
]

/** The newest status of each context. */
export const latestStatuses = (repository: Repository, sha: string): Status[] => [
  ...new Map(repository.statuses.filter((one) => one.sha === sha).map((one) => [one.context, one])).values(),
]

// The worst first: one of these makes the suite's conclusion.
const ORDER = [
  'action_required',
  'timed_out',
  'cancelled',
  'failure',
  'success',
  'neutral',
  'skipped',
] as const

/** What the runs of a suite make of it together. */
export function suiteState(suite: CheckSuite): Pick<CheckRun, 'status' | 'conclusion'> {
  const runs = latestRuns(runsOf(suite))
  // The runs stay as they are: https://docs.github.com/rest/checks/runs#rerequest-a-check-run
  if (runs.length === 0 || suite.askedAnew) return { status: 'queued', conclusion: null }
  const open = runs.some(({ status }) => status !== 'completed')
  if (open) {
    const waiting = runs.every(({ status }) => status === 'queued')
    return { status: waiting ? 'queued' : 'in_progress', conclusion: null }
  }
  const conclusions = runs.map(({ conclusion }) => conclusion)
  return { status: 'completed', conclusion: ORDER.find((one) => conclusions.includes(one)) ?? 'neutral' }
}
