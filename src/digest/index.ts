import type { Feature } from '../feature.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import type { DigestState } from './state.ts'

/** Once a week, and whenever asked, people are told what is still open: on one dashboard issue that the app keeps. */
export const digest: Feature<DigestState> = { name: 'digest', on, read, plan }
