import type { Evidence } from './evidence.ts'

/** In the order of time, each event once, and labels that came together as one entry. */
export function tidied(evidence: readonly Evidence[]): Evidence[] {
  const sorted = evidence.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const ids = new Set<string>()
  const said = new Set<string>()
  const once = sorted.filter((entry) => {
    const isNew = (entry.id === null || !ids.has(entry.id)) && !said.has(wordsOf(entry))
    if (entry.id !== null) ids.add(entry.id)
    said.add(wordsOf(entry))
    return isNew
  })
  return collapsed(once)
}

/** Two sources that tell of one event give it in the same minute and in the same words, or say where it is to be seen. */
function wordsOf({ at, text }: Evidence): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return `${at.slice(0, 16)} ${words}`
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
  isLabelling(other) && one.source === other.source && one.at.slice(0, 16) === other.at.slice(0, 16)

/** At most so many, still in the order of time: people's words stay longest, then what changed production. */
export function chosen(entries: readonly Evidence[], most: number): readonly Evidence[] {
  if (entries.length <= most) return entries
  const ranked = entries.map((entry, index) => ({ index, weight: weightOf(entry) }))
  const kept = ranked.toSorted((a, b) => b.weight - a.weight || a.index - b.index).slice(0, most)
  const left = new Set(kept.map(({ index }) => index))
  return entries.filter((_, index) => left.has(index))
}

function weightOf({ kind, id, level, alert }: Evidence): number {
  if (id?.startsWith('incident ')) return 4
  if (level === 'error' || alert !== null) return 3
  if (kind === 'human') return 2
  if (level === 'info' || level === 'debug') return 0
  return id?.startsWith('deployment ') || id?.startsWith('release ') || id?.startsWith('revert ') ? 2 : 1
}
