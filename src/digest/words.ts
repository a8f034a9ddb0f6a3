import type { Config } from '../config/schema.ts'
import { inertLine } from '../github/inert.ts'
import { daysBetween } from '../postmortem/calendar.ts'
import { render } from '../templates.ts'
import type { LatePostmortem, OverdueGroup, Rate, Report } from './report.ts'
import type { ActionIssue, DigestState } from './state.ts'

// A comment holds 65,536 characters, and nobody reads more than a screenful: the rest is one link away.
const LISTED = 20
const PEOPLE = 15
const EACH = 10
const TITLE = 120

/** The comment: what is new, due, overdue and done. `week` is null where somebody asked for it. */
export function commentText(state: DigestState, report: Report, config: Config, week: string | null): string {
  const recent = daysBetween(report.since, report.today) <= 8
  return render('digest/comment', {
    week: week ?? '',
    today: report.today,
    since: report.since,
    recent,
    days: config.digest.dueSoonDays,
    newActions: listed(report.newActions, (action) => actionFacts(action, login)),
    newPostmortems: listed(report.newPostmortems, ({ number, title }) => ({ number, title: line(title) })),
    // Here the word is to the people who own the action: their logins are GitHub's own data, so they may be pinged.
    overdue: listed(report.overdue, groupFacts, PEOPLE),
    dueSoon: listed(report.dueSoon, (action) => actionFacts(action, mention)),
    done: listed(report.done, (action) => actionFacts(action, login)),
    late: listed(report.latePostmortems, lateFacts),
    undated: listed(report.undated, ({ number }) => ({ number })),
    rate: rateFacts(report.rate),
    url: openActionsUrl(state, config),
  })
}

/** The dashboard's standing text. It names no days that pass by themselves, so that it changes only when things do. */
export function scoreboardText(state: DigestState, report: Report, config: Config): string {
  const overdue = new Set(report.overdue.flatMap(({ actions }) => actions.map(({ action }) => action.number)))
  const soon = new Set(report.dueSoon.map(({ number }) => number))
  const late = new Map(report.latePostmortems.map((one) => [one.postmortem.number, day(one.due)]))
  const open = state.actions
    .filter(({ outcome }) => outcome === 'open')
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.number - b.number)
  return render('digest/scoreboard', {
    open: open.length,
    overdue: overdue.size,
    dueSoon: soon.size,
    undated: report.undated.length,
    days: config.digest.dueSoonDays,
    rate: rateFacts(report.rate),
    actions: listed(open, (action) => ({
      ...actionFacts(action, login),
      overdue: overdue.has(action.number),
      soon: soon.has(action.number),
    })),
    postmortems: listed(state.postmortems, ({ number, title }) => ({
      number,
      title: line(title),
      late: late.get(number) ?? '',
    })),
    url: openActionsUrl(state, config),
  })
}

const line = (title: string): string => inertLine(title, TITLE)
const day = (at: Date): string => at.toISOString().slice(0, 10)
const login = (name: string): string => `\`${name}\``
const mention = (name: string): string => `@${name}`

/** The first ones, and how many more there are. */
function listed<T, Facts>(all: readonly T[], facts: (one: T) => Facts, most = LISTED) {
  return { count: all.length, shown: all.slice(0, most).map(facts), more: Math.max(0, all.length - most) }
}

function actionFacts({ number, title, due, assignees }: ActionIssue, name: (login: string) => string) {
  return { number, title: line(title), due: due ?? '', who: assignees.map(name).join(', ') }
}

function groupFacts({ assignees, actions }: OverdueGroup) {
  const items = listed(
    actions,
    ({ action, days }) => ({ number: action.number, title: line(action.title), due: action.due ?? '', days }),
    EACH,
  )
  return { who: assignees.map(mention).join(', '), items }
}

function lateFacts({ postmortem, incident, due }: LatePostmortem) {
  const who = postmortem.assignees.map(login).join(', ')
  return { number: postmortem.number, title: line(postmortem.title), incident, due: day(due), who }
}

// Rounded down: a hundred per cent is told only when it is true.
const percent = (part: number, all: number): string => (all === 0 ? '' : `${Math.floor((100 * part) / all)}%`)

const rateFacts = (rate: Rate) => ({
  ...rate,
  donePercent: percent(rate.done, rate.all),
  onTimePercent: percent(rate.onTime, rate.dated),
})

function openActionsUrl({ repository }: DigestState, config: Config): string {
  const query = `is:issue is:open label:"${config.actions.label}"`
  return `${repository.url}/issues?q=${encodeURIComponent(query)}`
}
