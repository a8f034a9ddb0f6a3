import type { Feature } from '../feature.ts'
import { find } from './find.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import type { TrackingState } from './state.ts'

/** Each committed action of a postmortem on the default branch is one issue, and stays true to the document. */
export const tracking: Feature<TrackingState> = {
  name: 'tracking',
  reach: 'installation',
  setsOff: false,
  on,
  find,
  read,
  plan,
}
