import { factOfKey, isSpanKey, keyOfFrontMatter, TIME_FACTS } from './fact-names.ts'
import { keyRange } from './front-matter.ts'
import { effectOfImpact, readsAs, severityOf, titleOf, usersOfImpact } from './impact.ts'
import { lengthsOf, momentsAfter } from './lengths.ts'
import { markedEntry } from './marks.ts'
import { isInstant } from './metrics.ts'
import { agree, keepMoment, momentOf } from './moments.ts'
import { isPlaceholder } from './placeholders.ts'
import { rangeIn } from './source.ts'
import { momentsInProse } from './prose-moments.ts'
import { zoneIn } from './zones.ts'
import type { DateContext } from './dates.ts'
import type {
  FactName,
  Facts,
  FrontMatter,
  ParseProblem,
  Range,
  TimelineEntry,
  Unanswered,
} from './document.ts'
import type { TimeFact } from './fact-names.ts'
import type { Field } from './fields.ts'
import type { Lengths } from './lengths.ts'
import type { Finds, Found } from './moments.ts'
import type { Part } from './sections.ts'
import type { Source } from './source.ts'
import type { Zone } from './zones.ts'

export interface FactSources {
  readonly source: Source
  readonly frontMatter: FrontMatter | null
  readonly fields: readonly Field[]
  readonly parts: readonly Part[]
  readonly timeline: readonly TimelineEntry[]
  readonly context: DateContext
  readonly zone: Zone | null
}

export interface FactReading {
  readonly unanswered: Partial<Record<FactName, Unanswered>>
  readonly facts: Facts
  readonly ranges: Partial<Record<FactName, Range>>
  readonly problems: readonly ParseProblem[]
  readonly lengths: Lengths
}

/** The start as front matter, fields or running text state it, before the timeline is read; null for less than an instant. */
export function statedStart(sources: Omit<FactSources, 'timeline'>): string | null {
  const stated = fromFrontMatter(sources, []).startedAt ?? fromFields(sources).startedAt
  return stated !== undefined && isInstant(stated.value) ? stated.value : null
}

/** Front matter beats the body, the body beats the timeline and running text; where two of them disagree it is told. */
export function readFacts(sources: FactSources): FactReading {
  const problems: ParseProblem[] = []
  const stated = fromFrontMatter(sources, problems)
  const body = fromFields(sources)
  const explicit: Finds = { ...body, ...stated }
  disagreements(stated, body, 'the document says', problems)
  const timeline = fromTimeline(sources, explicit)
  disagreements(explicit, timeline, 'the timeline says', problems)
  const known: Finds = { ...fromProse(sources), ...timeline, ...explicit }
  const begun: Finds = { ...startOfTimeline(sources.timeline, known), ...known }
  const lengths = lengthsOf(sources.fields)
  const all: Finds = { ...momentsAfter(begun.startedAt, lengths, sources.source), ...begun }
  const value = (name: FactName): string | null => all[name]?.value ?? null
  const facts: Facts = {
    title: value('title'),
    severity: value('severity'),
    startedAt: value('startedAt'),
    detectedAt: value('detectedAt'),
    mitigatedAt: value('mitigatedAt'),
    resolvedAt: value('resolvedAt'),
    impactedUsers: value('impactedUsers'),
    businessEffect: value('businessEffect'),
  }
  const ranges = Object.fromEntries(Object.entries(all).map(([name, found]) => [name, found.range]))
  return { facts, ranges, problems, lengths, unanswered: waitingIn(sources) }
}

/** Keys of the front matter that state a fact, with their moments read; what cannot be used becomes a problem. */
function fromFrontMatter(
  { source, frontMatter, context, zone }: Omit<FactSources, 'timeline'>,
  problems: ParseProblem[],
): Finds {
  const finds: Finds = {}
  if (frontMatter === null) return finds
  for (const [key, value] of Object.entries(frontMatter.data)) {
    const name = factOfKey(keyOfFrontMatter(key))
    if (name === null || value === null) continue
    const range = keyRange(source, frontMatter, key)
    const words = wordsOf(name, value)
    if (words === null) {
      problems.push({
        code: 'front-matter',
        message: `"${key}" must be text, but is ${kindOf(value)}; it is ignored.`,
        fix: fixOf(name, key),
        range,
      })
    } else if (isPlaceholder(words)) {
      problems.push({
        code: 'placeholder',
        message: `"${key}" still holds a placeholder; it is ignored.`,
        fix: fixOf(name, key),
        range,
      })
    } else {
      const found = isTimeFact(name) ? momentOf(words, context, zone) : { value: words, approximate: false }
      if (found !== null) finds[name] ??= { ...found, range }
      else
        problems.push({
          code: 'front-matter',
          message: `"${key}: ${words}" is not a date and time that can be read; it is ignored.`,
          fix: fixOf(name, key),
          range,
        })
    }
  }
  return inOrder(finds)
}

function wordsOf(name: FactName, value: unknown): string | null {
  if (typeof value === 'string') return value.trim()
  const mayBeNumber = name === 'severity' || name === 'impactedUsers'
  return mayBeNumber && typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'number' ? 'a number' : `a ${typeof value}`
}

function fixOf(name: FactName, key: string): string {
  return isTimeFact(name)
    ? `Write it as ${key}: 2026-11-20T14:03:00Z`
    : `Write it as one line of text: ${key}: …`
}

function isTimeFact(name: FactName): name is TimeFact {
  return (TIME_FACTS as readonly string[]).includes(name)
}

/** Said to be unknown: neither a fact nor a placeholder that somebody forgot. */
const UNKNOWN =
  /^\W*(?:(?:still |as yet |currently )?(?:unknown|not (?:yet )?known|unclear)(?: yet| so far)?)\W*$/i

function fromFields({ source, fields, context, zone }: Omit<FactSources, 'timeline'>): Finds {
  const finds: Finds = {}
  const ends: { readonly key: string; readonly found: Found }[] = []
  for (const field of fields) {
    if (isPlaceholder(field.value) || UNKNOWN.test(field.value)) continue
    const range = rangeIn(source, field.start, field.end)
    const stated = zoneIn(field.label) ?? zone
    // "Who: 1,306 bidders", but "Who: Ana".
    const name = field.key === 'who' && /\d/.test(field.value) ? 'impactedUsers' : factOfKey(field.key)
    if (name !== null && !isTimeFact(name)) finds[name] ??= { value: field.value, range, approximate: false }
    else if (name !== null) {
      const moment = momentOf(field.value, context, stated)
      keepMoment(finds, name, moment, range)
      const isEnd = name === 'resolvedAt' || /\b(?:impact|end) (?:end|of impact)/.test(field.key)
      if (isEnd && moment !== null) ends.push({ key: field.key, found: { ...moment, range } })
    } else if (field.key === 'impact') {
      const tells = readsAs(field.value)
      if (tells.users !== null) finds.impactedUsers ??= { value: tells.users, range, approximate: false }
      if (tells.effect !== null) finds.businessEffect ??= { value: tells.effect, range, approximate: false }
    } else if (isSpanKey(field.key)) {
      const span =
        momentOf(field.value, context, stated) ??
        momentOf(/\(([^()]{5,80})\)/.exec(field.value)?.[1] ?? '', context, stated)
      if (span?.endValue === undefined || span.endValue === null) continue
      keepMoment(finds, 'startedAt', span, range)
      keepMoment(finds, 'resolvedAt', { ...span, value: span.endValue }, range)
    }
  }
  return inOrder({ ...finds, ...restoredAndClosed(finds, ends) })
}

/** `Business effect: TBD`: asked for, and where. */
function waitingIn({ source, fields }: FactSources): Partial<Record<FactName, Unanswered>> {
  const waiting: Partial<Record<FactName, Unanswered>> = {}
  for (const { key, label, value, start, end } of fields) {
    const name = factOfKey(key)
    if (name !== null && isPlaceholder(value))
      waiting[name] ??= { key: label, range: rangeIn(source, start, end) }
  }
  return waiting
}

/** "Service restored" beside a later "Incident closed" or "Impact end" is the mitigation. */
function restoredAndClosed(
  finds: Finds,
  ends: readonly { readonly key: string; readonly found: Found }[],
): Finds {
  const restored = ends.find(({ key }) => /\b(?:restored|recovered|fixed)\b/.test(key))?.found
  const closed = ends.find(
    ({ key, found }) => found !== restored && /\b(?:resolved|closed|end(?:ed)?|all clear)\b/.test(key),
  )?.found
  if (restored === undefined || closed === undefined) return {}
  if (finds.mitigatedAt !== undefined && finds.mitigatedAt.value !== closed.value) return {}
  if (!isInstant(restored.value) || !isInstant(closed.value) || restored.value >= closed.value) return {}
  return { mitigatedAt: restored, resolvedAt: closed }
}

/** A clock without a day that lies before the start belongs to the next day. */
function inOrder(finds: Finds): Finds {
  const start = finds.startedAt?.value ?? null
  if (!isInstant(start)) return finds
  const ordered: Finds = { ...finds }
  for (const name of TIME_FACTS) {
    const found = finds[name]
    if (found === undefined || !isInstant(found.value) || found.range.start === finds.startedAt?.range.start)
      continue
    const behind = Date.parse(start) - Date.parse(found.value)
    if (behind >= 6 * 3_600_000 && behind < 86_400_000) {
      ordered[name] = {
        ...found,
        value: new Date(Date.parse(found.value) + 86_400_000).toISOString().replace('.000Z', 'Z'),
      }
    }
  }
  return ordered
}

function fromTimeline({ timeline }: FactSources, stated: Finds): Finds {
  const finds: Finds = {}
  const texts = timeline.map((entry) => entry.text)
  for (const name of TIME_FACTS) {
    const mark = markedEntry(name, texts)
    const entry = mark === null ? undefined : timeline[mark.index]
    if (mark === null || entry === undefined || entry.at === null) continue
    finds[name] = { value: entry.at, range: entry.range, approximate: entry.approximate || !mark.isPlain }
  }
  // What only hints at the mitigation in the entry of the end is the end.
  const { mitigatedAt: eased, resolvedAt: end } = {
    ...finds,
    resolvedAt: stated.resolvedAt ?? finds.resolvedAt,
  }
  if (eased?.approximate === true && eased.value === end?.value) delete finds.mitigatedAt
  return finds
}

/** Nobody says when it began: then with the first thing that the timeline tells, as long as that lies before the detection. */
function startOfTimeline(timeline: readonly TimelineEntry[], known: Finds): Finds {
  const [first] = timeline
  const next = known.detectedAt ?? known.mitigatedAt ?? known.resolvedAt
  if (first === undefined || next === undefined || !isInstant(first.at) || !isInstant(next.value)) return {}
  if (Date.parse(first.at) >= Date.parse(next.value)) return {}
  return { startedAt: { value: first.at, range: first.range, approximate: true } }
}

function fromProse(sources: FactSources): Finds {
  const { source, parts } = sources
  const found = {
    title: titleOf(parts, source.text),
    severity: severityOf(parts, source.text),
    impactedUsers: usersOfImpact(parts, source.text),
    businessEffect: effectOfImpact(parts, source.text),
  }
  const finds = momentsInProse(sources)
  for (const [name, words] of Object.entries(found)) {
    if (words === null) continue
    finds[name as keyof typeof found] = {
      value: words.value,
      range: rangeIn(source, words.start, words.end),
      approximate: false,
    }
  }
  return finds
}

const WORDS: Readonly<Record<TimeFact, string>> = {
  startedAt: 'start', detectedAt: 'detection', mitigatedAt: 'mitigation', resolvedAt: 'resolution',
} // prettier-ignore

function disagreements(stated: Finds, other: Finds, who: string, problems: ParseProblem[]): void {
  for (const name of TIME_FACTS) {
    const one = stated[name]
    const two = other[name]
    if (
      one === undefined ||
      two === undefined ||
      one.approximate ||
      two.approximate ||
      agree(one.value, two.value)
    )
      continue
    problems.push({
      code: 'fact',
      message: `The ${WORDS[name]} is stated as ${one.value}, but ${who} ${two.value} (line ${two.range.line}).`,
      fix: 'Correct the one that is wrong; the stated one is used.',
      range: one.range,
    })
  }
}
