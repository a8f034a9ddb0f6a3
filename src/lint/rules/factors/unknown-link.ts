import { causesOf } from '../../../postmortem/causes.ts'
import { nameOfCause } from '../../commitments.ts'
import type { DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

export const unknownLink: DocumentRule = {
  id: 'factors/unknown-link',
  family: 'factors',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'What a factor leads to is there, under that id.',
  why: 'A chain whose next step is missing cannot be followed to the incident, and the causal map breaks off there.',
  source:
    'U.S. Department of Energy, Accident and Operational Safety Analysis (DOE-HDBK-1208-2012), volume I, on events and causal factors charts: https://www.energy.gov/ehss/downloads/doe-hdbk-1208-2012',
  *check(context) {
    for (const { from, link } of causesOf(context.postmortem).unknown) {
      yield {
        at: firstLine(context.text, link.range),
        message: `${nameOfCause(context, from)} leads to ${link.to}, which is not among the contributing factors. Add that factor or mend the id; \`leads to: the incident\` ends a chain.`,
      }
    }
  },
}
