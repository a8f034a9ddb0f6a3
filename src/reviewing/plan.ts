import type { Settings } from '../config/settings.ts'
import type { Effect } from '../effects.ts'
import { hrefOf } from '../github/href.ts'
import { marker } from '../github/marker.ts'
import { actionKey } from '../incident/action-issues.ts'
import type { Day } from '../postmortem/calendar.ts'
import type { TrackedAs } from '../review/actions.ts'
import { review, type Period, type Review } from '../review/review.ts'
import type { Span } from '../review/span.ts'
import { reviewMarkdown } from '../review/words.ts'
import { render } from '../templates.ts'
import { REVIEW_LABEL } from './query.ts'
import { dueBy } from './schedule.ts'
import type { ReviewingState } from './state.ts'

/** Written once: what people make of the issue then is theirs. */
export function plan(state: ReviewingState, { config }: Settings, now: Date): readonly Effect[] {
  const { repository, written } = state
  if (!repository.takesIssues || state.documents.length === 0) return []
  const due = [...new Set(config.review.every)]
    .flatMap((kind) => dueBy(kind, now, config) ?? [])
    .filter(({ span }) => !written.some((one) => one.span === span.key || one.title === titleOf(span)))
  if (due.length === 0) return []
  const reviewOf = reviewerOf(state)
  const issues = due.flatMap(({ span, today }): Effect[] => {
    const found = reviewOf(span, today)
    return isWorthTelling(found) ? [issueOf(span, found, state)] : []
  })
  return issues.length > 0 && !repository.hasLabel ? [LABEL, ...issues] : issues
}

/** Compares the documents, for whatever time is asked about. */
export function reviewerOf(state: ReviewingState): (period: Period, today: Day) => Review {
  const trackedAs = trackedIn(state)
  return ({ since, until }, today) => review(state.documents, { since, until }, { today, trackedAs })
}

/** Where a document is read on GitHub. */
export function hrefIn({ url, branch }: ReviewingState['repository']): (path: string) => string {
  return (path) => hrefOf(url, branch ?? 'HEAD', path)
}

const LABEL: Effect = {
  do: 'createLabel',
  name: REVIEW_LABEL,
  color: '5319e7',
  description: 'What the postmortems of a quarter or a year say together, by Debrief',
}

/** What a single incident has to say stands in its postmortem, unless it came again. */
const isWorthTelling = ({ incidents, repeats }: Review): boolean => incidents.length > 1 || repeats.length > 0

const titleOf = ({ name }: Span): string => render('reviewing/title', { name }).trim()

// A body holds 65,536 characters; what stands around the review is short.
const MOST = 60_000
const MOST_PENDING = 20

function issueOf(span: Span, found: Review, { repository, pending }: ReviewingState): Effect {
  const open = pending.filter(({ createdAt }) => createdAt.slice(0, 10) <= span.until)
  const text = render('reviewing/issue', {
    review: reviewMarkdown(found, { hrefOf: hrefIn(repository), most: MOST }).trimEnd(),
    pending: open.slice(0, MOST_PENDING),
    more: Math.max(0, open.length - MOST_PENDING),
    repo: `${repository.owner}/${repository.repo}`,
    option: span.kind,
    key: span.key,
  })
  return {
    do: 'createIssue',
    title: titleOf(span),
    body: `${marker('review', { span: span.key })}\n${text}`,
    assignees: [],
    labels: [REVIEW_LABEL],
    milestone: null,
  }
}

/** By the document and the id that the issue says; ids are one whatever their case. */
function trackedIn({ actions }: ReviewingState): TrackedAs {
  const byKey = new Map(actions.map((one) => [actionKey(one.path, one.id), one]))
  return (path, { id }) => byKey.get(actionKey(path, id))
}
