import { firstLine } from '../../where.ts'
import type { DocumentRule } from '../../rule.ts'

export const factsSlo: DocumentRule = {
  id: 'facts/slo',
  family: 'facts',
  scope: 'document',
  level: 'warning',
  summary: 'What it says of its SLO can be computed: objective, window, and how much was bad.',
  why: 'A budget that is computed from a slip of the pen decides what the team may risk next.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 5 "Alerting on SLOs": https://sre.google/workbook/alerting-on-slos/',
  *check({ text, postmortem }) {
    for (const problem of postmortem.problems) {
      if (problem.code === 'slo')
        yield { at: firstLine(text, problem.range), message: `${problem.message} ${problem.fix}` }
    }
  },
}
