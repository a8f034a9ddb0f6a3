import type { Feature } from '../feature.ts'
import { find, next } from './find.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import type { IndexingState } from './state.ts'

/** The folder's table of postmortems, and the same as JSON, are kept on the default branch: pull requests never touch them. */
export const indexing: Feature<IndexingState> = {
  name: 'indexing',
  reach: 'repository',
  setsOff: false,
  on,
  find,
  next,
  read,
  plan,
}
