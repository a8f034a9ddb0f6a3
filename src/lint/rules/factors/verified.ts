import type { DocumentRule } from '../../rule.ts'
import { nameOfCause, numberedFactors } from '../../commitments.ts'
import { firstLine, sectionsOf } from '../../where.ts'

export const factorsVerified: DocumentRule = {
  id: 'factors/verified',
  family: 'factors',
  scope: 'document',
  level: 'warning',
  severities: { sev4: 'note' },
  summary: 'A root-cause analysis says of each cause how it was verified.',
  why: 'A cause that nobody tested is a guess, and an action on a guess leaves the problem where it was.',
  source:
    'National Patient Safety Foundation, "RCA2: Improving Root Cause Analyses and Actions to Prevent Harm" (2015), on causal statements and their evidence',
  *check(context) {
    const sections = sectionsOf(context, 'verification').filter(({ empty }) => !empty)
    if (sections.length === 0) return // facts/missing-section asks for it
    const words = sections.map(({ body }) => context.text.slice(body.start, body.end)).join('\n')
    const named = new Set(Array.from(words.matchAll(ID), ([id]) => id.toUpperCase()))
    for (const factor of numberedFactors(context)) {
      if (named.has(factor.id.toUpperCase())) continue
      yield {
        at: firstLine(context.text, factor.range),
        message: `How ${nameOfCause(context, factor)} was verified is not said. Name it among the verified causes, with the test and what came out, or with what still has to be tested.`,
      }
    }
  },
}

const ID = /(?<![\w-])[A-Z]{1,2}-?\d{1,3}(?!\w)/gi
