import { clockOf, type Skew } from './clocks.ts'
import type { ClockDoubt, Entry, EntrySource } from './entry.ts'
import type { Evidence } from './evidence.ts'
import { alertKey, commonKey, tellsOf, wordsOf } from './wording.ts'

/** Evidence in the order of its instants, with what its clock is to be doubted for. */
export interface Witnessed {
  readonly evidence: Evidence
  readonly doubt: ClockDoubt | null
}

/** People and tools that tell of one event do so within moments. */
const SAME_MS = 5_000
/** An alert is passed on later: Alertmanager waits for half a minute, and the next one for its own. */
const SAME_ALERT_MS = 60_000
/** The same line again within a minute is the same burst. */
const BURST_MS = 60_000
// So many entries wait for what may be the same; a flood of logs must not keep more of them.
const MOST_WAITING = 5_000
const MOST_MESSAGES_LOOKED_AT = 200

interface Waiting {
  first: Witnessed
  at: number
  /** When the last of a burst was told. */
  last: number
  readonly kind: Evidence['kind']
  readonly key: string | null
  /** How often each file tells it, and who tells it; null while it is told once, as most lines of a log are. */
  files: Map<string, number> | null
  sources: Map<string, EntrySource> | null
}

/**
 * Makes one entry of all that tell of the same event, and one of a burst. Takes evidence in the order of its instants and
 * gives entries in that order; only what is near in time waits.
 */
export class Join {
  readonly #skews: ReadonlyMap<string, Skew>
  readonly #hold: number
  readonly #waiting: Waiting[] = []
  /** Where in `#waiting` those begin that are not out yet. */
  #start = 0
  readonly #byKey = new Map<string, Waiting[]>()
  readonly #byId = new Map<string, Waiting>()
  /** Alerts, and messages of tools that may be about one. */
  readonly #alerts = new Set<Waiting>()
  readonly #messages = new Set<Waiting>()

  readonly #hasAlerts: boolean

  /** `hasAlerts`: whether there is an alert at all that a message may be about. */
  constructor(skews: ReadonlyMap<string, Skew>, hasAlerts: boolean) {
    this.#skews = skews
    this.#hasAlerts = hasAlerts
    const offsets = [...skews.values()].map(({ aheadMs }) => Math.abs(aheadMs))
    this.#hold = Math.max(BURST_MS, SAME_ALERT_MS, ...offsets.map((offset) => offset + SAME_MS))
  }

  /** Takes the next; gives what can no longer be added to. */
  add(witnessed: Witnessed): readonly Entry[] {
    const at = Date.parse(witnessed.evidence.at)
    const settled = this.#settled(at)
    const key = commonKey(witnessed.evidence)
    const repeated = this.#named(witnessed, at)
    const same = repeated ?? this.#find(witnessed, at, key)
    if (same === null) this.#wait(witnessed, at, key)
    else if (repeated === null || timesIn(same, witnessed.evidence.origin.file) === 0)
      this.#put(witnessed, at, same)
    return settled
  }

  rest(): readonly Entry[] {
    return this.#settled(Infinity)
  }

  #settled(now: number): Entry[] {
    const out: Entry[] = []
    for (let next = this.#waiting[this.#start]; next !== undefined; next = this.#waiting[this.#start]) {
      const isOver = next.last + this.#hold < now || this.#waiting.length - this.#start > MOST_WAITING
      if (!isOver) break
      this.#forget(next)
      out.push(entryOf(next))
      this.#start += 1
    }
    // To cut one off the front of a long array moves all the others.
    if (this.#start > MOST_WAITING) this.#waiting.splice(0, this.#start)
    if (this.#start > this.#waiting.length || this.#start > MOST_WAITING) this.#start = 0
    return out
  }

  #forget(waiting: Waiting): void {
    this.#alerts.delete(waiting)
    this.#messages.delete(waiting)
    const { id } = waiting.first.evidence
    if (id !== null && this.#byId.get(idOf(waiting.first.evidence)) === waiting) {
      this.#byId.delete(idOf(waiting.first.evidence))
    }
    if (waiting.key === null) return
    const same = this.#byKey.get(waiting.key)
    if (same === undefined) return
    if (same.length === 1) this.#byKey.delete(waiting.key)
    else same.splice(same.indexOf(waiting), 1)
  }

  /** What the tool itself calls the same: Alertmanager repeats an alert for as long as it lasts, an export may be there twice. */
  #named({ evidence }: Witnessed, at: number): Waiting | null {
    const named = evidence.id === null ? undefined : this.#byId.get(idOf(evidence))
    return named !== undefined && this.#isNear(evidence, at, named, SAME_ALERT_MS) ? named : null
  }

  #find({ evidence }: Witnessed, at: number, key: string | null): Waiting | null {
    const most = evidence.alert === null ? SAME_MS : SAME_ALERT_MS
    const sameKey = key === null ? undefined : this.#byKey.get(key)
    const told = sameKey?.find(
      (waiting) => this.#isBurst(evidence, at, waiting) || this.#isRetold(evidence, at, waiting, most),
    )
    return told ?? this.#alertOf(evidence, at)
  }

  /** The same line of the same source, again and again. */
  #isBurst({ kind, alert, source, origin, text }: Evidence, at: number, { first, last }: Waiting): boolean {
    const before = first.evidence
    return (
      kind === 'system' && alert === null && before.alert === null && at - last <= BURST_MS &&
      before.origin.file === origin.file && before.source === source && before.text.trim() === text.trim()
    ) // prettier-ignore
  }

  /** The same from another file, which has not told it yet: an alert that fires twice is two events, by whoever tells it. */
  #isRetold(evidence: Evidence, at: number, waiting: Waiting, most: number): boolean {
    return (
      timesIn(waiting, evidence.origin.file) < mostTimes(waiting) && this.#isNear(evidence, at, waiting, most)
    )
  }

  /** Within moments, or apart by as much as the clocks are. */
  #isNear(evidence: Evidence, at: number, waiting: Waiting, most: number): boolean {
    const apart = at - waiting.at
    if (Math.abs(apart) <= most || Math.abs(at - waiting.last) <= most) return true
    const ahead = this.#aheadOf(evidence) - this.#aheadOf(waiting.first.evidence)
    return ahead !== 0 && Math.abs(apart - ahead) <= most
  }

  #aheadOf(evidence: Evidence): number {
    return this.#skews.get(clockOf(evidence))?.aheadMs ?? 0
  }

  /** The alert that a tool's message is about, or the message that was there before its alert. */
  #alertOf(evidence: Evidence, at: number): Waiting | null {
    if (evidence.kind !== 'system') return null
    const { alert, link, text } = evidence
    if (alert === null && this.#alerts.size === 0) return null
    const words = alert === null ? wordsOf(text) : ''
    let looked = 0
    for (const waiting of alert === null ? this.#alerts : this.#messages) {
      looked += 1
      if (looked > MOST_MESSAGES_LOOKED_AT) return null
      const other = waiting.first.evidence
      const tells =
        alert === null
          ? other.alert !== null && tellsOf(words, other.alert, other.link)
          : tellsOf(wordsOf(other.text), alert, link)
      if (tells && this.#isRetold(evidence, at, waiting, SAME_ALERT_MS)) return waiting
    }
    return null
  }

  #wait(first: Witnessed, at: number, key: string | null): void {
    const { evidence } = first
    const { kind, alert, id } = evidence
    const waiting: Waiting = { first, at, last: at, kind, key, files: null, sources: null }
    this.#waiting.push(waiting)
    if (id !== null) this.#byId.set(idOf(evidence), waiting)
    if (alert !== null) this.#alerts.add(waiting)
    else if (kind === 'system' && this.#hasAlerts) this.#message(waiting)
    if (key === null) return
    const same = this.#byKey.get(key)
    if (same === undefined) this.#byKey.set(key, [waiting])
    else same.push(waiting)
  }

  #message(waiting: Waiting): void {
    this.#messages.add(waiting)
    if (this.#messages.size <= MOST_MESSAGES_LOOKED_AT) return
    for (const oldest of this.#messages) {
      this.#messages.delete(oldest)
      return
    }
  }

  #put(witnessed: Witnessed, at: number, waiting: Waiting): void {
    const { evidence } = witnessed
    const { file } = evidence.origin
    const isBurst = waiting.first.evidence.origin.file === file
    waiting.files ??= new Map([[waiting.first.evidence.origin.file, 1]])
    waiting.files.set(file, timesIn(waiting, file) + 1)
    if (isBurst) waiting.last = Math.max(waiting.last, at)
    const key = sourceKey(evidence)
    waiting.sources ??= new Map([[sourceKey(waiting.first.evidence), sourceOf(waiting.first.evidence)]])
    if (!waiting.sources.has(key)) waiting.sources.set(key, sourceOf(evidence))
    const before = waiting.first
    // A clock that is not in doubt gives the time; the tool that raised an alert gives its words.
    const isTruer = before.doubt !== null && witnessed.doubt === null
    const isTool = before.evidence.alert === null && evidence.alert !== null
    if (isTruer) this.#retime(waiting, witnessed, at)
    else if (isTool) {
      waiting.first = {
        ...before,
        evidence: { ...evidence, at: before.evidence.at, origin: before.evidence.origin },
      }
      this.#messages.delete(waiting)
      this.#alerts.add(waiting)
      moveFirst(waiting.sources, key)
    }
  }

  /** Puts an entry where the truer clock has it; it still waits, so that nothing after that time has gone out. */
  #retime(waiting: Waiting, witnessed: Witnessed, at: number): void {
    this.#waiting.splice(this.#waiting.indexOf(waiting, this.#start), 1)
    waiting.first = witnessed
    waiting.at = at
    waiting.last = Math.max(waiting.last, at)
    moveFirst(waiting.sources, sourceKey(witnessed.evidence))
    let place = this.#waiting.length
    while (place > this.#start && (this.#waiting[place - 1]?.at ?? 0) > at) place -= 1
    this.#waiting.splice(place, 0, waiting)
  }
}

const idOf = ({ id, alert }: Evidence): string => `${id ?? ''} ${alert === null ? '' : alertKey(alert)}`

const sourceKey = ({ source, origin }: Evidence): string => `${source}\0${origin.file}`

const sourceOf = ({ source, link, origin }: Evidence): EntrySource => ({ source, link, origin })

function moveFirst(sources: Map<string, EntrySource> | null, key: string): void {
  if (sources === null) return
  const all = [...sources].sort(([one], [two]) => Number(two === key) - Number(one === key))
  sources.clear()
  for (const [name, source] of all) sources.set(name, source)
}

const timesIn = ({ files, first }: Waiting, file: string): number =>
  files === null ? Number(first.evidence.origin.file === file) : (files.get(file) ?? 0)

const mostTimes = ({ files }: Waiting): number => (files === null ? 1 : Math.max(...files.values()))

function entryOf(waiting: Waiting): Entry {
  const { first, sources, at, last } = waiting
  const { evidence, doubt } = first
  const count = mostTimes(waiting)
  return {
    at: evidence.at,
    end: evidence.end,
    kind: evidence.kind,
    text: evidence.text,
    sources: sources === null ? [sourceOf(evidence)] : [...sources.values()],
    count,
    until: count > 1 && last > at ? new Date(last).toISOString() : null,
    zoneStated: evidence.zoneStated,
    alert: evidence.alert,
    clock: doubt,
    ...(evidence.level === undefined ? {} : { level: evidence.level }),
  }
}
