import { clock } from '../../clock.ts'
import type { DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

export const order: DocumentRule = {
  id: 'timeline/order',
  family: 'timeline',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'warning' },
  summary: 'The entries of the timeline stand in the order of time.',
  why: 'An entry out of order is most often a mistyped time, and it changes what people seem to have known when.',
  source:
    'PagerDuty, Postmortem Documentation, "How to Write a Postmortem", on working forward through the timeline: https://postmortems.pagerduty.com/how_to_write/writing/',
  *check({ text, postmortem }) {
    let latest: string | null = null
    for (const entry of postmortem.timeline) {
      const at = entry.at
      if (at === null) continue
      // Around a bare date only the days can be compared.
      const length = latest === null ? 0 : Math.min(at.length, latest.length)
      if (latest !== null && at.slice(0, length) < latest.slice(0, length)) {
        yield {
          at: firstLine(text, entry.range),
          message: `This entry (${clock(at)}) stands after one from ${clock(latest)}. Move it up, or check its time and date.`,
        }
      } else latest = at
    }
  },
}
