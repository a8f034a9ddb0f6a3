/** How often a prediction was right: `weight` stands for how many cases of the whole corpus this one was drawn for. */
export interface Case {
  readonly actual: boolean
  readonly predicted: boolean
  readonly weight: number
  /** Cases of one document share a writer, so they are drawn together when the uncertainty is estimated. */
  readonly group: string
}

export interface Figures {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  /** False positives among 1,000 cases. */
  readonly falsePerThousand: number
}

export function figuresOf(cases: readonly Case[]): Figures {
  const sum = (keep: (one: Case) => boolean): number =>
    cases.reduce((total, one) => total + (keep(one) ? one.weight : 0), 0)
  const truePositives = sum((one) => one.actual && one.predicted)
  const falsePositives = sum((one) => !one.actual && one.predicted)
  const falseNegatives = sum((one) => one.actual && !one.predicted)
  const all = sum(() => true)
  return {
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, truePositives + falseNegatives),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    truePositives,
    falsePositives,
    falseNegatives,
    falsePerThousand: 1000 * share(falsePositives, all),
  }
}

/** NaN where there is nothing to divide by: a figure about no case is none. */
const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole)

const ROUNDS = 1000

/**
 * The middle 95% of a figure over cases drawn again with replacement, whole groups at a time (the percentile bootstrap of
 * Efron, 1979). The draw is seeded, so that the same cases give the same interval.
 */
export function interval(
  cases: readonly Case[],
  figure: (figures: Figures) => number,
  seed = 20_261_123,
): readonly [low: number, high: number] {
  const groups = [...Map.groupBy(cases, (one) => one.group).values()]
  const random = mulberry32(seed)
  const values: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? [])
    const value = figure(figuresOf(drawn))
    if (!Number.isNaN(value)) values.push(value)
  }
  values.sort((a, b) => a - b)
  const at = (quantile: number): number => values[Math.floor(quantile * (values.length - 1))] ?? Number.NaN
  return [at(0.025), at(0.975)]
}

/** Tommy Ettinger's generator: 32 bits of state are plenty for drawing indexes, and it is the same on each machine. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
