import { causesOf } from '../../../postmortem/causes.ts'
import { listed, nameOfCause } from '../../commitments.ts'
import type { DocumentRule } from '../../rule.ts'
import { firstLine, headingOf } from '../../where.ts'

/** So many factors without a link are one thing to mend, and one finding. */
const MANY = 3

export const orphan: DocumentRule = {
  id: 'factors/orphan',
  family: 'factors',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'off' },
  summary: 'Where links between factors are drawn, each factor has one.',
  why: 'A factor that led to nothing did not contribute, or how it did has not been told yet: that is the part that others could learn from.',
  source:
    'U.S. Department of Energy, Accident and Operational Safety Analysis (DOE-HDBK-1208-2012), volume I, on events and causal factors charts: https://www.energy.gov/ehss/downloads/doe-hdbk-1208-2012',
  *check(context) {
    const { orphans } = causesOf(context.postmortem)
    if (orphans.length >= MANY) {
      const ids = listed(orphans.map((cause) => nameOfCause(context, cause, true)))
      yield {
        at: headingOf(context, 'factors'),
        message: `${ids} lead nowhere, though other factors do. Say what each led to, as \`leads to: F1\` or \`leads to: the incident\`.`,
      }
      return
    }
    for (const cause of orphans) {
      yield {
        at: firstLine(context.text, cause.range),
        message: `${nameOfCause(context, cause)} leads nowhere, and nothing leads to it. Say what it led to, as \`leads to: F1\` or \`leads to: the incident\`; if to nothing, it is no factor of this incident.`,
      }
    }
  },
}
