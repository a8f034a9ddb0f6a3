import { keyRange } from '../../../postmortem/front-matter.ts'
import { sourceOf } from '../../../postmortem/source.ts'
import { firstLine } from '../../where.ts'
import type { DocumentRule } from '../../rule.ts'

export const actionsFollowStory: DocumentRule = {
  id: 'actions/follow-story',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  severities: { sev4: 'note' },
  summary: "Where the story is published first, the actions follow within the severity's limit.",
  why: 'The story is told best while memory is fresh, and actions are chosen best once the first fright is over; but what has no date is not chosen at all.',
  source:
    'Thai Wood and Emily Ruppe, "Handling Action Items" (Jeli, 2022), on a time of their own for action items: https://www.jeli.io/blog/handling-action-items',
  *check({ text, stage, postmortem: { frontMatter } }) {
    if (stage === null || frontMatter === null) return
    const at = firstLine(text, keyRange(sourceOf(text), frontMatter, stage.key))
    const { actionsBy, isSoaking } = stage
    if (!isSoaking && actionsBy !== null)
      yield {
        at,
        message: `The story is out, and its actions were to follow by ${actionsBy}. Agree on them now, and write \`${stage.key}: reviewed\`; what they lack counts in full again.`,
      }
    else
      yield {
        at,
        level: 'note',
        message: `The story is out first, so what the actions lack is only noted${actionsBy === null ? '' : ` until ${actionsBy}`}. Once they stand, write \`${stage.key}: reviewed\`.`,
      }
  },
}
