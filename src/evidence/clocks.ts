import type { Evidence, Misread, Origin } from './evidence.ts'
import { commonKey } from './wording.ts'

/** A clock that does not go with the others'. Whatever it says is kept as it says it, and marked. */
export interface Skew {
  /** How far it is ahead of the others; negative where it is behind. */
  readonly aheadMs: number
  /** Whose clock it was held against. */
  readonly than: string
}

/** One clock: what one source tells in one file. */
export const clockOf = ({ origin, source }: Pick<Evidence, 'origin' | 'source'>): string =>
  `${origin.file}\0${source}`

// By less nobody's order of events is spoilt.
const LEAST_SKEW_MS = 10_000
// Tools pass an alert on only after a while: Alertmanager's `group_wait` is half a minute by itself.
const LEAST_ALERT_SKEW_MS = 90_000
const LEAST_PAIRS = 3
/** A clock that is off is off by the same all the time; what takes its time varies. */
const SAME_OFFSET_MS = 5_000
const MOST_CLOCKS = 64
const MOST_KEYS = 60_000

/** A step back in a file that is otherwise in order. */
const LEAST_STEP_MS = 60_000
const MOST_STEPS_SHARE = 0.25
const LEAST_ENTRIES = 4

/** Against which order an entry stands: earlier than one before it, or later. In the usual file all but the first are later. */
export const BACK = 1
export const AHEAD = 2

interface Seen {
  readonly name: string
  readonly source: string
  readonly origin: Origin
  readonly keys: Map<string, number | null>
  zoneStated: boolean
  count: number
  latest: number
  earliest: number
  backs: number
  aheads: number
  firstBack: Origin | null
  firstAhead: Origin | null
}

/** Watches the evidence while it is read, in the order of the files, and says afterwards whose clock is to be doubted. */
export class Clocks {
  readonly #seen = new Map<string, Seen>()
  #keys = 0
  #hasAlerts = false

  get hasAlerts(): boolean {
    return this.#hasAlerts
  }

  /** How this entry stands to those before it: `BACK`, `AHEAD`, both or 0. */
  watch(evidence: Evidence): number {
    const at = Date.parse(evidence.at)
    this.#hasAlerts ||= evidence.alert !== null
    const seen = this.#of(evidence)
    if (seen === null) return 0
    seen.count += 1
    seen.zoneStated &&= evidence.zoneStated
    this.#remember(seen, evidence, at)
    const isBack = at < seen.latest - LEAST_STEP_MS
    const isAhead = at > seen.earliest + LEAST_STEP_MS
    if (isBack) seen.firstBack ??= evidence.origin
    if (isAhead) seen.firstAhead ??= evidence.origin
    seen.backs += isBack ? 1 : 0
    seen.aheads += isAhead ? 1 : 0
    seen.latest = Math.max(seen.latest, at)
    seen.earliest = Math.min(seen.earliest, at)
    return (isBack ? BACK : 0) + (isAhead ? AHEAD : 0)
  }

  #of(evidence: Evidence): Seen | null {
    const clock = clockOf(evidence)
    const known = this.#seen.get(clock)
    if (known !== undefined || this.#seen.size >= MOST_CLOCKS) return known ?? null
    const seen: Seen = {
      name: clock, source: evidence.source, origin: evidence.origin, keys: new Map(), zoneStated: true, count: 0,
      latest: -Infinity, earliest: Infinity, backs: 0, aheads: 0, firstBack: null, firstAhead: null,
    } // prettier-ignore
    this.#seen.set(clock, seen)
    return seen
  }

  /** What is told twice by one clock tells nothing about it. */
  #remember({ keys }: Seen, evidence: Evidence, at: number): void {
    if (this.#keys >= MOST_KEYS) return
    const key = commonKey(evidence)
    if (key === null) return
    if (keys.has(key)) keys.set(key, null)
    else {
      keys.set(key, at)
      this.#keys += 1
    }
  }

  /** Which entries of a clock are out of order, as `watch` told them; 0 where none are, or where there is no order. */
  disorderOf(clock: string): number {
    const seen = this.#seen.get(clock)
    return seen === undefined ? 0 : disorder(seen)
  }

  outOfOrder(): Misread[] {
    return [...this.#seen.values()].flatMap((seen) => {
      const steps = disorder(seen)
      const origin = steps === BACK ? seen.firstBack : seen.firstAhead
      if (steps === 0 || origin === null) return []
      const count = steps === BACK ? seen.backs : seen.aheads
      const problem = `${count === 1 ? 'This entry is' : `${count} entries, this the first, are`} out of order in a file that is otherwise in order`
      return [{ kind: 'clock' as const, problem, fix: 'Look whether its time or its day is right.', origin }]
    })
  }

  /** By clock. */
  skews(): ReadonlyMap<string, Skew> {
    const disagree = this.#pairs()
    const skews = new Map<string, Skew>()
    for (;;) {
      const worst = worstOf(disagree, this.#seen)
      if (worst === null) return skews
      const pairs = disagree.filter(({ one, two }) => one === worst || two === worst)
      const aheads = pairs.map(({ one, aheadMs }) => (one === worst ? aheadMs : -aheadMs))
      const others = pairs.map(({ one, two }) => (one === worst ? two : one).source)
      skews.set(worst.name, { aheadMs: median(aheads), than: [...new Set(others)].join(', ') })
      for (const pair of pairs) disagree.splice(disagree.indexOf(pair), 1)
    }
  }

  skewed(): Misread[] {
    return [...this.skews()].map(([clock, { aheadMs, than }]) => {
      const seen = this.#seen.get(clock)
      const away = `${lengthOf(Math.abs(aheadMs))} ${aheadMs > 0 ? 'later' : 'earlier'}`
      const problem = `${seen?.source ?? ''} tells the same events ${away} than ${than}: one of the clocks is off. Its times were left as they are`
      const isZone = isZoneApart(aheadMs) && seen?.zoneStated === false
      const fix = isZone
        ? 'Its times say no zone: is it another than was taken (--zone)?'
        : 'Find out which clock is right, and say in the timeline which was taken.'
      return { kind: 'clock' as const, problem, fix, origin: seen?.origin ?? { file: '', line: 1 } }
    })
  }

  #pairs(): Pair[] {
    const all = [...this.#seen.values()]
    return all.flatMap((one, index) =>
      all.slice(index + 1).flatMap((two) => {
        const aheadMs = offsetBetween(one, two)
        return aheadMs === null ? [] : [{ one, two, aheadMs }]
      }),
    )
  }
}

interface Pair {
  readonly one: Seen
  readonly two: Seen
  /** How far the first is ahead of the second. */
  readonly aheadMs: number
}

function disorder({ count, backs, aheads }: Seen): number {
  if (count < LEAST_ENTRIES) return 0
  const most = (count - 1) * MOST_STEPS_SHARE
  if (backs > 0 && backs <= most && backs < aheads) return BACK
  return aheads > 0 && aheads <= most && aheads < backs ? AHEAD : 0
}

/** The offset that nearly all events which both tell have in common, where it is more than a delay. */
function offsetBetween(one: Seen, two: Seen): number | null {
  const [few, many] = one.keys.size <= two.keys.size ? [one, two] : [two, one]
  const offsets: number[] = []
  const times: number[] = []
  let isAlerts = true
  for (const [key, at] of few.keys) {
    const other = many.keys.get(key)
    if (at === null || other === null || other === undefined) continue
    offsets.push(few === one ? at - other : other - at)
    times.push(at)
    isAlerts &&= key.startsWith('alert ')
  }
  if (offsets.length < LEAST_PAIRS) return null
  const middle = median(offsets)
  const same = offsets.filter((offset) => Math.abs(offset - middle) <= SAME_OFFSET_MS).length
  const least = isAlerts ? LEAST_ALERT_SKEW_MS : LEAST_SKEW_MS
  if (Math.abs(middle) < least || same < offsets.length * 0.75) return null
  // One host after the other is restarted, and tells the same in its turn: only what is told in between shows a clock.
  const span = Math.max(...times) - Math.min(...times)
  const isZone = isZoneApart(middle) && !(one.zoneStated && two.zoneStated)
  return span >= 2 * Math.abs(middle) || isZone ? middle : null
}

/** Zones are apart by quarters of an hour. */
const isZoneApart = (ms: number): boolean =>
  Math.abs(ms) >= 1_800_000 && Math.abs(ms - Math.round(ms / 900_000) * 900_000) < 30_000

/** Who disagrees with most; of two that disagree with each other, the one whose zone is a guess, else the later file. */
function worstOf(pairs: readonly Pair[], seen: ReadonlyMap<string, Seen>): Seen | null {
  let worst: Seen | null = null
  let most = 0
  for (const one of seen.values()) {
    const count = pairs.filter((pair) => pair.one === one || pair.two === one).length
    const isWorse =
      count > most || (count === most && count > 0 && !(one.zoneStated && worst?.zoneStated === false))
    if (!isWorse) continue
    worst = one
    most = count
  }
  return worst
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}

/** `3 min`, `1 h 5 min`, `40 s`. */
export function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`
}
