import { CATEGORIES, type Action, type Category, type Strength } from '../postmortem/document.ts'

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

export function balanceOf(actions: readonly Action[]): Balance {
  const categoryOf = ({ category, suggestedCategory }: Action): Category | null =>
    category ?? suggestedCategory
  const countOf = (wanted: Category | null): Count =>
    count(actions.filter((one) => categoryOf(one) === wanted))
  return {
    categories: CATEGORIES.map((category) => ({ category, ...countOf(category) })),
    without: countOf(null),
    stated: actions.filter(({ category }) => category !== null).length,
  }
}

/** The strongest first. */
export function strengthsOf(actions: readonly Action[]): Strengths {
  return (['strong', 'medium', 'weak'] as const).map((strength) => ({
    strength,
    ...count(actions.filter((action) => action.strength === strength)),
  }))
}

const count = (actions: readonly Action[]): Count => ({
  actions: actions.length,
  done: actions.filter(({ done }) => done).length,
})
