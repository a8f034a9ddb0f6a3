/**
 * What several incidents have in common. Never a mean: durations of incidents are skewed, and a mean of few of them moves by
 * chance more than by anything that a team does (Štěpán Davidovič, Incident Metrics in SRE, O'Reilly 2021:
 * https://sre.google/resources/practices-and-processes/incident-metrics-in-sre/).
 */
export interface Spread {
  readonly n: number
  readonly median: number
  /** The middle half lies between them; on few values they are drawn between two of them. */
  readonly lowerQuartile: number
  readonly upperQuartile: number
  /** Where the median of all such incidents lies with 95% confidence; null where n is too small to say. */
  readonly interval: Interval | null
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * The fewest values whose smallest and largest hold the median between them with 95% confidence: 1 − 2 × ½⁶ = 97%, while
 * five give 94% (the sign test's interval of order statistics: W. J. Conover, Practical Nonparametric Statistics,
 * 3rd edition, Wiley 1999, chapter 3).
 */
export const FEWEST = 6

/** Null of no value at all. */
export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) return null
  return {
    n: sorted.length,
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
    interval: intervalOf(sorted),
  }
}

/** Between the two values around the place, in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (above - below) * (place - Math.floor(place))
}

/** From the k-th smallest to the k-th largest value, with the largest k that still holds 95%. */
function intervalOf(sorted: readonly number[]): Interval | null {
  const n = sorted.length
  // In logarithms: ½ⁿ itself is 0 from n = 1,075 on.
  let chance = -n * Math.LN2
  let outside = 0
  let k = 0
  for (; k < n / 2; k++) {
    outside += 2 * Math.exp(chance)
    if (outside > 0.05) break
    chance += Math.log((n - k) / (k + 1))
  }
  const [low, high] = [sorted[k - 1], sorted[n - k]]
  return k === 0 || low === undefined || high === undefined ? null : { low, high }
}
