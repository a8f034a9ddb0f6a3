import { fullDateIn } from '../../../postmortem/dates.ts'
import type { FrontMatter } from '../../../postmortem/document.ts'
import { entryOf } from '../../../postmortem/front-matter.ts'
import { nameOf, openActions, placeOf } from '../../commitments.ts'
import type { DocumentRule } from '../../rule.ts'

export const actionsBeforeLaunch: DocumentRule = {
  id: 'actions/before-launch',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  summary: 'The actions of a premortem are due before the launch.',
  why: 'A premortem is held while the plan can still be changed; what is mended after the launch is mended in front of everybody.',
  source:
    'Gary Klein, "Performing a Project Premortem", Harvard Business Review 85(9), 2007, on strengthening the plan: https://hbr.org/2007/09/performing-a-project-premortem',
  *check(context) {
    const launch = launchIn(context.postmortem.frontMatter)
    if (launch === null) return
    for (const action of openActions(context)) {
      if (action.due === null || action.due < launch) continue
      yield {
        at: placeOf(context, action),
        message: `${nameOf(context, action)} is due on ${action.due}, and the launch is on ${launch}. Have it done before, move the launch, or park it with the reason why the risk is taken.`,
      }
    }
  },
}

/** `launch: 2026-12-04` in the front matter; null where no day is known. */
function launchIn(frontMatter: FrontMatter | null): string | null {
  const [, launch] = entryOf(frontMatter, KEY) ?? []
  return typeof launch === 'string' ? fullDateIn(launch) : null
}

const KEY = /^(?:launch|launched|launches|go live|release|start)(?: (?:date|day|on))?$/
