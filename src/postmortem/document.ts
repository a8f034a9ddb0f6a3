/**
 * The vocabulary of a postmortem document, shared by the linter, the features and `debrief inspect`.
 * Pure data: offsets count UTF-16 units in `text`, lines and columns count from 1, instants are ISO 8601 UTC.
 */

import type { Practice } from './practice.ts'
import type { SloBurn } from './slo.ts'
import type { KnownSlos } from './slo-facts.ts'
import type { SprintEnds } from './sprints.ts'

export const CATEGORIES = ['prevention', 'detection', 'mitigation', 'recovery', 'learning'] as const
export type Category = (typeof CATEGORIES)[number]

export type Strength = 'weak' | 'medium' | 'strong'

export const SECTIONS = ['summary', 'impact', 'timeline', 'factors', 'actions', 'lessons', 'thanks'] as const
/** Sections that other practices than the postmortem have, and only their documents. */
export const SECTIONS_OF_OTHERS = [
  'failure',
  'risks',
  'signs',
  'lastActions',
  'wentWell',
  'toImprove',
  'puzzles',
  'problem',
  'evidence',
  'verification',
  'effectiveness',
] as const
/** Sections that a complete document may have to have, each practice its own (`practice.ts`). */
export type RequiredSection = (typeof SECTIONS)[number] | (typeof SECTIONS_OF_OTHERS)[number]
/** Every kind of section that the parser tells apart; `other` is a heading that it has no name for. */
export type SectionKind =
  | RequiredSection
  | 'narrative'
  | 'whys'
  | 'metrics'
  | 'participants'
  | 'notNow'
  | 'other'

/** A place in the text: `[start, end)` in UTF-16 units, with the line and column of each end. */
export interface Range {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export interface Facts {
  readonly title: string | null
  readonly severity: string | null
  readonly startedAt: string | null
  readonly detectedAt: string | null
  readonly mitigatedAt: string | null
  readonly resolvedAt: string | null
  readonly impactedUsers: string | null
  readonly businessEffect: string | null
}
export type FactName = keyof Facts

/** Whole minutes from `startedAt`, null where either end is unknown; and what the error budgets lost. */
export interface Metrics {
  readonly timeToDetectMin: number | null
  readonly timeToMitigateMin: number | null
  readonly timeToResolveMin: number | null
  /** One for each SLO of the front matter that can be computed. */
  readonly sloBurn: readonly SloBurn[]
}

export interface TimelineEntry {
  readonly range: Range
  /** ISO instant, or a bare date (`2026-11-23`) where only the day is known; null where it cannot be known. */
  readonly at: string | null
  /** End of a range entry, else null. */
  readonly end: string | null
  readonly approximate: boolean
  readonly zoneStated: boolean
  /** Where the entry comes from (a person, a tool, a link), else null. */
  readonly source: string | null
  /** The entry's own words, without its time. */
  readonly text: string
}

/** One step of a cause to its effect. */
export interface CausalLink {
  /** The id of a factor or of an answer, as it has it; `incident`; else what is written, which nothing bears. */
  readonly to: string
  /** Said in words (`leads to: F3`), or by standing below its effect in a chain. */
  readonly by: 'words' | 'nesting'
  /** Where it is said. */
  readonly range: Range
}

export interface Factor {
  readonly range: Range
  /** `F1`, as written or given in order. */
  readonly id: string
  readonly end: 'sharp' | 'blunt' | 'unclear'
  readonly text: string
  readonly leadsTo: readonly CausalLink[]
}

/** An answer of a why chain on the way to its last one, which is a factor. */
export interface WhyAnswer {
  readonly range: Range
  /** `W1`, given in order. */
  readonly id: string
  /** As asked, where it stands in the same line. */
  readonly question: string | null
  readonly text: string
  readonly leadsTo: readonly CausalLink[]
}

/** What may go wrong, as a premortem lists it; it is one of the `factors` too, so that actions answer it. */
export interface Risk {
  readonly range: Range
  /** `R1`, as written or given in order. */
  readonly id: string
  readonly text: string
  /** As written: `high`, `3`; null where nothing is said, or a placeholder. */
  readonly likelihood: string | null
  readonly impact: string | null
  readonly owner: string | null
}

export type OwnerKind = 'one' | 'several' | 'team' | 'none'

export interface Action {
  readonly range: Range
  /** `A1`, as written or given in order. */
  readonly id: string
  /** Its own words, without the owner and date tail. */
  readonly text: string
  /** As written: `@ada`, `Ada Lovelace`; people only when `ownerKind` is `one` or `several`. */
  readonly owners: readonly string[]
  readonly ownerKind: OwnerKind
  /** Calendar date `2026-12-01`, or null where it cannot be known. */
  readonly due: string | null
  readonly dueText: string | null
  /** As stated in the document; null where it is not one of the five. */
  readonly category: Category | null
  /** What stands in its category field, one of the five or not; null where it has none. */
  readonly categoryText: string | null
  /** What its words speak for, whether or not one is stated; null where they speak for none of the five. */
  readonly suggestedCategory: Category | null
  /** How far it carries without people having to remember it. */
  readonly strength: Strength
  readonly priority: string | null
  readonly measure: string | null
  /** `owner/name` where the action names another repository to be tracked in, else null. */
  readonly repository: string | null
  readonly specific: boolean
  readonly measurable: boolean
  readonly timeBound: boolean
  readonly vague: boolean
  readonly done: boolean
  /** The id of the factor that it answers. */
  readonly factor: string | null
  /** True for items under "Not now" or another parked list: no issue is made of them. */
  readonly parked: boolean
}

export interface Section {
  /** By its own title, or that of the section around it where its own says nothing. */
  readonly kind: SectionKind
  /** 1 to 6 for headings, 7 for a bold paragraph that serves as one, 8 for a bold list item. */
  readonly level: number
  readonly title: string
  /** The heading's own range. */
  readonly heading: Range
  /** From the end of the heading to the start of the next section of the same or a higher level. */
  readonly body: Range
  /** True where nothing but template placeholders and comments stands in it. */
  readonly empty: boolean
}

/** A field of the body that waits for its value. */
export interface Unanswered {
  /** As written: `Business effect`. */
  readonly key: string
  readonly range: Range
}

/** What could not be understood, told as a finding by the linter. */
export interface ParseProblem {
  readonly code: 'front-matter' | 'placeholder' | 'duplicate-id' | 'fact' | 'slo' | 'practice'
  readonly message: string
  readonly fix: string
  readonly range: Range
}

export interface FrontMatter {
  readonly range: Range
  /** The parsed mapping; empty where the YAML is broken (a problem says so). */
  readonly data: Readonly<Record<string, unknown>>
}

export interface Postmortem {
  readonly text: string
  /** What kind of review it is. */
  readonly practice: Practice
  readonly frontMatter: FrontMatter | null
  readonly facts: Facts
  /** Where each fact was found, for findings that point at it. */
  readonly factRanges: Readonly<Partial<Record<FactName, Range>>>
  /** Lines that ask for a fact and still hold a placeholder: `Business effect: TBD`. */
  readonly unanswered: Readonly<Partial<Record<FactName, Unanswered>>>
  readonly metrics: Metrics
  readonly sections: readonly Section[]
  readonly timeline: readonly TimelineEntry[]
  readonly factors: readonly Factor[]
  readonly whys: readonly WhyAnswer[]
  /** Of a premortem; none in any other document. */
  readonly risks: readonly Risk[]
  readonly actions: readonly Action[]
  readonly missingSections: readonly RequiredSection[]
  readonly problems: readonly ParseProblem[]
}

export interface ParseOptions {
  /** Calendar date from which relative dates count, where neither front matter nor the incident's date says. */
  readonly openedOn?: string | undefined
  /** When the team's sprints end; without it "end of sprint" is time-bound, but due on no known day. */
  readonly sprintEnds?: SprintEnds | undefined
  /** The team's SLOs by name: what the front matter leaves out of one is taken from here. */
  readonly slos?: KnownSlos | undefined
}
