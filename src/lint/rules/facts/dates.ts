import type { FactName } from '../../../postmortem/document.ts'
import type { DocumentRule } from '../../rule.ts'
import { keyFor } from '../../where.ts'

const NEEDED = [
  ['startedAt', 'when it started', 'Started'],
  ['detectedAt', 'when it was detected', 'Detected'],
  ['mitigatedAt', 'when users stopped being affected', 'Mitigated'],
  ['resolvedAt', 'when it was resolved', 'Resolved'],
] as const satisfies readonly (readonly [FactName, string, string])[]

export const dates: DocumentRule = {
  id: 'facts/dates',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'It says when the incident started, was detected and was resolved, and the parts agree.',
  why: 'Time to detect and time to resolve are the measures by which a team sees whether it is getting better.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture": https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    const { postmortem, today } = context
    const { facts, factRanges } = postmortem
    for (const [name, words, label] of NEEDED) {
      const at = facts[name]
      if (at === null && name !== 'mitigatedAt') {
        const key = keyFor(context, name)
        yield {
          at: null,
          near: key?.at ?? null,
          message: key
            ? `It does not say ${words}. Write it here, such as \`${key.key}: 2026-11-23T14:02:00Z\`, or add that moment to the timeline.`
            : `It does not say ${words}. Add a line such as \`${label}: 2026-11-23 14:02 UTC\`, or that moment to the timeline.`,
        }
      } else if (at !== null && today !== null && at.slice(0, 10) > nextDay(today)) {
        yield {
          at: factRanges[name] ?? null,
          message: `This says ${words} as ${at.slice(0, 10)}, which is still to come. Check the date.`,
        }
      }
    }
    for (const problem of postmortem.problems) {
      if (problem.code === 'fact') yield { at: problem.range, message: `${problem.message} ${problem.fix}` }
    }
  },
}

/** A day of grace: somewhere it is tomorrow already. */
function nextDay(day: string): string {
  const time = Date.parse(`${day}T12:00:00Z`)
  return Number.isNaN(time) ? day : new Date(time + 86_400_000).toISOString().slice(0, 10)
}
