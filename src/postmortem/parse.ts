import { actionsOf, duplicateIds } from './actions.ts'
import { alertMarkProblems } from './alert-marks.ts'
import { dayOf } from './calendar.ts'
import { fullDateIn, slashOrderOf } from './dates.ts'
import { factOfKey, keyOfFrontMatter } from './fact-names.ts'
import { causesIn, repeatedFactorIds } from './factors.ts'
import { readFacts, statedStart } from './facts.ts'
import { fieldsOf } from './fields.ts'
import { entryOf, readFrontMatter } from './front-matter.ts'
import { incidentDay } from './incident-day.ts'
import { agreed, placeInTime, sharedZone } from './instants.ts'
import { markdownOf } from './markdown.ts'
import { isInstant, metricsOf } from './metrics.ts'
import { momentOf } from './moments.ts'
import { openingWords } from './opening.ts'
import { People } from './people.ts'
import { momentsInProse } from './prose-moments.ts'
import { practiceOf } from './practice.ts'
import { risksOf } from './risks.ts'
import { partsOf, sectionsOf } from './sections.ts'
import { readSlos } from './slo-facts.ts'
import { rangeIn, sourceOf } from './source.ts'
import { speakersOf } from './speakers.ts'
import { spokenZone, zeroOf, zoneOfPieces, zoneOfRemark } from './timeline-zone.ts'
import { rawTimeline } from './timeline.ts'
import { whenAt } from './times.ts'
import { clockZoneIn, zoneIn } from './zones.ts'
import type { Day } from './calendar.ts'
import type { DateContext } from './dates.ts'
import type {
  Factor,
  FrontMatter,
  ParseOptions,
  Postmortem,
  RequiredSection,
  Risk,
  Section,
  TimelineEntry,
} from './document.ts'
import type { FactReading, FactSources } from './facts.ts'
import type { Field } from './fields.ts'
import type { Anchor } from './instants.ts'
import type { Part } from './sections.ts'
import type { Source } from './source.ts'
import type { RawEntry } from './timeline.ts'
import type { Zone } from './zones.ts'

// A look at one document asks for it ten times, of two or three states of its text.
const MOST_REMEMBERED = 4
const LONGEST_REMEMBERED = 200_000
const remembered = new Map<string, Postmortem>()

/**
 * Reads a postmortem as people write them. Never throws: what cannot be understood is null or absent, and where its author
 * should know, a problem says so with its place and a fix. The same text and options give the same object for a while.
 */
export function parse(text: string, options: ParseOptions = {}): Postmortem {
  if (text.length > LONGEST_REMEMBERED) return read(text, options)
  const key = `${JSON.stringify(options)}\n${text}`
  const postmortem = remembered.get(key) ?? read(text, options)
  remembered.delete(key)
  remembered.set(key, postmortem)
  const [oldest] = remembered.keys()
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  return postmortem
}

function read(text: string, options: ParseOptions): Postmortem {
  const source = sourceOf(text)
  const { frontMatter, bodyStart, problems } = readFrontMatter(source)
  const { practice, problems: unknownPractice } = practiceOf(source, frontMatter)
  const parts = partsOf(markdownOf(text, bodyStart), source, bodyStart, practice.name)
  const fields = fieldsOf(parts, text)
  const slashes = slashOrderOf(text)
  const opened = validDay(options.openedOn) ?? openedDay(frontMatter)
  const day = incidentDay({ frontMatter, fields, parts, text, slashes, opened })
  const context: DateContext = { base: day, slashes, direction: 'near' }
  const raw = practice.ofIncident ? rawTimeline(parts, text, context) : []
  const zone =
    documentZone(frontMatter, fields, parts, text) ??
    fieldZone(fields) ??
    sharedZone(raw) ??
    spokenZone(parts, text) ??
    frontMatterZone(frontMatter, context)
  const known = { source, frontMatter, fields, parts, context, zone }
  const timeline = timelineOf(raw, source, { day, start: startOf(known, raw), zone })
  const reading = practice.ofIncident ? readFacts({ ...known, timeline }) : withoutMoments(known)
  const incident = reading.facts.startedAt?.slice(0, 10) ?? day
  const base = opened ?? incident
  const people = new People(
    text,
    parts,
    [...timeline.flatMap((entry) => entry.source ?? []), ...raw.flatMap(({ who }) => who ?? [])],
    () => speakersOf(raw, parts, text),
  )
  const actions = actionsOf(parts, source, {
    base, slashes, direction: 'ahead', people, sprintEnds: options.sprintEnds,
  }) // prettier-ignore

  const slos = readSlos(source, frontMatter, reading, options.slos ?? {})
  const sections = sectionsOf(parts, source)
  const { factors: causes, whys } = causesIn(parts, source)
  const risks = practice.name === 'premortem' ? risksOf(parts, source) : []
  const factors = [...causes, ...risks.map(factorOfRisk)]
  return {
    text,
    practice,
    frontMatter,
    facts: reading.facts,
    factRanges: reading.ranges,
    unanswered: reading.unanswered,
    metrics: metricsOf(reading.facts, reading.lengths, slos.burns),
    sections,
    timeline,
    factors,
    whys,
    risks,
    actions,
    missingSections: missingFrom(practice.required, sections, {
      timeline: timeline.length > 0,
      evidence: timeline.length > 0,
      factors: factors.length > 0,
    }),
    problems: [
      ...problems,
      ...unknownPractice,
      ...reading.problems,
      ...slos.problems,
      ...alertMarkProblems(source, frontMatter),
      ...duplicateIds(actions),
      ...repeatedFactorIds(factors),
    ],
  }
}

function timelineOf(raw: readonly RawEntry[], source: Source, anchor: Anchor): TimelineEntry[] {
  const placed = placeInTime(raw, anchor)
  return raw.flatMap((entry, index) => {
    const instant = placed[index]
    if (entry.isHeader || instant === undefined) return []
    return [
      { range: rangeIn(source, entry.start, entry.end), ...instant, source: entry.source, text: entry.text },
    ]
  })
}

/** The instant of the start as far as it is stated; what "T" stands for, where the timeline counts from it. */
function startOf(known: Omit<FactSources, 'timeline'>, raw: readonly RawEntry[]): string | null {
  const stated = statedStart(known)
  if (raw.every(({ when }) => when.offset === null)) return stated
  const zero =
    momentOf(zeroOf(known.parts, known.source.text) ?? '', known.context, known.zone)?.value ?? null
  return isInstant(zero) ? zero : (stated ?? momentsInProse(known).startedAt?.value ?? null)
}

/** The day that relative dates count from, where the front matter says when the document was opened. */
function openedDay(frontMatter: FrontMatter | null): Day | null {
  const keys = /^(?:opened|opened on|opened at|created|created on|created at|date|published|sprint end)$/
  const opened = entryOf(frontMatter, keys)?.[1]
  return typeof opened === 'string' ? fullDateIn(opened) : null
}

function validDay(words: string | undefined): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(words ?? '')
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** A zone stated once for the whole document: a key, a field, or "all times are …". */
function documentZone(
  frontMatter: FrontMatter | null,
  fields: readonly Field[],
  parts: readonly Part[],
  text: string,
): Zone | null {
  const isZoneKey = (key: string): boolean =>
    /^(?:time ?zone|tz|zone|times|all times|times in|clocks?|notes? on times?)$/.test(key)
  for (const [key, value] of Object.entries(frontMatter?.data ?? {})) {
    if (isZoneKey(keyOfFrontMatter(key)) && typeof value === 'string') return clockZoneIn(value)
  }
  const field = fields.find(({ key, value }) => isZoneKey(key) && clockZoneIn(value) !== null)
  if (field !== undefined) return clockZoneIn(field.value)
  for (const { value: words } of openingWords(parts, text)) {
    const zone = /\ball times\b|\btimes (?:are|in|below)\b/i.test(words) ? zoneOfRemark(words) : null
    const stated = zone ?? zoneOfPieces(words)
    if (stated !== null) return stated
  }
  return null
}

/** The zone of the front matter's moments: "+01:00" there is the zone of the place, "Z" only that of the file. */
function frontMatterZone(frontMatter: FrontMatter | null, context: DateContext): Zone | null {
  const moments = Object.entries(frontMatter?.data ?? {}).filter(([key]) =>
    factOfKey(keyOfFrontMatter(key))?.endsWith('At'),
  )
  const zones = moments.flatMap(([, value]) =>
    typeof value === 'string' ? (whenAt(value, context)?.zone ?? []) : [],
  )
  const zone = agreed(zones)
  return zone?.kind === 'offset' && zone.minutes === 0 ? null : zone
}

/** The zone in which the fields tell the incident's moments, where they agree. */
function fieldZone(fields: readonly Field[]): Zone | null {
  const moments = fields.filter(({ key }) => factOfKey(key)?.endsWith('At') === true)
  return agreed(moments.flatMap(({ label, value }) => zoneIn(label) ?? zoneIn(value) ?? []))
}

/** What happened in no incident has no severity and no moments, whatever days it names; what it is called is a fact. */
function withoutMoments(known: Omit<FactSources, 'timeline'>): FactReading {
  const { facts, ranges } = readFacts({ ...known, timeline: [] })
  return {
    facts: {
      title: facts.title,
      severity: null,
      startedAt: null,
      detectedAt: null,
      mitigatedAt: null,
      resolvedAt: null,
      impactedUsers: null,
      businessEffect: null,
    },
    ranges: ranges.title === undefined ? {} : { title: ranges.title },
    unanswered: {},
    problems: [],
    lengths: {},
  }
}

/** A risk that comes true is a contributing factor: actions answer it by its id. */
const factorOfRisk = ({ range, id, text }: Risk): Factor => ({ range, id, end: 'unclear', text, leadsTo: [] })

/** A list of times makes a timeline under any heading, and a chain of whys tells the factors. */
function missingFrom(
  required: readonly RequiredSection[],
  sections: readonly Section[],
  found: Partial<Record<RequiredSection, boolean>>,
): RequiredSection[] {
  const present = new Set(sections.filter((section) => !section.empty).map((section) => section.kind))
  return required.filter((kind) => !present.has(kind) && found[kind] !== true)
}
