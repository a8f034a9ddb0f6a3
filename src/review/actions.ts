import type { ActionFate } from '../incident/action-issues.ts'
import { CATEGORIES, type Action, type Category, type Strength } from '../postmortem/document.ts'

/** What the issue of an action says. */
export interface Tracked extends ActionFate {
  readonly number: number
}

/** Undefined where no issue is known: then the document's own word counts. */
export type TrackedAs = (path: string, action: Action) => Tracked | undefined

/** An action that was promised, and what is known of it. */
export interface Promised {
  readonly action: Action
  readonly tracked: Tracked | undefined
}

export interface Count {
  readonly actions: number
  readonly done: number
}

export interface Balance {
  /** All five, in their order; an action without a category counts in the one that its words speak for. */
  readonly categories: readonly (Count & { readonly category: Category })[]
  /** Actions whose words speak for none. */
  readonly without: Count
  /** Of how many the category is stated, and not read from the words. */
  readonly stated: number
}

export type Strengths = readonly (Count & { readonly strength: Strength })[]

/** How far the loop is closed. */
export interface Closure extends Count {
  /** Given up on purpose; these count in `actions` of no figure here. */
  readonly dropped: number
  /** Open though their day has passed. */
  readonly overdue: number
  /** Done, with a day, and known when. */
  readonly dated: number
  /** Of those, in time. */
  readonly onTime: number
}

export function balanceOf(promised: readonly Promised[]): Balance {
  const categoryOf = ({ action: { category, suggestedCategory } }: Promised): Category | null =>
    category ?? suggestedCategory
  const among = (wanted: Category | null): Count =>
    countOf(promised.filter((one) => categoryOf(one) === wanted))
  return {
    categories: CATEGORIES.map((category) => ({ category, ...among(category) })),
    without: among(null),
    stated: promised.filter(({ action }) => action.category !== null).length,
  }
}

/** The strongest first. */
export function strengthsOf(promised: readonly Promised[]): Strengths {
  return (['strong', 'medium', 'weak'] as const).map((strength) => ({
    strength,
    ...countOf(promised.filter(({ action }) => action.strength === strength)),
  }))
}

/** @param today a calendar date: what was due before it is overdue. */
export function closureOf(promised: readonly Promised[], today: string): Closure {
  const kept = promised.filter(({ tracked }) => tracked?.outcome !== 'dropped')
  const dated = kept.flatMap((one) => {
    const [due, closedAt] = [dueOf(one), one.tracked?.closedAt ?? null]
    return isDone(one) && due !== null && closedAt !== null ? [closedAt.slice(0, 10) <= due] : []
  })
  return {
    ...countOf(kept),
    dropped: promised.length - kept.length,
    overdue: kept.filter((one) => !isDone(one) && (dueOf(one) ?? today) < today).length,
    dated: dated.length,
    onTime: dated.filter((inTime) => inTime).length,
  }
}

const isDone = ({ action, tracked }: Promised): boolean =>
  tracked === undefined ? action.done : tracked.outcome === 'done'

/** People move the milestone, and not the document. */
export const dueOf = ({ action, tracked }: Promised): string | null => tracked?.due ?? action.due

export const countOf = (promised: readonly Promised[]): Count => ({
  actions: promised.length,
  done: promised.filter(isDone).length,
})
