import { addDays } from './calendar.ts'
import { datesIn } from './dates.ts'
import type { Day } from './calendar.ts'
import type { DateContext } from './dates.ts'

const LEAD =
  /^\W*(?:day (\d{1,2}|one|two|three|four|five|six|seven)(?!\w)|(?:the )?(?:early |late )?(?:morning|forenoon|afternoon|evening|night|day)(?: of| before| after)?(?!\w))/i
const COUNTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
/** A longer title tells of more than a day. */
const LONGEST_TITLE = 120

/** "Day 2 – Thursday 5 August", "The night of 3 March", "Day 3": the day of what follows, counted from the incident's where no date stands. */
export function dayOfTitle(title: string, context: DateContext): Day | null {
  const [lead = '', count] = LEAD.exec(title) ?? []
  if (lead === '') return null
  const [date] = datesIn(title.slice(lead.length, LONGEST_TITLE), context)
  if (date !== undefined || count === undefined || context.base === null) return date?.day ?? null
  return addDays(context.base, (Number(count) || COUNTS.indexOf(count.toLowerCase()) + 1) - 1)
}
