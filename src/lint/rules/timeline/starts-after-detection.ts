import { markedEntry } from '../../../postmortem/marks.ts'
import { isInstant } from '../../../postmortem/metrics.ts'
import { clock } from '../../clock.ts'
import type { DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

/** Nobody reads a minute's difference out of a timeline. */
const SAME_MINUTE_MS = 60_000

export const startsAfterDetection: DocumentRule = {
  id: 'timeline/starts-after-detection',
  family: 'timeline',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'off' },
  summary: 'The timeline begins before somebody noticed.',
  why: 'What made the incident possible lies before the alert; a timeline that begins there tells of the repair only.',
  source:
    'PagerDuty, Postmortem Documentation, "How to Write a Postmortem", on starting the timeline before the incident: https://postmortems.pagerduty.com/how_to_write/writing/',
  *check({ text, postmortem: { timeline, facts } }) {
    const timed = timeline.filter((entry) => isInstant(entry.at)).sort((a, b) => ms(a.at) - ms(b.at))
    const [first] = timed
    const { startedAt, detectedAt } = facts
    if (!first || timed.length < 2 || !isInstant(detectedAt) || ms(first.at) < ms(detectedAt)) return
    const at = firstLine(text, first.range)
    if (!isInstant(startedAt)) {
      // A change that was noticed at once is told from its beginning.
      if (ms(first.at) === ms(detectedAt) && markedEntry('detectedAt', [first.text]) === null) return
      yield {
        at,
        message:
          'The timeline begins when the incident was noticed. Begin with what came before: the change, the first sign in the graphs, the moment users felt it.',
        level: 'note',
      }
    } else if (ms(first.at) - ms(startedAt) > SAME_MINUTE_MS) {
      yield {
        at,
        message: `The timeline begins when the incident was noticed (${clock(first.at)}), but it started at ${clock(startedAt)}. Add what happened in between, and what was changed before.`,
      }
    }
  },
}

const ms = (moment: string | null): number => Date.parse(moment ?? '')
