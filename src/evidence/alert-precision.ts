import { isInstant } from '../postmortem/metrics.ts'
import { alertMarksOf, type AlertMark, type AlertMarks } from '../postmortem/alert-marks.ts'
import type { Facts, Postmortem, TimelineEntry } from '../postmortem/document.ts'
import type { Evidence } from './evidence.ts'

/**
 * How many of the alerts that fired were of use. An alert is counted once, however often it fired: else the one that flaps
 * would decide the figure. Precision as in Google, The Site Reliability Workbook (2018), chapter 5 "Alerting on SLOs":
 * https://sre.google/workbook/alerting-on-slos/
 */
export interface AlertPrecision {
  /** Alerts that fired in the window. */
  readonly fired: number
  readonly actionable: number
  /** `actionable` of `fired`; null where none fired. */
  readonly precision: number | null
  /** Each of them, in the order of their first firing. */
  readonly alerts: readonly JudgedAlert[]
}

export interface JudgedAlert {
  readonly name: string
  /** ISO 8601, of the first firing in the window. */
  readonly firedAt: string
  /** How often it fired in the window, as all sources tell it: two that tell of one firing count twice. */
  readonly times: number
  readonly actionable: boolean
  /** What decided: a person's mark over an acknowledgement over being named in the timeline; `nothing` spoke for it. */
  readonly because: 'marked' | 'acknowledged' | 'named' | 'nothing'
}

export interface AlertWindow {
  /** ISO 8601 instants, both within it. */
  readonly from: string
  readonly to: string
}

export interface AlertSources {
  readonly evidence: Iterable<Evidence>
  /** The document's; its lines that only repeat an alert's own evidence do not count as naming it. */
  readonly timeline: readonly Pick<TimelineEntry, 'at' | 'source' | 'text'>[]
  readonly marks: AlertMarks
  readonly window: AlertWindow
}

/** From its start to its end, where both are known: else nobody can say what fired in it. */
export function alertWindowOf({ startedAt, mitigatedAt, resolvedAt }: Facts): AlertWindow | null {
  const to = resolvedAt ?? mitigatedAt
  return isInstant(startedAt) && isInstant(to) ? { from: startedAt, to } : null
}

/** Of a document and its evidence; null where it does not say when it was. */
export function judgedIn(
  { facts, timeline, frontMatter }: Postmortem,
  evidence: Iterable<Evidence>,
): AlertPrecision | null {
  const window = alertWindowOf(facts)
  return window && alertPrecision({ evidence, timeline, marks: alertMarksOf(frontMatter), window })
}

interface Heard {
  readonly name: string
  readonly fired: Evidence[]
  readonly acknowledged: Evidence[]
}

export function alertPrecision({ evidence, timeline, marks, window }: AlertSources): AlertPrecision {
  const heard = [...hear(evidence, window).values()].filter(({ fired }) => fired.length > 0)
  const told = timeline.map((entry) => ({ entry, words: wordsOf(entry.text) }))
  const marked = new Map([...marks].map(([name, mark]) => [keyOf(name), mark]))
  const alerts = heard
    .map((alert) => judge(alert, told, marked))
    .sort((a, b) => Date.parse(a.firedAt) - Date.parse(b.firedAt) || (a.name < b.name ? -1 : 1))
  const actionable = alerts.filter((alert) => alert.actionable).length
  const precision = alerts.length === 0 ? null : actionable / alerts.length
  return { fired: alerts.length, actionable, precision, alerts }
}

/** One alert under the names that its tools give it; an acknowledgement after the window is one of the alert in it. */
function hear(evidence: Iterable<Evidence>, { from, to }: AlertWindow): Map<string, Heard> {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const heard = new Map<string, Heard>()
  for (const one of evidence) {
    if (one.alert === null || one.alert.state === 'resolved') continue
    const at = Date.parse(one.at)
    const isFiring = one.alert.state === 'fired'
    if (!(at >= start) || (isFiring && at > end)) continue
    const key = keyOf(one.alert.name)
    const alert = heard.get(key) ?? { name: nameOf(one.alert.name), fired: [], acknowledged: [] }
    heard.set(key, alert)
    if (isFiring) alert.fired.push(one)
    else alert.acknowledged.push(one)
  }
  return heard
}

type Told = { readonly entry: AlertSources['timeline'][number]; readonly words: string }

function judge(
  { name, fired, acknowledged }: Heard,
  told: readonly Told[],
  marks: ReadonlyMap<string, AlertMark>,
): JudgedAlert {
  const firedAt = fired
    .map(({ at }) => at)
    .reduce((first, at) => (Date.parse(at) < Date.parse(first) ? at : first))
  const naming = told.filter((one) => names(one, name))
  const mark =
    marks.get(keyOf(name)) ?? naming.map(({ entry }) => markIn(entry.text)).find((found) => found !== null)
  const known = { name, firedAt, times: fired.length }
  if (mark !== undefined) return { ...known, actionable: mark === 'actionable', because: 'marked' }
  if (acknowledged.length > 0) return { ...known, actionable: true, because: 'acknowledged' }
  const isNamed = naming.some(({ entry }) => !fired.some((one) => isEchoOf(one, entry)))
  return { ...known, actionable: isNamed, because: isNamed ? 'named' : 'nothing' }
}

/** `[noise]` or `[actionable]` in an entry that names the alert. */
function markIn(text: string): AlertMark | null {
  const mark = /\[(actionable|noise)\]/i.exec(text)?.[1]?.toLowerCase()
  return mark === 'actionable' || mark === 'noise' ? mark : null
}

/** A name of one word must stand there as it is written: "Down" is no alert in every sentence with "down". */
function names({ entry, words }: Told, name: string): boolean {
  const phrase = wordsOf(name)
  if (phrase === '  ') return false
  if (!phrase.trim().includes(' '))
    return ` ${entry.text.replace(/[^\p{L}\p{N}_]+/gu, ' ')} `.includes(` ${name.trim()} `)
  return words.includes(phrase)
}

/** The line that the app itself makes of the firing: same minute, and no words but the evidence's own and its source. */
function isEchoOf({ at, text }: Evidence, { at: then, source, text: told }: Told['entry']): boolean {
  const isThen = then !== null && Math.abs(Date.parse(then) - Date.parse(at)) < 60_000
  return isThen && wordsOf(text).includes(wordsOf(source === null ? told : told.replace(source, ' ')))
}

/** As Alertmanager's own templates head a message: `[FIRING:2] CheckoutErrors`. */
const HEAD = /^\s*\[(?:FIRING|RESOLVED)(?::\d{1,5})?\]\s*/i

const nameOf = (name: string): string => name.replace(HEAD, '').trim()
const keyOf = (name: string): string => wordsOf(nameOf(name))

/** ` checkout errors ` for `CheckoutErrors`, `checkout_errors` and `Checkout errors`. */
function wordsOf(text: string): string {
  const apart = text
    .slice(0, LONGEST)
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return ` ${apart} `
}

/** A log pasted as one entry names nothing that people would find there. */
const LONGEST = 4000
