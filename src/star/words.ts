import { inertLine } from '../github/inert.ts'
import { listed } from '../lint/commitments.ts'
import { durationOf, percentOf } from '../postmortem/figures.ts'
import { render } from '../templates.ts'
import { ASKED, type Missing } from './missing.ts'
import type { Star } from './star.ts'
import type { Unfinished } from './unfinished.ts'

/** How a summary is set: Markdown, with all that people wrote made inert, or text for a terminal. */
export interface Setting {
  readonly heading: string
  readonly title: string
  readonly line: (words: string, most?: number) => string
}

export const MARKDOWN: Setting = { heading: '## ', title: '# ', line: inertLine }

const LONGEST = 700

export function starWords(star: Star, { heading, title, line }: Setting): string {
  const { situation, task, action, result } = star
  const said = (words: string | null): string => (words === null ? '' : line(words, LONGEST))
  const { timeToDetectMin, timeToMitigateMin, timeToResolveMin, sloBurn } = result.metrics
  return render('star/star', {
    h1: title,
    h2: heading,
    title: said(star.title) || 'Untitled',
    what: said(situation.what),
    severity: said(situation.severity),
    started: clock(situation.startedAt),
    services: listed(situation.services.map((name) => line(name, 100))),
    impactedUsers: said(situation.impactedUsers),
    businessEffect: said(situation.businessEffect),
    detected: clock(task.detectedAt),
    timeToDetect: lasting(timeToDetectMin),
    responders: task.responders ?? 0,
    functions: listed(task.functions.map((name) => line(name, 100))),
    names: listed(task.names.map((name) => line(name, 100))),
    steps: action.steps.map(({ at, text }) => ({ at: clock(at), text: said(text) })),
    stepsLeftOut: action.stepsLeftOut,
    followUps: action.followUpsDone.map(({ id, text }) => ({ id: line(id, 40), text: said(text) })),
    mitigated: clock(result.mitigatedAt),
    timeToMitigate: lasting(timeToMitigateMin),
    resolved: clock(result.resolvedAt),
    timeToResolve: lasting(timeToResolveMin),
    burns: sloBurn.map(({ name, budgetUsed }) => ({
      name: name === null ? '' : line(name, 100),
      used: percentOf(budgetUsed),
    })),
    all: result.actions.all,
    done: result.actions.done,
    lessons: result.lessons.map(said),
    missing: star.missing.map(missingWords),
  }).replace(/\n{3,}/g, '\n\n')
}

const MOST_PLACES = 5

/** Why there is no summary, for people. */
export const unfinishedWords = (places: readonly Unfinished[], { line }: Setting): string =>
  render('star/unfinished', {
    places: places.slice(0, MOST_PLACES).map((place) => ({
      line: place.line,
      isStatus: place.why === 'status',
      words: line(place.words, 80),
    })),
    more: Math.max(0, places.length - MOST_PLACES),
  })

const missingWords = ({ what, line }: Missing): string =>
  render('star/missing', { ...Object.fromEntries(ASKED.map((name) => [name, name === what])), line }).trim()

/** `2026-11-23 14:03 UTC`; a bare date stays. */
const clock = (at: string | null): string =>
  at === null ? '' : at.includes('T') ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : at

const lasting = (minutes: number | null): string =>
  minutes === null || minutes < 0 ? '' : durationOf(minutes)
