import type { RequiredSection } from '../../../postmortem/document.ts'
import type { DocumentRule } from '../../rule.ts'
import { headingOf, isWaiting } from '../../where.ts'

// Thanks have a rule of their own, `review/thanks`.
const NEEDED: Readonly<Partial<Record<RequiredSection, string>>> = {
  summary: 'Add `## Summary`: two or three sentences that somebody from another team understands.',
  impact: 'Add `## Impact`: who noticed what, for how long.',
  timeline: 'Add `## Timeline` with one line for each event: time with zone, what happened, how it is known.',
  factors: 'Add `## Contributing factors`: the conditions, near and far, that had to come together.',
  actions: 'Add `## Actions`: what will change, each with one owner and a due date.',
  lessons: 'Add `## Lessons learned`, or what went well and what was hard.',
}

export const missingSection: DocumentRule = {
  id: 'facts/missing-section',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'All sections of a postmortem are there and filled in.',
  why: 'Each section answers a question that readers come with; a missing one is a question that nobody asked.',
  source:
    'PagerDuty, Incident Response documentation, "Postmortem Template": https://response.pagerduty.com/after/post_mortem_template/',
  *check(context) {
    for (const kind of context.postmortem.missingSections) {
      const fix = NEEDED[kind]
      if (!fix || isWaiting(context, kind)) continue
      const at = headingOf(context, kind)
      yield {
        at,
        message: at
          ? `The ${kind} section is still empty. Fill it in, or say in a sentence why there is nothing to tell.`
          : `The ${kind} section is missing. ${fix}`,
        ...(kind === 'lessons' ? { level: 'warning' as const } : {}),
      }
    }
  },
}
