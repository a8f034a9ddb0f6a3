import type { Action } from '../../../postmortem/document.ts'
import { addDays, weekdayOf } from '../../../postmortem/calendar.ts'
import type { Context, DocumentRule, RawFinding } from '../../rule.ts'
import { nameOf, openActions, placeOf } from '../../commitments.ts'

export const workingDay: DocumentRule = {
  id: 'actions/working-day',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'note' },
  summary: 'No due date falls on a Saturday or Sunday.',
  why: 'A date on which nobody works is kept late or on somebody’s free day; a date that can be kept is part of what makes an action realistic.',
  source:
    'George T. Doran, "There\'s a S.M.A.R.T. way to write management\'s goals and objectives", Management Review 70 (1981), on realistic and time-related',
  *check(context) {
    const seen = new Set<string>()
    for (const action of openActions(context)) {
      const { due, dueText } = action
      if (due === null || dueText === null || weekdayOf(due) < 6 || !namesItsDay(due, dueText)) continue
      if (context.today !== null && due < context.today) continue // that is told by actions/due-date
      const finding = findingOf(context, action, due, dueText)
      // A heading's date counts for all actions below it, and is told with the first of them.
      if (finding.suggestion === null && seen.has(dueText)) continue
      seen.add(dueText)
      yield finding
    }
  },
}

/** "26 Dec" was chosen; that the last day of "Q2" or of "in 2 weeks" is a Sunday says nothing about anybody's plans. */
function namesItsDay(due: string, dueText: string): boolean {
  const numbers = dueText.match(/\d+/g) ?? []
  return /\bsat(?:urday)?\b|\bsun(?:day)?\b/i.test(dueText) || numbers.some((each) => isDay(each, due))
}

const isDay = (digits: string, due: string): boolean =>
  digits.length < 3 && Number(digits) === Number(due.slice(8))

function findingOf(context: Context, action: Action, due: string, dueText: string): RawFinding {
  const isSaturday = weekdayOf(due) === 6
  const friday = addDays(due, isSaturday ? -1 : -2)
  const monday = addDays(due, isSaturday ? 2 : 1)
  const isFridayOver = context.today !== null && friday < context.today
  const at = dateIn(context.text, action, due)
  const days = isFridayOver ? `Monday, ${monday}` : `Friday, ${friday}, or Monday, ${monday}`
  return {
    at: at ?? placeOf(context, action),
    message: `${nameOf(context, action)} is due on a ${isSaturday ? 'Saturday' : 'Sunday'} (${dueText}). Take ${days}.`,
    suggestion: at === null ? null : isFridayOver ? monday : friday,
  }
}

/** Where the plain ISO date stands in the action's own words; null where it stands elsewhere, or twice. */
function dateIn(text: string, { range }: Action, due: string): { start: number; end: number } | null {
  const words = text.slice(range.start, range.end)
  const index = words.indexOf(due)
  if (index < 0 || words.includes(due, index + 1)) return null
  const start = range.start + index
  return { start, end: start + due.length }
}
