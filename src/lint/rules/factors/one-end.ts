import type { DocumentRule } from '../../rule.ts'
import { headingOf } from '../../where.ts'

export const oneEnd: DocumentRule = {
  id: 'factors/one-end',
  family: 'factors',
  scope: 'document',
  level: 'warning',
  severities: { sev4: 'off' },
  summary: 'The factors look at the sharp end and at the blunt end.',
  why: 'What happened close to the event (sharp end) was shaped by budgets, designs, staffing and tools further away (blunt end); looking at one of them only mends half.',
  source:
    'Richard I. Cook, "How Complex Systems Fail" (1998), point 11, on the sharp end: https://how.complexsystems.fail/; David D. Woods et al., Behind Human Error (2nd ed., 2010), on the sharp and the blunt end',
  *check(context) {
    const { factors } = context.postmortem
    const sharp = factors.filter((factor) => factor.end === 'sharp').length
    const blunt = factors.filter((factor) => factor.end === 'blunt').length
    if (sharp + blunt < 2 || sharp + blunt < factors.length || (sharp > 0 && blunt > 0)) return
    yield {
      at: headingOf(context, 'factors'),
      message:
        blunt === 0
          ? 'All factors are at the sharp end, close to the event. Add what stood further back: tooling, staffing, priorities, design decisions.'
          : 'All factors are at the blunt end, far from the event. Add what happened close to it: what was seen, done and possible in that hour.',
    }
  },
}
