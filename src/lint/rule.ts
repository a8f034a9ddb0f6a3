import type { Postmortem } from '../postmortem/document.ts'
import type { Prose } from './prose/prose.ts'
import type { Span } from './prose/mask.ts'
import type { Sentence } from './prose/sentence.ts'
import type { Level, RuleFamily } from './finding.ts'
import type { Stage } from './stage.ts'
import type { Waiver } from './waiver.ts'

/** The severities that rules have a profile for, worst first; another name gets each rule's plain level. */
export const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What a rule reports; the engine adds level, range, words, why and source. */
export interface RawFinding {
  /** Offsets in the text that the rule was given; null where something is missing from the document as a whole. */
  readonly at: Span | null
  /** Where the answer belongs, for one that is about the document as a whole; else it is shown on the title. */
  readonly near?: Span | null
  readonly message: string
  /** A replacement for exactly the words at `at`. */
  readonly suggestion?: string | null
  /** Where this one weighs less than the rule's level. */
  readonly level?: Level
}

export interface Context {
  readonly text: string
  readonly postmortem: Postmortem
  readonly prose: Prose
  readonly waivers: readonly Waiver[]
  readonly severity: Severity | null
  /** Calendar date, or null where the caller gave none: then nothing counts as past. */
  readonly today: string | null
  readonly maxActions: number
  /** How many days after the incident an action of this severity may be due; null where no limit is known. */
  readonly actionsWithinDays: number | null
  /** How many hours after resolution a postmortem of this severity is to be published. */
  readonly publishWithinHours: number
  /** Where the story comes before its actions; else null. */
  readonly stage: Stage | null
  /** Calendar date on which the incident was opened, where the caller knows it. */
  readonly openedOn: string | null
}

interface RuleBase {
  readonly id: `${RuleFamily}/${string}`
  readonly family: RuleFamily
  readonly level: Level
  /** Levels for single severities: a sev4 needs less than a sev1. */
  readonly severities?: Readonly<Partial<Record<Severity, Level | 'off'>>>
  /** One line for the rule table. */
  readonly summary: string
  readonly why: string
  /** The published source: author, title and place. */
  readonly source: string
}

/** Looks at the document as a whole. */
export interface DocumentRule extends RuleBase {
  readonly scope: 'document'
  check(context: Context): Iterable<RawFinding>
}

/** Looks at one sentence of the author's own prose; offsets count in `sentence.text`. */
export interface SentenceRule extends RuleBase {
  readonly scope: 'sentence'
  check(sentence: Sentence): Iterable<RawFinding>
}

export type Rule = DocumentRule | SentenceRule
