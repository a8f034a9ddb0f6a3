import type { DocumentRule } from '../../rule.ts'
import { headingOf } from '../../where.ts'

export const tooFew: DocumentRule = {
  id: 'factors/too-few',
  family: 'factors',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'At least two contributing factors are named.',
  why: 'Complex systems fail when several conditions meet; each of them is necessary and only jointly are they sufficient.',
  source:
    'Richard I. Cook, "How Complex Systems Fail" (1998), points 3 and 7: https://how.complexsystems.fail/',
  *check(context) {
    const { factors, missingSections } = context.postmortem
    if (factors.length >= 2 || missingSections.includes('factors')) return
    yield {
      at: headingOf(context, 'factors'),
      message: `${factors.length === 0 ? 'No contributing factor is' : 'Only one contributing factor is'} listed. Ask what else had to be true for this to happen, and what made it last, and give each its own bullet.`,
    }
  },
}
