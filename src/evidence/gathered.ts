import { headOf } from '../github/inert.ts'
import { render } from '../templates.ts'
import { lengthOf } from './clocks.ts'
import type { Entry } from './entry.ts'
import type { Evidence, Misread } from './evidence.ts'
import { levelIn } from './level.ts'
import { merge, type MergeOptions } from './merge.ts'
import type { Source } from './read.ts'
import { chosen } from './tidy.ts'

/** What exports come to, as much of it as a timeline has use for. */
export interface Gathered {
  /** In the order of time, those of most weight. */
  readonly entries: readonly Evidence[]
  /** Of the alerts all, by which it is told how many were of use. */
  readonly alerts: readonly Evidence[]
  readonly findings: readonly Misread[]
}

/** More alerts than this in one incident are told as these. */
const MOST_ALERTS = 2_000
// A timeline shows 300 characters of an entry, with how often it came.
const LONGEST_TEXT = 240
const MOST_SOURCES = 3

/** Merges exports, and keeps at most so many entries in memory, whatever the files hold. */
export async function gathered(
  sources: readonly Source[],
  options: MergeOptions,
  most: number,
): Promise<Gathered> {
  const { entries, findings } = await merge(sources, options)
  const alerts: Evidence[] = []
  let kept: readonly Evidence[] = []
  let fresh: Evidence[] = []
  for await (const entry of entries) {
    const evidence = evidenceOf(entry)
    fresh.push(evidence)
    if (evidence.alert !== null && alerts.length < MOST_ALERTS) alerts.push(evidence)
    if (fresh.length < most * 4) continue
    kept = chosen([...kept, ...fresh], most)
    fresh = []
  }
  return { entries: chosen([...kept, ...fresh], most), alerts, findings }
}

/** One entry with all who tell it, and how often. */
function evidenceOf(entry: Entry): Evidence {
  const { at, end, kind, sources, count, until, zoneStated, alert, clock } = entry
  const text = entry.text.replace(/\s+/g, ' ').trim()
  const ahead = clock?.why === 'skew' ? clock.aheadMs : 0
  const words = render('evidence/told', {
    text: text.length > LONGEST_TEXT ? `${headOf(text, LONGEST_TEXT).trimEnd()}…` : text,
    count: count > 1 ? count : 0,
    until: until === null || until.slice(0, 16) === at.slice(0, 16) ? '' : untilOf(until, at),
    off: ahead === 0 ? '' : lengthOf(Math.abs(ahead)),
    isAhead: ahead > 0,
    than: clock?.why === 'skew' ? headOf(clock.than, 60) : '',
    outOfOrder: clock?.why === 'order',
  })
  const names = [...new Set(sources.map(({ source }) => source))]
  const [first] = sources
  return {
    at, end, kind, text: words.trim(), zoneStated, alert, id: null,
    level: entry.level ?? (kind === 'system' ? levelIn(entry.text) : undefined),
    source: names.slice(0, MOST_SOURCES).join(', '),
    link: sources.find(({ link }) => link !== null)?.link ?? null,
    origin: first?.origin ?? { file: '', line: 1 },
  } // prettier-ignore
}

const untilOf = (until: string, at: string): string =>
  until.slice(0, 10) === at.slice(0, 10) ? until.slice(11, 16) : until.slice(0, 16).replace('T', ' ')
