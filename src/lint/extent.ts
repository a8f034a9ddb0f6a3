import type { Context } from './rule.ts'

/** Where each action, factor and heading begins, in order: what stands below one of them ends at the next. */
export function startsOf({ postmortem: { actions, factors, sections } }: Context): readonly number[] {
  return [
    ...actions.map(({ range }) => range.start),
    ...factors.map(({ range }) => range.start),
    ...sections.map(({ heading }) => heading.start),
  ].sort((a, b) => a - b)
}

/** How many of the sorted starts are at or before a place; by halves, since a hostile document has a hundred thousand. */
export function countUpTo(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low
}
