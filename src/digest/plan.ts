import type { Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import { ref, type Effect, type IssueFields } from '../effects.ts'
import { marker } from '../github/marker.ts'
import { clockIn } from '../postmortem/wall-clock.ts'
import { putBoard, readBoard, type Board } from './board.ts'
import { DASHBOARD_LABEL } from '../incident/dashboard.ts'
import { hasNews, reportOf, type Report } from './report.ts'
import type { Dashboard, DigestState } from './state.ts'
import { isoWeek, lastSlot } from './week.ts'
import { commentText, scoreboardText } from './words.ts'

// Nobody waits longer for an answer; an older request that was missed stays missed.
const ANSWERED_WITHIN_MS = 7 * 86_400_000
const MOST_PINNED = 3

export function plan(state: DigestState, { config }: Settings, now: Date): readonly Effect[] {
  if (!state.repository.takesIssues) return []
  const report = reportOf(state, config, now)
  return [...answer(state, report, config, now), ...keepDashboard(state, report, config, now)]
}

/** One comment answers all who asked in one place. */
function answer(state: DigestState, report: Report, config: Config, now: Date): readonly Effect[] {
  const { request } = state
  const asked =
    request?.comments.filter(({ at }) => now.getTime() - Date.parse(at) < ANSWERED_WITHIN_MS) ?? []
  if (!request || asked.length === 0) return []
  const answers = asked.map(({ id }) => id)
  const body = `${commentText(state, report, config, null)}\n${marker('digest', { answers })}`
  return [{ do: 'comment', number: request.number, body }]
}

function keepDashboard(state: DigestState, report: Report, config: Config, now: Date): readonly Effect[] {
  if (!config.digest.enabled) return []
  const { dashboard } = state
  const week = weekToTell(state, report, config, now)
  const text = scoreboardText(state, report, config)
  const board: Board = { text, title: config.digest.title, week: week ?? lastWeek(dashboard) }
  if (week === null) return dashboard ? update(dashboard, board, false) : []
  const body = `${commentText(state, report, config, week)}\n${marker('digest', { week })}`
  if (dashboard)
    return [{ do: 'comment', number: dashboard.number, body }, ...update(dashboard, board, !dashboard.open)]
  return [
    ...create(state, { ...board, week: null }),
    { do: 'comment', number: ref('dashboard'), body },
    // Only now: a board that names the week before the comment stands would swallow the digest if a step failed.
    { do: 'updateIssue', number: ref('dashboard'), set: { body: putBoard('', board) ?? '' } },
  ]
}

/** The ISO week whose digest is due and not written, or null. */
function weekToTell(state: DigestState, report: Report, config: Config, now: Date): string | null {
  const clock = clockIn(config.digest.zone)
  const slot = lastSlot(clock(now), config.digest)
  const week = isoWeek(slot.slice(0, 10))
  if ((lastWeek(state.dashboard) ?? '') >= week || !hasNews(state, report)) return null
  // A time that passed before there was anything to tell was rightly quiet; the next one comes within a week.
  const first = [...state.actions, ...state.postmortems].map(({ createdAt }) => createdAt).sort()[0]
  return first !== undefined && clock(new Date(first)) <= slot ? week : null
}

function lastWeek(dashboard: Dashboard | null): string | null {
  const told = [dashboard?.lastDigest?.week, readBoard(dashboard?.body ?? '').week]
  return (
    told
      .filter((week) => typeof week === 'string')
      .sort()
      .at(-1) ?? null
  )
}

function create({ repository }: DigestState, board: Board): readonly Effect[] {
  const label: Effect = {
    do: 'createLabel',
    name: DASHBOARD_LABEL,
    color: '5319e7',
    description: 'The dashboard of postmortem follow-ups, kept by Debrief',
  }
  const issue: Effect = {
    do: 'createIssue',
    as: 'dashboard',
    title: board.title,
    body: putBoard('', board) ?? '',
    assignees: [],
    labels: [DASHBOARD_LABEL],
    milestone: null,
  }
  return [
    ...(repository.hasDashboardLabel ? [] : [label]),
    issue,
    ...(repository.pinnedIssues < MOST_PINNED ? [{ do: 'pinIssue' as const, number: ref('dashboard') }] : []),
  ]
}

/** The title follows the config, not what a person made of it since. */
function update({ number, body: before }: Dashboard, board: Board, reopen: boolean): readonly Effect[] {
  const body = putBoard(before, board)
  const set: IssueFields = {
    ...(body === null ? {} : { body }),
    ...(readBoard(before).title === board.title ? {} : { title: board.title }),
    ...(reopen ? { state: 'open' as const } : {}),
  }
  return Object.keys(set).length > 0 ? [{ do: 'updateIssue', number, set }] : []
}
