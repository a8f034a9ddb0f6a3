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
    'Sidney Dekker, The Field Guide to Understanding "Human Error" (3rd ed., 2014, ISBN 978-1-4724-3905-5), on reconstructing the unfolding mindset from data',
  *check({ text, postmortem }) {
    const without = postmortem.timeline.filter((entry) => entry.source === null)
    const first = without[0]
    if (!first) return
    const count = `${String(without.length)} of ${String(postmortem.timeline.length)} entries`
    yield {
      at: firstLine(text, first.range),
      message: `${count} do not say how they are known, this one first. Add a link or a word, as \`(PagerDuty)\` or \`(deploy 4f1c2ab)\`.`,
    }
  },
}
