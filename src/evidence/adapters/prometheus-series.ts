import { at, isObject, wordsAt } from '../json-value.ts'
import type { Found } from '../tell.ts'
import type { JsonItem } from '../json-walk.ts'

interface Sample {
  /** Seconds since 1970. */
  readonly time: number
  readonly value: number
}

/** A stretch in which the samples follow each other without a gap. */
interface Run {
  readonly first: number
  readonly last: number
  /** True where the series goes on after it. */
  readonly isOver: boolean
}

/** What a series is remembered by once its samples are gone. */
export interface Series {
  readonly line: number
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** When it was firing, or at zero; empty for ordinary series. */
  readonly runs: readonly Run[]
  readonly last: number
  readonly step: number
  readonly ends: { readonly from: Sample; readonly furthest: Sample; readonly to: Sample } | null
}

/** Null where there is no sample that can be read. */
export function seriesOf({ value, line }: JsonItem): Series | null {
  const samples = samplesOf(at(value, 'values'))
  const [from] = samples
  const to = samples.at(-1)
  if (from === undefined || to === undefined) return null
  const labels = labelsOf(at(value, 'metric'))
  const name = labels['__name__'] ?? ''
  const step = stepOf(samples)
  const base = { line, name, labels, last: to.time, step }
  if (name === 'ALERTS') {
    const isFiring = labels['alertstate'] !== 'pending'
    return { ...base, runs: isFiring ? runsOf(samples, step, () => true) : [], ends: null }
  }
  if (isHealth(name)) return { ...base, runs: runsOf(samples, step, ({ value }) => value === 0), ends: null }
  const furthest = samples.reduce((far, one) =>
    Math.abs(one.value - from.value) > Math.abs(far.value - from.value) ? one : far,
  )
  return { ...base, runs: [], ends: furthest.value === from.value ? null : { from, furthest, to } }
}

/**
 * What a timeline wants of a series.
 * @param until How far the whole answer goes, in seconds since 1970: an alert that stops before has resolved.
 */
export function seriesEntries(series: Series, until: number): Found[] {
  if (series.name === 'ALERTS') return series.runs.flatMap((run) => alertEntries(series, run, until))
  if (isHealth(series.name)) return series.runs.map((run) => downEntry(series, run, until))
  return series.ends === null ? [] : [furthestEntry(series, series.ends)]
}

function alertEntries({ labels, step }: Series, run: Run, until: number): Found[] {
  const name = labels['alertname'] ?? 'An alert without a name'
  const about = labelWords(labels, ['__name__', 'alertname', 'alertstate'])
  const base = { source: 'Prometheus', id: null }
  const fired: Found = {
    ...base,
    time: run.first,
    text: `${name} fired${about}`,
    alert: { name, state: 'fired' },
  }
  if (!run.isOver && run.last + step > until) return [fired]
  // The first moment at which it was seen not to fire.
  return [
    fired,
    { ...base, time: run.last + step, text: `${name} resolved${about}`, alert: { name, state: 'resolved' } },
  ]
}

function downEntry({ name, labels, step }: Series, run: Run, until: number): Found {
  const isOver = run.isOver || run.last + step <= until
  const text = `${name} was 0${labelWords(labels, ['__name__'])}${isOver ? '' : ' until the end of the export'}`
  return { time: run.first, end: isOver ? run.last + step : run.last, text, source: 'Prometheus' }
}

function furthestEntry({ name, labels }: Series, { from, furthest, to }: NonNullable<Series['ends']>): Found {
  const what = `${name === '' ? 'The query' : name}${labelWords(labels, ['__name__'])}`
  const way = furthest.value > from.value ? 'peaked at' : 'fell to'
  const text = `${what} ${way} ${shown(furthest)} (${shown(from)} at ${clock(from)}, ${shown(to)} at ${clock(to)} UTC)`
  return { time: furthest.time, text, source: 'Prometheus' }
}

function isHealth(name: string): boolean {
  return name === 'up' || name === 'probe_success' || name.endsWith('_up')
}

function samplesOf(values: unknown): Sample[] {
  if (!Array.isArray(values)) return []
  return values.flatMap((pair: unknown) => {
    const [time, text] = Array.isArray(pair) ? (pair as readonly unknown[]) : []
    const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN
    // NaN is what a quantile of nothing says.
    return typeof time === 'number' && Number.isFinite(time) && Number.isFinite(value)
      ? [{ time, value }]
      : []
  })
}

/** The smallest distance of two samples; Prometheus leaves out the steps at which there was none. */
function stepOf(samples: readonly Sample[]): number {
  let step = Number.POSITIVE_INFINITY
  for (const [index, { time }] of samples.entries()) {
    const before = samples[index - 1]
    if (before !== undefined && time > before.time) step = Math.min(step, time - before.time)
  }
  return Number.isFinite(step) ? step : ONLY_SAMPLE
}
/** A minute, the step that most people ask for. */
const ONLY_SAMPLE = 60

function runsOf(samples: readonly Sample[], step: number, isIn: (sample: Sample) => boolean): Run[] {
  const runs: { first: number; last: number; isOver: boolean }[] = []
  for (const sample of samples) {
    const latest = runs.at(-1)
    const open = latest?.isOver === false ? latest : undefined
    const follows = open !== undefined && isIn(sample) && sample.time - open.last < step * 1.5
    if (follows) open.last = sample.time
    else {
      if (open !== undefined) open.isOver = true
      if (isIn(sample)) runs.push({ first: sample.time, last: sample.time, isOver: false })
    }
    if (runs.length > MOST_RUNS) return runs.slice(0, MOST_RUNS)
  }
  return runs
}
/** A series that flaps more often is told enough by that. */
const MOST_RUNS = 50

function labelsOf(metric: unknown): Record<string, string> {
  if (!isObject(metric)) return {}
  const labels: Record<string, string> = {}
  for (const key of Object.keys(metric).slice(0, 100)) {
    const label = wordsAt(metric, key)
    if (label !== null && key !== '__proto__') labels[key] = label.slice(0, 200)
  }
  return labels
}

function labelWords(labels: Readonly<Record<string, string>>, without: readonly string[]): string {
  const words = Object.entries(labels)
    .filter(([key]) => !without.includes(key))
    .slice(0, 6)
    .map(([key, value]) => `${key} ${value}`)
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}

function shown({ value }: Sample): string {
  return String(Number(value.toPrecision(3)))
}

function clock({ time }: Sample): string {
  return Math.abs(time) < 8.64e12 ? new Date(time * 1000).toISOString().slice(11, 16) : '?'
}
