import type { Feature } from '../feature.ts'
import { find } from './find.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import type { CheckingState } from './state.ts'

/** Every push to a postmortem pull request is checked: one check run, with each finding on its line. */
export const checking: Feature<CheckingState> = {
  name: 'checking',
  reach: 'installation',
  setsOff: false,
  on,
  find,
  read,
  plan,
}
