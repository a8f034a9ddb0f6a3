import type { Entry } from './entry.ts'
import type { Evidence } from './evidence.ts'
import { Join } from './join.ts'

/** In the order of time, each event once, and labels that came together as one entry. */
export function tidied(evidence: readonly Evidence[]): Entry[] {
  const sorted = evidence.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const join = new Join(
    new Map(),
    evidence.some(({ alert }) => alert !== null),
  )
  const settled = collapsed(sorted).flatMap((one) => join.add({ evidence: one, doubt: null }))
  return [...settled, ...join.rest()]
}

const LABELLED = 'Labelled '

function collapsed(entries: readonly Evidence[]): Evidence[] {
  const left: Evidence[] = []
  for (const entry of entries) {
    const index = isLabelling(entry) ? left.findLastIndex((other) => isSameLabelling(entry, other)) : -1
    const other = left[index]
    if (other === undefined) left.push(entry)
    else left[index] = { ...other, text: `${other.text}, ${entry.text.slice(LABELLED.length)}` }
  }
  return left
}

const isLabelling = ({ id, text }: Evidence): boolean =>
  text.startsWith(LABELLED) && id?.startsWith('LabeledEvent ') === true

const isSameLabelling = (one: Evidence, other: Evidence): boolean =>
  isLabelling(other) && one.source === other.source && Date.parse(one.at) - Date.parse(other.at) <= 60_000

type Weighed = Pick<Evidence, 'kind' | 'id' | 'level' | 'alert'>

/** At most so many, still in the order of time: people's words stay longest, then what changed production. */
export function chosen<Told extends Weighed>(entries: readonly Told[], most: number): readonly Told[] {
  if (entries.length <= most) return entries
  const ranked = entries.map((entry, index) => ({ index, weight: weightOf(entry) }))
  const kept = ranked.toSorted((a, b) => b.weight - a.weight || a.index - b.index).slice(0, most)
  const left = new Set(kept.map(({ index }) => index))
  return entries.filter((_, index) => left.has(index))
}

function weightOf({ kind, id, level, alert }: Weighed): number {
  if (id?.startsWith('incident ')) return 4
  if (level === 'error' || alert !== null) return 3
  if (kind === 'human') return 2
  if (level === 'info' || level === 'debug') return 0
  return id?.startsWith('deployment ') || id?.startsWith('release ') || id?.startsWith('revert ') ? 2 : 1
}
