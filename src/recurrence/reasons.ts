import { isKind, type Weighted } from './marks.ts'

const MOST_SHOWN = 6

/** The most telling first; a word that stands in a pair is not said again. */
export function reasonsOf(shared: readonly Weighted[]): string[] {
  const rank = (term: Weighted): number => (isKind(term) ? 2 : term.key.startsWith('service ') ? 1 : 0)
  const sorted = [...shared].sort((one, other) => rank(other) - rank(one) || other.weight - one.weight)
  const said: string[] = []
  const stems = new Set<string>()
  for (const { key, words } of sorted) {
    const own = isKind({ key }) ? [key] : key.split(' ')
    if (own.every((stem) => stems.has(stem))) continue
    // "pool" before "connection pool": the pair says more.
    const pair =
      own.length > 1 ? null : sorted.find((one) => one.key.includes(' ') && one.key.split(' ').includes(key))
    const chosen = pair ?? { key, words }
    if (said.includes(chosen.words)) continue
    for (const stem of chosen.key.split(' ')) stems.add(stem)
    said.push(chosen.words)
    if (said.length === MOST_SHOWN) break
  }
  return said
}
