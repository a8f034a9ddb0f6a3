import type { DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

export const source: DocumentRule = {
  id: 'timeline/source',
  family: 'timeline',
  scope: 'document',
  level: 'note',
  severities: { sev1: 'warning', sev4: 'off' },
  summary: 'The entries of the timeline say where they are known from.',
  why: 'Memory bends towards what is known now; a link to the message, the alert or the deploy keeps what was known then.',
  source:
    'PagerDuty, Postmortem Documentation, "How to Write a Postmortem", on a metric or page for each item of the timeline: https://postmortems.pagerduty.com/how_to_write/writing/',
  *check({ text, postmortem }) {
    const without = postmortem.timeline.filter((entry) => entry.source === null)
    const first = without[0]
    if (!first) return
    const count = `${String(without.length)} of ${String(postmortem.timeline.length)} entries`
    const said =
      without.length === 1
        ? `${count} does not say how it is known`
        : `${count} do not say how they are known, this one first`
    yield {
      at: firstLine(text, first.range),
      message: `${said}. Add a link or a word, as \`(PagerDuty)\` or \`(deploy 4f1c2ab)\`.`,
    }
  },
}
