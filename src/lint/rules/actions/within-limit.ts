import { addDays, daysBetween } from '../../../postmortem/calendar.ts'
import { lastDayOf } from '../../../postmortem/told-days.ts'
import type { Context, DocumentRule, Severity } from '../../rule.ts'
import { nameOf, onEachOrOnce, openActions } from '../../commitments.ts'

/**
 * Days after the incident, where a team has set none. Published policies lie between 15 days (PagerDuty, the urgent ones
 * of a Sev-1) and 8 weeks (Atlassian's priority actions); these leave room for one planning period.
 */
export const ACTIONS_WITHIN_DAYS = { sev1: 30, sev2: 60, sev3: 90, sev4: 180 } as const satisfies Record<
  Severity,
  number
>

export const withinLimit: DocumentRule = {
  id: 'actions/within-limit',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  severities: { sev4: 'note' },
  summary: 'Each action is due within the time that its severity allows.',
  why: 'Until the action is done the incident can come back, and the worse it was, the less can it wait. What takes longer has a first part that does not.',
  source:
    'PagerDuty, Postmortem Documentation, "Accountability", on a date by severity for action items: https://postmortems.pagerduty.com/culture/accountability/',
  *check(context) {
    const { actionsWithinDays: days } = context
    const { postmortem, openedOn, today } = context
    const from = lastDayOf(postmortem.facts) ?? openedOn ?? today
    if (days === null || from === null) return
    const last = addDays(from, days)
    const open = openActions(context)
    const told = open.flatMap((action) => {
      if (action.due === null || action.due <= last) return []
      const after = String(daysBetween(from, action.due))
      const message = `${nameOf(context, action)} is due ${after} days after the incident; ${limit(context, days)}, until ${last}. Bring a first part forward, or park it under \`Not now\` with a reason.`
      return [{ action, message }]
    })
    yield* onEachOrOnce(context, this.id, told, open.length, {
      none: `is due by ${last} (${limit(context, days)})`,
      some: `are due after ${last} (${limit(context, days)})`,
      fix: 'Bring a first part of each forward, or park them under `Not now` with a reason.',
    })
  },
}

function limit({ severity }: Context, days: number): string {
  return `${severity ?? 'its severity'} allows ${String(days)} days`
}
