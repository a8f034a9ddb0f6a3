import { headOf } from '../github/inert.ts'
import type { Entry } from './entry.ts'
import type { Evidence, Misread } from './evidence.ts'
import { levelIn } from './level.ts'
import { merge, type MergeOptions } from './merge.ts'
import type { Source } from './read.ts'
import { withDoubts } from './render.ts'
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

/** One entry with all who tell it, and how often. They are joined with each other: for what joins them with others, they are of one file. */
function evidenceOf(entry: Entry): Evidence {
  const { at, end, kind, sources, zoneStated, alert } = entry
  const text = entry.text.replace(/\s+/g, ' ').trim()
  const names = [...new Set(sources.map(({ source }) => source))]
  return {
    at, end, kind, zoneStated, alert, id: null, origin: { file: 'evidence', line: 1 },
    text: withDoubts(text.length > LONGEST_TEXT ? `${headOf(text, LONGEST_TEXT).trimEnd()}…` : text, entry),
    level: entry.level ?? (kind === 'system' ? levelIn(entry.text) : undefined),
    source: names.slice(0, MOST_SOURCES).join(', '),
    link: sources.find(({ link }) => link !== null)?.link ?? null,
  } // prettier-ignore
}
