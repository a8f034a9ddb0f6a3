import { firstItems, isFlaw, jsonItems } from '../json-items.ts'
import { at, isObject, wordsAt } from '../json-value.ts'
import { teller } from '../tell.ts'
import { seriesEntries, seriesOf } from './prometheus-series.ts'
import type { Adapter, Misread, Told } from '../evidence.ts'
import type { JsonItem } from '../json-walk.ts'
import type { Teller } from '../tell.ts'
import type { Series } from './prometheus-series.ts'

const PATH = ['data', 'result']

/**
 * What `GET /api/v1/query_range` answers: a matrix. Few entries, those that a timeline wants: `ALERTS` series say when each alert fired
 * and resolved, `up` and its like when a target was down, and any other series gives one entry where it was furthest from its start.
 * Series that never moved say nothing and are left out.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export const prometheus: Adapter = {
  name: 'prometheus',
  title: 'Prometheus range query',
  recognises({ text }) {
    if (!/^\s*[[{]/.test(text.slice(0, 1000))) return false
    const [first] = firstItems(text, PATH)
    return first !== undefined && (isSeries(first) || isAnswer(first))
  },
  async *read(pieces, reading) {
    const tell = teller(reading)
    // When an alert resolved is known only from how far the other series go; so all is told at the end. Few words are held for a series.
    let held: (Series | Misread)[] = []
    for await (const batch of jsonItems(pieces, reading, PATH)) {
      for (const item of batch) {
        const series = isFlaw(item) || !isSeries(item) || item.tooLarge ? null : seriesOf(item)
        held.push(series ?? (isFlaw(item) ? item : flawOf(item, tell)))
      }
      if (held.length > MOST_HELD) {
        yield* entriesOf(held, tell)
        held = []
      }
    }
    yield* entriesOf(held, tell)
  },
}
const MOST_HELD = 5000

function* entriesOf(held: readonly (Series | Misread)[], tell: Teller): Generator<Told> {
  const until = held.reduce((latest, one) => ('last' in one ? Math.max(latest, one.last) : latest), 0)
  for (const one of held) {
    if ('problem' in one) yield one
    else for (const entry of seriesEntries(one, until)) yield* tell.tell(entry, one.line)
  }
}

function isSeries({ value }: JsonItem): boolean {
  return isObject(at(value, 'metric')) && Array.isArray(at(value, 'values'))
}

/** The envelope itself, where it has no matrix, or where a sample ends before it. */
function isAnswer({ value, around }: JsonItem): boolean {
  const status = wordsAt(around[0] ?? value, 'status')
  const hasType = [value, at(value, 'data')].some((one) => wordsAt(one, 'resultType') !== null)
  return (
    (status === 'success' && (hasType || isObject(at(value, 'metric')))) ||
    (status === 'error' && wordsAt(value, 'errorType') !== null)
  )
}

function flawOf(item: JsonItem, tell: Teller): Misread {
  const { value, line } = item
  const error = wordsAt(value, 'error')
  if (error !== null) return tell.misread(`Prometheus answered with an error: ${error.slice(0, 200)}`, 'Mend the query and export its answer again.', line) // prettier-ignore
  if (at(value, 'value') !== undefined)
    return tell.misread('This is a value at one instant, not over a time', 'Export the answer of query_range instead of query.', line) // prettier-ignore
  if (Array.isArray(at(value, 'histograms')))
    return tell.misread('Native histograms are not read', 'Export a quantile of it: histogram_quantile(0.99, …).', line) // prettier-ignore
  return tell.notAn('a series of a Prometheus range query', item)
}
