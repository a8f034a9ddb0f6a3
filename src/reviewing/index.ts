import type { Feature } from '../feature.ts'
import { find, next } from './find.ts'
import type { Period, Review } from '../review/review.ts'
import { reviewMarkdown } from '../review/words.ts'
import { hrefIn, plan, reviewerOf } from './plan.ts'
import { read } from './read.ts'
import type { ReviewingState } from './state.ts'

/** On the first working day after a quarter or a year, one issue tells what its postmortems say together. */
export const reviewing: Feature<ReviewingState> = {
  name: 'reviewing',
  reach: 'repository',
  setsOff: false,
  // Only the calendar brings it about.
  on: () => [],
  find,
  next,
  read,
  plan,
}

/** What a review of that time would say now, whether it is due or not. */
export function preview(
  state: ReviewingState,
  period: Period,
  today: string,
): { readonly review: Review; readonly markdown: string } {
  const review = reviewerOf(state)(period, today)
  return { review, markdown: reviewMarkdown(review, { hrefOf: hrefIn(state.repository) }) }
}
