import type { Settings } from '../config/settings.ts'
import type { Feature } from '../feature.ts'
import { find, next } from './find.ts'
import { on } from './on.ts'
import { plan } from './plan.ts'
import { read } from './read.ts'
import { reportOf } from './report.ts'
import type { DigestState } from './state.ts'
import { commentText, scoreboardText } from './words.ts'

/** Once a week, and whenever asked, people are told what is still open: on one dashboard issue that the app keeps. */
export const digest: Feature<DigestState> = {
  name: 'digest',
  reach: 'repository',
  setsOff: false,
  on,
  find,
  next,
  read,
  plan,
}

/** What a digest would say now, whether it is due or not. */
export function preview(
  state: DigestState,
  { config }: Settings,
  now: Date,
): { readonly comment: string; readonly scoreboard: string } {
  const report = reportOf(state, config, now)
  return {
    comment: commentText(state, report, config, null),
    scoreboard: scoreboardText(state, report, config),
  }
}
