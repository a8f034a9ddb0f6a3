import { addDays, weekdayOf } from './calendar.ts'
import { datesIn, fullDateIn, WEEKDAY, weekdayNumber } from './dates.ts'
import { factOfKey, isDateKey, keyOfFrontMatter } from './fact-names.ts'
import { openingWords } from './opening.ts'
import type { Day } from './calendar.ts'
import type { SlashOrder } from './dates.ts'
import type { FrontMatter } from './document.ts'
import type { Field } from './fields.ts'
import type { Part } from './sections.ts'

interface Sources {
  readonly frontMatter: FrontMatter | null
  readonly fields: readonly Field[]
  readonly parts: readonly Part[]
  readonly text: string
  readonly slashes: SlashOrder
  /** The day that the document was opened, where that is known. */
  readonly opened: Day | null
}

/**
 * The incident's day: a whole date in the first place that states one, else one without its year, or a weekday, that is read
 * against the day on which the document was opened.
 */
export function incidentDay(sources: Sources): Day | null {
  const { opened, slashes } = sources
  const whole = firstOf(places(sources), fullDateIn)
  if (whole !== null || opened === null) return whole
  const past = { base: opened, slashes, direction: 'past' } as const
  return (
    firstOf(places(sources), (words) => datesIn(words, past).find(({ day }) => day !== null)?.day ?? null) ??
    firstOf(places(sources), (words) => daySpoken(words, opened))
  )
}

/** Where the day may stand, the surest place first: start, titles, what is told of the start, other moments, the running text. */
function* places({ frontMatter, fields, parts, text }: Sources): Iterable<string> {
  const stated = Object.entries(frontMatter?.data ?? {}).map(([key, value]) => ({
    key: keyOfFrontMatter(key),
    value: typeof value === 'string' ? value : '',
  }))
  const isMoment = ({ key }: { readonly key: string }): boolean => factOfKey(key)?.endsWith('At') === true
  for (const { key, value } of stated)
    if (factOfKey(key) === 'startedAt' || key === 'incident date') yield value
  for (const { key, value } of fields) if (factOfKey(key) === 'startedAt' || isDateKey(key)) yield value
  for (const { key, value } of stated) if (key === 'title') yield value
  for (const part of parts) if (part.level === 1 || part.kind === 'timeline') yield part.title
  const opening = openingWords(parts, text)
  for (const { value } of opening) yield STARTED.exec(value)?.[1] ?? ''
  for (const field of fields) if (isMoment(field)) yield field.value
  for (const field of stated) if (isDateKey(field.key) || isMoment(field)) yield field.value
  for (const { value } of opening) yield value.replace(PAPERWORK, '')
  for (const part of parts)
    if (part.kind === 'timeline') yield text.slice(part.heading.end, part.end).slice(0, LONGEST_TIMELINE)
}

const LONGEST_TIMELINE = 5000

/** "It started on 3 November 2026 at 08:00". */
const STARTED = /\b(?:started|starts|began|begins)\b(?: on| at)? ([^.;,]{4,40})/i

/** When the document was opened or reviewed is not when the incident was. */
const PAPERWORK =
  /\b(?:opened|created|published|updated|written|drafted|(?:last )?(?:changed|edited|updated)|review(?:ed)?(?: date| meeting)?|meeting)(?:\s(?:on|at)\s|\s?:\s?)\d[\w./-]{0,12}(?: \p{L}{3,9}\.?,? \d{4})?/giu

function firstOf(texts: Iterable<string>, dayIn: (words: string) => Day | null): Day | null {
  for (const words of texts) {
    const day = words === '' ? null : dayIn(words)
    if (day !== null) return day
  }
  return null
}

const SPOKEN = new RegExp(
  String.raw`(?<![\w/-])(?:(yesterday)|(today|this morning)|(?:last )?(${WEEKDAY}))(?![\w-])`,
  'i',
)

/** "Yesterday", "last Thursday": before the document was opened. */
function daySpoken(words: string, opened: Day): Day | null {
  const [found = '', yesterday, today, weekday] = SPOKEN.exec(words) ?? []
  if (yesterday !== undefined) return addDays(opened, -1)
  if (today !== undefined) return opened
  if (weekday === undefined || !/[A-Z]/.test(weekday)) return null
  const back = (weekdayOf(opened) - weekdayNumber(weekday) + 7) % 7
  return addDays(opened, -(back === 0 && /^last/i.test(found) ? 7 : back))
}
