import type { Facts, TimelineEntry } from '../../../postmortem/document.ts'
import { isInstant } from '../../../postmortem/metrics.ts'
import { span } from '../../clock.ts'
import type { DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

/** Fewer steps make no rhythm. */
const FEWEST_STEPS = 4
/** A shorter silence is a cup of coffee, whatever the rhythm. */
const SHORTEST_MIN = 45
/** A longer one is a weekend, or lies between two incidents that one document tells. */
const LONGEST_MIN = 24 * 60
/** Times the usual step. */
const OUT_OF_RHYTHM = 6
/** Words of an entry that say why nothing was written for a while. */
const WAITING =
  /\b(?:wait(?:ed|ing|s)?|overnight|night|tomorrow|next (?:morning|day)|weekend|monitor(?:ed|ing)?|keep(?:ing)? an eye|watch(?:ed|ing)?|observ(?:e|ed|ing)|resum(?:e|ed|es|ing)|continu(?:e|ed|es|ing)|until|paus(?:e|ed|ing)|hand(?:ed)?[ -]?over|rebuild(?:ing)?|restor(?:e|ing) (?:is |was )?(?:running|start)|backfill(?:ing)?|copy(?:ing)?|running|eta|hours?|day'?s? off|end of (?:the )?(?:day|shift)|stopp(?:ed|ing) for)\b/i

interface Step {
  readonly from: TimelineEntry
  readonly to: TimelineEntry
  readonly minutes: number
}

export const gap: DocumentRule = {
  id: 'timeline/gap',
  family: 'timeline',
  scope: 'document',
  level: 'note',
  severities: { sev1: 'warning', sev4: 'off' },
  summary: 'No long silence stands in the timeline while the incident went on.',
  why: 'What people looked at, tried and waited for in the quiet hours is where most of the time went, and most of what can be learned.',
  source:
    'Etsy, Debriefing Facilitation Guide (2016), "Structure of the Discussion", on asking what is missing from the timeline: https://github.com/etsy/DebriefingFacilitationGuide/blob/master/guide/04-structure-and-preparation.md',
  *check({ text, postmortem: { timeline, facts } }) {
    const steps = stepsOf(timeline, facts)
    if (steps.length < FEWEST_STEPS) return
    const [longest, next] = steps.toSorted((a, b) => b.minutes - a.minutes)
    const usual = median(steps.map((step) => step.minutes))
    if (!longest || longest.minutes < Math.max(SHORTEST_MIN, OUT_OF_RHYTHM * usual)) return
    if (longest.minutes > LONGEST_MIN) return
    // Two long silences are a rhythm of their own: people come back to a slow incident in the morning.
    if ((next?.minutes ?? 0) * 2 > longest.minutes || saysWhy(longest)) return
    yield {
      at: firstLine(text, longest.to.range),
      message: `Nothing is told of the ${span(longest.minutes)} before this, while the incident went on; the usual step here is ${span(Math.max(1, usual))}. Add what people looked at, tried or waited for.`,
    }
  },
}

/**
 * The steps between entries from detection to mitigation (or resolution): before it nobody could write, and after it long
 * waits are natural. None where either end is not known to the minute.
 */
function stepsOf(timeline: readonly TimelineEntry[], facts: Facts): Step[] {
  const from = facts.detectedAt
  const until = facts.mitigatedAt ?? facts.resolvedAt
  if (!isInstant(from) || !isInstant(until)) return []
  const during = timeline.filter(({ at }) => isInstant(at) && ms(at) >= ms(from) && ms(at) <= ms(until))
  const sorted = during.toSorted((a, b) => ms(a.at) - ms(b.at))
  return sorted.slice(1).map((to, index) => {
    const before = sorted[index] ?? to
    const end = isInstant(before.end) ? before.end : before.at
    return { from: before, to, minutes: Math.max(0, (ms(to.at) - ms(end)) / 60_000) }
  })
}

const saysWhy = ({ from, to }: Step): boolean =>
  WAITING.test(from.text) || WAITING.test(to.text.slice(0, 120))

const ms = (moment: string | null): number => Date.parse(moment ?? '')

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0]
  return sorted.length % 2 === 0 ? (low + high) / 2 : high
}
