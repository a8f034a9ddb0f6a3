import { z } from 'zod'
import { MAXIMUM_RETROSPECTIVE_ACTIONS } from './defaults.ts'

/** What an issue is labelled with so that a practice other than the postmortem is opened for it. */
const practice = (name: string, called: string) => ({
  enabled: z.boolean().default(true).describe(`Whether an issue with that label opens a ${called}.`),
  label: z
    .string()
    .trim()
    .min(1)
    .max(50)
    .default(name)
    .describe(`The label that asks for a ${called}; its pull request gets it too.`),
})

export const practices = z
  .strictObject({
    premortem: z.strictObject(practice('premortem', 'premortem')).prefault({}),
    retrospective: z
      .strictObject({
        ...practice('retrospective', 'retrospective'),
        maximumActions: z
          .int()
          .min(1)
          .max(50)
          .default(MAXIMUM_RETROSPECTIVE_ACTIONS)
          .describe('How many actions one retrospective may commit to.'),
      })
      .prefault({}),
    'root-cause-analysis': z
      .strictObject(practice('root-cause-analysis', 'root-cause analysis'))
      .prefault({}),
  })
  .prefault({})
  .describe('Reviews beside the postmortem, each opened by its label.')
