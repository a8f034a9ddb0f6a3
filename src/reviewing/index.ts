import type { Feature } from '../feature.ts'
import { find, next } from './find.ts'
import { plan } from './plan.ts'
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
