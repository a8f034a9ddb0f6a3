import type { DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

export const factsPractice: DocumentRule = {
  id: 'facts/practice',
  family: 'facts',
  scope: 'document',
  level: 'error',
  summary: 'The practice that it names is one that is known.',
  why: 'The practice decides which sections and rules hold; a premortem that is read as a postmortem is asked for a severity that it cannot have.',
  source: 'Debrief, “Practices”, on what each kind of review asks for: docs/practices.md',
  *check({ text, postmortem }) {
    for (const problem of postmortem.problems) {
      if (problem.code === 'practice')
        yield { at: firstLine(text, problem.range), message: `${problem.message} ${problem.fix}` }
    }
  },
}
