import type { DocumentRule } from '../../rule.ts'
import { committedActions } from '../../commitments.ts'
import { headingOf } from '../../where.ts'

export const balance: DocumentRule = {
  id: 'actions/balance',
  family: 'actions',
  scope: 'document',
  level: 'note',
  severities: { sev4: 'off' },
  summary: 'Three or more actions are not all of one category.',
  why: 'A plan that only prevents is helpless the next time, and one that only detects waits for it. Where the same incident comes back, seeing it early and limiting it help as much.',
  source:
    'PagerDuty, Postmortem Documentation, "Step by Step", on detection and mitigation beside prevention: https://postmortems.pagerduty.com/how_to_write/writing/',
  *check(context) {
    const committed = committedActions(context)
    const category = committed[0]?.category ?? null
    if (category === null || committed.length < 3) return
    if (!committed.every((action) => action.category === category)) return
    yield {
      at: headingOf(context, 'actions'),
      message: `All ${String(committed.length)} actions are ${category}. ${QUESTIONS[category]}`,
    }
  },
}

const QUESTIONS = {
  prevention: 'If it happens all the same: would you see it sooner, and would it do less harm?',
  detection: 'Seen in time, it still happens: is there one that prevents it or limits the harm?',
  mitigation: 'The harm is limited: is there one that prevents it, or shows it sooner?',
  recovery: 'You will be back sooner: is there one that prevents it or limits the harm?',
  learning: 'Knowing it does not hold it back: is there one that changes the system?',
} as const
