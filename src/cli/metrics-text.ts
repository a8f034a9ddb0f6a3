import { paintWith, plural, visible, width, wrap, type Paint } from '../check/terminal.ts'
import { durationOf } from '../postmortem/figures.ts'
import {
  MEASURE_NAMES,
  MEASURES,
  type Comparison,
  type Group,
  type LeftOut,
  type Measures,
} from '../measures/measures.ts'
import { FEWEST, type Spread } from '../measures/spread.ts'

export interface LeftOutFile {
  readonly path: string
  readonly why: LeftOut
}

interface Printed extends Measures {
  readonly since: string | null
  readonly leftOut: readonly LeftOutFile[]
}

const WIDEST_NAME = Math.max(...Object.values(MEASURE_NAMES).map(width))
const WIDEST = 110

/** For people: one paragraph a group, one line a measure, and one more for what was before. */
export function metricsText(
  all: Printed,
  options: { readonly colour: boolean; readonly columns: number | null },
): string {
  const paint = paintWith(options.colour)
  const columns = options.columns === null ? Infinity : Math.max(40, Math.min(options.columns, WIDEST))
  const groups =
    all.incidents + all.before === 0 ? [] : all.groups.map((group) => groupText(group, paint, columns))
  return [`${headOf(all)}\n`, ...groups, ...leftOutText(all.leftOut, paint, columns)].join('\n')
}

function headOf({ incidents, before, since }: Printed): string {
  if (since === null) return plural(incidents, 'incident')
  return `${plural(incidents, 'incident')} since ${since}, ${String(before)} before`
}

function groupText({ by, name, incidents, measures }: Group, paint: Paint, columns: number): string {
  const title =
    by === 'all' ? 'All incidents' : `${by === 'severity' ? 'Severity' : 'Service'} ${visible(name ?? '')}`
  const rows = MEASURES.map((measure) => rowText(MEASURE_NAMES[measure], measures[measure], paint, columns))
  return `${paint('bold', title)} (${String(incidents)})\n${rows.join('')}`
}

function rowText(
  name: string,
  { spread, before, change }: Comparison,
  paint: Paint,
  columns: number,
): string {
  const lines = [
    spreadText(spread),
    ...(change === null ? [] : [`${CHANGES[change]}; before: ${spreadText(before)}`]),
  ]
  const indent = WIDEST_NAME + 4
  const gap = `\n${' '.repeat(indent)}`
  const words = lines.flatMap((line) => wrap(line, Math.max(24, columns - indent)))
  return `  ${paint('cyan', name)}${' '.repeat(WIDEST_NAME - width(name))}  ${words.join(gap)}\n`
}

const CHANGES: Readonly<Record<NonNullable<Comparison['change']>, string>> = {
  shorter: 'shorter than before',
  longer: 'longer than before',
  unseen: 'no change can be told from chance',
  'too few': `too few to see a change (${String(FEWEST)} on each side are needed)`,
}

function spreadText(spread: Spread | null): string {
  if (spread === null) return 'not known'
  const { n, median, lowerQuartile, upperQuartile, interval } = spread
  if (n === 1) return `${durationOf(median)} (n 1: one incident says nothing of the next)`
  const middle = `median ${durationOf(median)}, middle half ${durationOf(lowerQuartile)} to ${durationOf(upperQuartile)}, n ${String(n)}`
  return interval === null
    ? `${middle}: too few to say what is usual`
    : `${middle}; usual is ${durationOf(interval.low)} to ${durationOf(interval.high)} (95%)`
}

/** So many are named; a folder of notes would fill the screen. */
const MOST_NAMED = 10

function leftOutText(files: readonly LeftOutFile[], paint: Paint, columns: number): string[] {
  if (files.length === 0) return []
  const more = files.length - MOST_NAMED
  const lines = files
    .slice(0, MOST_NAMED)
    .flatMap(({ path, why }) => wrap(`${visible(path)} ${why}`, columns - 2))
  if (more > 0) lines.push(`and ${String(more)} more`)
  return [
    `${paint('bold', `Not counted: ${plural(files.length, 'document')}`)}\n${lines.map((line) => `  ${line}\n`).join('')}`,
  ]
}
