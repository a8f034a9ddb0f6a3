import { participantsOf } from '../lint/participants.ts'
import { isInstant } from '../postmortem/metrics.ts'
import { servicesOf } from '../postmortem/tags.ts'
import type { Metrics, Postmortem } from '../postmortem/document.ts'
import { missingIn, type Missing } from './missing.ts'
import { bulletsOf, firstParagraphOf } from './passages.ts'
import { stepsOf, type Step } from './steps.ts'
import { hiding } from './unnamed.ts'

/**
 * A finished postmortem in four parts. Everything is the document's own: what it does not say is null and stands in `missing`.
 * Instants are ISO 8601 UTC, a bare date where only the day is known.
 */
export interface Star {
  readonly title: string | null
  readonly situation: {
    readonly what: string | null
    readonly severity: string | null
    readonly startedAt: string | null
    readonly services: readonly string[]
    readonly impactedUsers: string | null
    readonly businessEffect: string | null
  }
  readonly task: {
    readonly detectedAt: string | null
    /** How many took part, as far as the document counts them. */
    readonly responders: number | null
    /** What they do: `support`, `payments`. */
    readonly functions: readonly string[]
    /** Only where names are asked for. */
    readonly names: readonly string[]
  }
  readonly action: {
    readonly steps: readonly Step[]
    /** So many more steps than are shown. */
    readonly stepsLeftOut: number
    readonly followUpsDone: readonly FollowUp[]
  }
  readonly result: {
    readonly mitigatedAt: string | null
    readonly resolvedAt: string | null
    readonly metrics: Metrics
    /** Without those that were put off. */
    readonly actions: { readonly all: number; readonly done: number }
    readonly lessons: readonly string[]
  }
  readonly missing: readonly Missing[]
}

export interface FollowUp {
  readonly id: string
  readonly text: string
}

/** As many as are read in a minute. */
const MOST = 7
const MOST_LESSONS = 5

/** @param names whether people are named; else handles and those whom the document names become "a responder". */
export function starOf(postmortem: Postmortem, { names }: { readonly names: boolean }): Star {
  const { text, facts, metrics, actions } = postmortem
  const without = names ? (words: string): string => words : hiding(postmortem)
  const people = participantsOf({ text, postmortem })
  const committed = actions.filter(({ parked }) => !parked)
  const done = committed.filter((action) => action.done)
  const steps = stepsOf(postmortem)
  const shown = steps.slice(-MOST)
  const what = firstParagraphOf(postmortem, 'summary') ?? firstParagraphOf(postmortem, 'problem')
  const lessons = bulletsOf(postmortem, 'lessons')
  return {
    title: facts.title === null ? null : without(facts.title),
    situation: {
      what: what === null ? null : without(what),
      severity: facts.severity,
      startedAt: facts.startedAt,
      services: servicesOf(postmortem),
      impactedUsers: facts.impactedUsers === null ? null : without(facts.impactedUsers),
      businessEffect: facts.businessEffect === null ? null : without(facts.businessEffect),
    },
    task: {
      detectedAt: facts.detectedAt,
      responders: people?.people.length ?? null,
      functions: people?.functions ?? [],
      names: names ? (people?.people ?? []) : [],
    },
    action: {
      steps: shown.map((step) => ({ ...step, text: without(step.text) })),
      stepsLeftOut: steps.length - shown.length,
      followUpsDone: done.slice(0, MOST).map((action) => ({ id: action.id, text: without(action.text) })),
    },
    result: {
      mitigatedAt: facts.mitigatedAt,
      resolvedAt: facts.resolvedAt,
      metrics,
      actions: { all: committed.length, done: done.length },
      lessons: lessons.slice(0, MOST_LESSONS).map(without),
    },
    missing: missingIn(postmortem, {
      summary: what !== null,
      responders: people !== null,
      steps: steps.length > 0,
      lessons: lessons.length > 0,
      isTimed: isInstant(facts.startedAt) && isInstant(facts.resolvedAt),
    }),
  }
}
