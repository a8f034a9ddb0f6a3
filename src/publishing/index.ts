import type { Feature } from '../feature.ts'
import { find } from './find.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import type { PublishingState } from './state.ts'

/** What was learned goes to the channels that the settings name, once the postmortem is merged; what came of it is recorded. */
export const publishing: Feature<PublishingState> = {
  name: 'publishing',
  reach: 'repository',
  setsOff: false,
  on,
  find,
  read,
  plan,
}
