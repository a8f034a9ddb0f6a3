import type { FactName } from '../../../postmortem/document.ts'
import type { Context, DocumentRule, RawFinding } from '../../rule.ts'
import { listed } from '../../commitments.ts'
import { headingOf, keyFor } from '../../where.ts'

const NEEDED = [
  ['startedAt', 'when it started', 'Started', '14:02'],
  ['detectedAt', 'when it was detected', 'Detected', '14:09'],
  ['mitigatedAt', 'when users stopped being affected', 'Mitigated', '14:31'],
  ['resolvedAt', 'when it was resolved', 'Resolved', '14:44'],
] as const satisfies readonly (readonly [FactName, string, string, string])[]

export const dates: DocumentRule = {
  id: 'facts/dates',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'It says when the incident started, was detected and was resolved, and the parts agree.',
  why: 'Time to detect and time to resolve are the measures by which a team sees whether it is getting better.',
  source:
    'PagerDuty, Incident Response documentation, "Postmortem Template", on the times to include: https://response.pagerduty.com/after/post_mortem_template/',
  *check(context) {
    const { postmortem, today } = context
    const { facts, factRanges } = postmortem
    yield* missing(context)
    for (const [name, words] of NEEDED) {
      const at = facts[name]
      if (at !== null && today !== null && at.slice(0, 10) > nextDay(today)) {
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

/** At the key of the front matter that waits for it; the others in one, since they have no place of their own. */
function* missing(context: Context): Iterable<RawFinding> {
  const { facts } = context.postmortem
  const without = NEEDED.filter(([name]) => facts[name] === null && name !== 'mitigatedAt')
  const placed = without.flatMap((needed) => {
    const key = keyFor(context, needed[0])
    return key ? [{ needed, key }] : []
  })
  for (const { needed, key } of placed) {
    yield {
      at: null,
      near: key.at,
      message: `It does not say ${needed[1]}. Write it here, such as \`${key.key}: 2026-11-23T${needed[3]}:00Z\`, or add that moment to the timeline.`,
    }
  }
  const others = without.filter((needed) => !placed.some((each) => each.needed === needed))
  if (others.length === 0) return
  if (hasClocksAlone(context)) {
    yield {
      at: headingOf(context, 'timeline'),
      message: `The timeline has clock times but no day, so it does not say when this was. Write the day into its heading once, as \`## Timeline (2026-11-23, all times UTC)\`.`,
    }
    return
  }
  const words = new Intl.ListFormat('en', { type: 'disjunction' }).format(others.map(([, what]) => what))
  const lines = listed(others.map(([, , label, clock]) => `\`${label}: 2026-11-23 ${clock} UTC\``))
  if (context.postmortem.timeline.filter(({ at }) => at?.includes('T')).length > 1) {
    yield {
      at: headingOf(context, 'timeline'),
      message: `The timeline does not show ${words}. Say which ${others.length > 1 ? 'entries these are, with lines' : 'entry that is, with a line'} such as ${lines} near the top.`,
    }
    return
  }
  yield {
    at: null,
    message: `It does not say ${words}. Add ${others.length > 1 ? 'lines' : 'a line'} such as ${lines}, or ${others.length > 1 ? 'those moments' : 'that moment'} to the timeline.`,
  }
}

/** `- 18:02 deploy` and no day anywhere: the moments are there, and one word makes them so. */
function hasClocksAlone({ text, postmortem: { timeline } }: Context): boolean {
  const isClock = /^\W*\d{1,2}[:.h]\d{2}/
  return (
    timeline.length > 1 &&
    timeline.every(({ at, range }) => at === null && isClock.test(text.slice(range.start, range.end)))
  )
}

/** A day of grace: somewhere it is tomorrow already. */
function nextDay(day: string): string {
  const time = Date.parse(`${day}T12:00:00Z`)
  return Number.isNaN(time) ? day : new Date(time + 86_400_000).toISOString().slice(0, 10)
}
