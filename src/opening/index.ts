import type { Feature } from '../feature.ts'
import { find } from './find.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import type { PostmortemState } from '../incident/state.ts'

/** An incident label opens a postmortem: branch, document, draft pull request, and word of it on the incident. */
export const opening: Feature<PostmortemState> = {
  name: 'opening',
  reach: 'repository',
  setsOff: true,
  on,
  find,
  read,
  plan,
}
