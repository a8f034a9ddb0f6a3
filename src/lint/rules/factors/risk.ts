import type { Risk } from '../../../postmortem/document.ts'
import { listed } from '../../commitments.ts'
import type { DocumentRule } from '../../rule.ts'
import { firstLine, headingOf } from '../../where.ts'

export const factorsRisk: DocumentRule = {
  id: 'factors/risk',
  family: 'factors',
  scope: 'document',
  level: 'warning',
  summary: 'Each risk of a premortem has a likelihood, an impact and an owner.',
  why: 'Likelihood and impact say which of the risks to work on first; an owner is who notices when one begins to come true.',
  source:
    'NIST, Special Publication 800-30 Revision 1, "Guide for Conducting Risk Assessments" (2012), on likelihood and impact: https://csrc.nist.gov/pubs/sp/800/30/r1/final',
  *check(context) {
    const { risks, missingSections } = context.postmortem
    if (risks.length === 0 && !missingSections.includes('risks')) {
      yield {
        at: headingOf(context, 'risks'),
        message:
          'No risk is listed that could be told apart. Give each a row or a bullet of its own, as `R1`, with likelihood, impact and owner.',
      }
    }
    for (const risk of risks) {
      const lacking = lackOf(risk)
      if (lacking.length === 0) continue
      yield {
        at: firstLine(context.text, risk.range),
        message: `${risk.id} has no ${listed(lacking)}. Add ${lacking.length === 1 ? 'it' : 'them'}, as \`likelihood: high, impact: low, owner: @ada\` or in columns.`,
      }
    }
  },
}

const lackOf = (risk: Risk): string[] =>
  (['likelihood', 'impact', 'owner'] as const).filter((name) => risk[name] === null)
