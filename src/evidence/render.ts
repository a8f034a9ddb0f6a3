import { inertLine } from '../github/inert.ts'
import { render } from '../templates.ts'
import { linkedName } from './cell.ts'
import { lengthOf } from './clocks.ts'
import type { ClockDoubt, Entry, EntrySource } from './entry.ts'

/** The head of the timeline's table. */
export const head = (): string => render('evidence/head', {}).trimEnd()

/**
 * The rows of the timeline's table: Markdown, one line each, whatever stands in the entries. Times are UTC and tell seconds only
 * where the entry before or after is of the same minute.
 */
export async function* rows(entries: AsyncIterable<Entry> | Iterable<Entry>): AsyncIterable<string> {
  let before: Entry | null = null
  let waiting: Entry | null = null
  for await (const entry of entries) {
    if (waiting !== null) yield row(waiting, isSameMinute(before, waiting) || isSameMinute(waiting, entry))
    before = waiting
    waiting = entry
  }
  if (waiting !== null) yield row(waiting, isSameMinute(before, waiting))
}

/** One row; `seconds` where two entries of one minute must be told apart. */
export function row(entry: Entry, seconds = false): string {
  const { at, end, text, sources, kind } = entry
  return render('evidence/row', {
    at: timeOf(at, end, seconds),
    text: withDoubts(inertLine(text), entry, seconds),
    source: sourcesOf(sources),
    kind,
  }).trimEnd()
}

/** Words with how often they came, and why their clock is to be doubted. */
export function withDoubts(
  text: string,
  { at, count, until, clock }: Pick<Entry, 'at' | 'count' | 'until' | 'clock'>,
  seconds = false,
): string {
  if (count === 1 && clock === null) return text
  return render('evidence/told', {
    text,
    count: count > 1 ? count : null,
    until: until === null || isShownAlike(until, at, seconds) ? null : clockOn(until, at, seconds),
    ...doubt(clock),
  }).trimEnd()
}

const isSameMinute = (one: Entry | null, two: Entry): boolean =>
  one !== null && one.at.slice(0, 16) === two.at.slice(0, 16) && one.at.slice(16, 19) !== two.at.slice(16, 19)

function timeOf(at: string, end: string | null, seconds: boolean): string {
  const start = `${at.slice(0, 10)} ${clockIn(at, seconds)}`
  // What began and ended within one minute is a moment.
  return end === null || end.slice(0, 16) <= at.slice(0, 16) ? start : `${start}–${clockOn(end, at, seconds)}`
}

const isShownAlike = (one: string, two: string, seconds: boolean): boolean =>
  one.slice(0, seconds ? 19 : 16) === two.slice(0, seconds ? 19 : 16)

const clockIn = (at: string, seconds: boolean): string => at.slice(11, seconds ? 19 : 16)

/** A clock, with its day where that is another than `other`'s. */
const clockOn = (at: string, other: string, seconds: boolean): string =>
  at.slice(0, 10) === other.slice(0, 10) ? clockIn(at, seconds) : `${at.slice(0, 10)} ${clockIn(at, seconds)}`

interface Doubted {
  readonly ahead: string | null
  readonly behind: string | null
  readonly than: string | null
  readonly outOfOrder: boolean
}

function doubt(clock: ClockDoubt | null): Doubted {
  if (clock?.why !== 'skew') return { ahead: null, behind: null, than: null, outOfOrder: clock !== null }
  const length = lengthOf(Math.abs(clock.aheadMs))
  const isAhead = clock.aheadMs > 0
  return { ahead: isAhead ? length : null, behind: isAhead ? null : length, than: inertLine(clock.than, 100), outOfOrder: false } // prettier-ignore
}

const MOST_SOURCES = 5

function sourcesOf(sources: readonly EntrySource[]): string {
  const names = new Map<string, string>()
  for (const { source, link } of sources) if (!names.has(source)) names.set(source, linkedName(source, link))
  const shown = [...names.values()].slice(0, MOST_SOURCES)
  return names.size > shown.length ? `${shown.join(', ')}, …` : shown.join(', ')
}
