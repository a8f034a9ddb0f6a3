import type { Feature } from '../feature.ts'
import { find } from './find.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import type { GatheringState } from './state.ts'

/** What happened around an incident goes into its document, as long as that is reviewed; with it metrics and causal map. */
export const gathering: Feature<GatheringState> = {
  name: 'gathering',
  reach: 'repository',
  setsOff: true,
  on,
  find,
  read,
  plan,
}
