import type { AlertPrecision } from './evidence/alert-precision.ts'
import type { PracticeName } from './postmortem/practice.ts'
import type {
  Action,
  Category,
  Factor,
  Facts,
  Metrics,
  Postmortem,
  RequiredSection,
  Risk,
  TimelineEntry,
  WhyAnswer,
} from './postmortem/document.ts'

/** What `debrief inspect` prints. Others script against it: keys are only ever added. */
export interface Inspection {
  readonly version: 1
  readonly facts: Facts
  readonly metrics: Metrics
  /** How many of the alerts were of use; null without evidence, or where the document does not say when it was. */
  readonly alerts: AlertPrecision | null
  readonly timeline: readonly (Line & Omit<TimelineEntry, 'range'>)[]
  readonly factors: readonly (Line & Linked<Factor>)[]
  /** The answers of why chains that lead on to another one; the last ones are factors. */
  readonly whys: readonly (Line & Linked<WhyAnswer>)[]
  readonly actions: readonly (Line & Understood)[]
  readonly missingSections: readonly RequiredSection[]
  readonly practice: PracticeName
  /** Of a premortem; its risks are among the factors too. */
  readonly risks: readonly (Line & Omit<Risk, 'range'>)[]
}

interface Understood extends Omit<
  Action,
  'range' | 'priority' | 'measure' | 'repository' | 'categoryText' | 'suggestedCategory'
> {
  /** As stated, else as its words suggest, else null. */
  readonly category: Category | null
  /** False where the category is only suggested. */
  readonly categoryStated: boolean
}

/** With the ids of what it led to: of factors, of answers (`W1`), or `incident`. */
type Linked<Cause extends Factor | WhyAnswer> = Omit<Cause, 'range' | 'leadsTo'> & {
  readonly leadsTo: readonly string[]
}

interface Line {
  /** First line of the entry, factor or action, from 1. */
  readonly line: number
}

/** What was understood of a document, without what only the app needs. */
export function inspect(postmortem: Postmortem, alerts: AlertPrecision | null = null): Inspection {
  return {
    version: 1,
    facts: postmortem.facts,
    metrics: postmortem.metrics,
    alerts,
    timeline: postmortem.timeline.map(({ range, at, end, approximate, zoneStated, source, text }) => ({
      line: range.line, at, end, approximate, zoneStated, source, text,
    })),
    factors: postmortem.factors.map(({ range, id, end, text, leadsTo }) => ({
      line: range.line, id, end, text, leadsTo: leadsTo.map(({ to }) => to),
    })),
    whys: postmortem.whys.map(({ range, id, question, text, leadsTo }) => ({
      line: range.line, id, question, text, leadsTo: leadsTo.map(({ to }) => to),
    })),
    actions: postmortem.actions.map(({ range, id, text, owners, ownerKind, due, dueText, category, suggestedCategory, strength, specific, measurable, timeBound, vague, done, factor, parked }) => ({
      line: range.line, id, text, owners, ownerKind, due, dueText, category: category ?? suggestedCategory, categoryStated: category !== null,
      specific, measurable, timeBound, vague, done, factor, strength, parked,
    })),
    missingSections: postmortem.missingSections,
    practice: postmortem.practice.name,
    risks: postmortem.risks.map(({ range, id, text, likelihood, impact, owner }) => ({
      line: range.line, id, text, likelihood, impact, owner,
    })),
  }
} // prettier-ignore
