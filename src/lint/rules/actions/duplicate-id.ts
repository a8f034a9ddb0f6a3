import { firstLine } from '../../where.ts'
import type { DocumentRule } from '../../rule.ts'

export const duplicateId: DocumentRule = {
  id: 'actions/duplicate-id',
  family: 'actions',
  scope: 'document',
  level: 'error',
  summary: 'Each id of an action or factor is used once.',
  why: 'The id ties an action to its issue and to its factor; used twice, one of the two would be lost.',
  source:
    'W3C, "Cool URIs don\'t change" (1998), on names that stay with one thing: https://www.w3.org/Provider/Style/URI',
  *check({ text, postmortem }) {
    for (const problem of postmortem.problems) {
      if (problem.code === 'duplicate-id') {
        yield { at: firstLine(text, problem.range), message: `${problem.message} ${problem.fix}` }
      }
    }
  },
}
