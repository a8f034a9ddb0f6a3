import type { Facts, Metrics } from '../../../postmortem/document.ts'
import { span } from '../../clock.ts'
import type { Context, DocumentRule, RawFinding } from '../../rule.ts'
import { statedDurations, type StatedDuration } from '../../stated-durations.ts'

export const durations: DocumentRule = {
  id: 'timeline/durations',
  family: 'timeline',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'warning' },
  summary:
    'Started, detected, mitigated and resolved follow each other, and stated durations agree with them.',
  why: 'Durations are added up over many incidents; one wrong number bends the trend.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on quantifiable metrics: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    yield* outOfOrder(context)
    yield* disagreeing(context)
  },
}

const MOMENTS = [
  ['startedAt', 'started'],
  ['detectedAt', 'detected'],
  ['mitigatedAt', 'mitigated'],
  ['resolvedAt', 'resolved'],
] as const satisfies readonly (readonly [keyof Facts, string])[]

function* outOfOrder({ postmortem }: Context): Iterable<RawFinding> {
  let before: { at: string; words: string } | null = null
  for (const [name, words] of MOMENTS) {
    const at = postmortem.facts[name]
    if (at === null) continue
    const length = before ? Math.min(at.length, before.at.length) : 0
    if (before && at.slice(0, length) < before.at.slice(0, length)) {
      const message = `The incident was ${words} (${at}) before it was ${before.words} (${before.at}). Check the two times, their dates and zones.`
      yield { at: postmortem.factRanges[name] ?? null, message }
    } else before = { at, words }
  }
}

function* disagreeing({ text, postmortem }: Context): Iterable<RawFinding> {
  for (const stated of statedDurations(text)) {
    const known = candidates(stated.of, postmortem.metrics, postmortem.facts)
    if (known.length === 0 || known.some((minutes) => agrees(stated, minutes))) continue
    const expected = known[0] ?? 0
    // Over a night or two, people often count the hours that they worked.
    const mayBeWork = expected > A_DAY_OF_WORK_MIN && stated.minutes < expected
    const way = mayBeWork
      ? 'Correct whichever is wrong; where only working hours are counted, say so behind it.'
      : 'Correct whichever is wrong.'
    yield {
      at: stated.at,
      message: `This says ${span(stated.minutes)}, but by the times of the document it is ${span(expected)}. ${way}`,
      ...(mayBeWork ? { level: 'warning' as const } : {}),
    }
  }
}

const A_DAY_OF_WORK_MIN = 8 * 60

/** The durations in minutes that a statement may mean; "duration" is used for more than one of them. */
function candidates(of: StatedDuration['of'], metrics: Metrics, facts: Facts): number[] {
  const fromDetection = minutesBetween(facts.detectedAt, facts.resolvedAt)
  const all = {
    detect: [metrics.timeToDetectMin],
    mitigate: [metrics.timeToMitigateMin],
    resolve: [metrics.timeToResolveMin, fromDetection],
    // Without a known start nobody can tell how long the whole was.
    whole:
      facts.startedAt === null ? [] : [metrics.timeToResolveMin, metrics.timeToMitigateMin, fromDetection],
  }
  return all[of].filter((minutes) => minutes !== null)
}

function minutesBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null || from.length <= 10 || to.length <= 10) return null
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000)
}

/** People round: to two minutes or a twentieth, and more freely after "about". */
function agrees(stated: StatedDuration, minutes: number): boolean {
  return Math.abs(stated.minutes - minutes) <= Math.max(2, minutes * (stated.approximate ? 0.2 : 0.05))
}
