import { firstLine } from '../../where.ts'
import type { DocumentRule } from '../../rule.ts'

export const placeholder: DocumentRule = {
  id: 'facts/placeholder',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev4: 'warning' },
  summary: 'No placeholder of the template is left.',
  why: 'A placeholder looks like an answer from afar, and nobody is asked for the real one.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on incomplete postmortems: https://sre.google/workbook/postmortem-culture/',
  *check({ text, postmortem }) {
    for (const problem of postmortem.problems) {
      if (problem.code === 'placeholder') {
        yield { at: firstLine(text, problem.range), message: `${problem.message} ${problem.fix}` }
      }
    }
  },
}
