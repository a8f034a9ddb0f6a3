import type { Span } from './prose/mask.ts'
import { matchesOf } from '../postmortem/matches.ts'

/** "Time to detect: 12 minutes", "Duration: 1 h 20 min", "the outage lasted about two hours". */
export interface StatedDuration {
  readonly of: 'detect' | 'mitigate' | 'resolve' | 'whole'
  readonly minutes: number
  readonly approximate: boolean
  readonly at: Span
}

const LABEL =
  /\b(?:time[ -]to[ -](detect|detection|mitigate|mitigation|resolve|resolution|recover|recovery)|(ttd|ttm|ttr)|(?:total |incident |outage )?(duration)|(?:outage|incident|disruption) (lasted))\b/gi
// What may stand between the label and the number: markup, a colon, a cell border, a small word.
const BETWEEN =
  /^[\s*_|:=\u2013\u2014-]*(?:was |of |is |for )?((?:about|approximately|approx\.?|around|roughly|nearly|almost|ca\.?|~|\u2248)\s*)?/i
const PART =
  /^(\d{1,6}(?:\.\d{1,3})?)\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d|seconds?|secs?|s)(?![a-z])[\s,]*(?:and\s+)?/i
/** "(during support hours)": what the clock says is another matter. */
const WORKING_HOURS =
  /^[^\n|]{0,12}\b(?:during|within|in|of|counting)? ?(?:only )?(?:working|work|support|office|business) hours\b/i
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, s: 1 / 60 }

/** Every duration that the text states under a known label. */
export function statedDurations(text: string): StatedDuration[] {
  const found: StatedDuration[] = []
  for (const label of matchesOf(LABEL, text)) {
    const after = text.slice(label.index + label[0].length, label.index + label[0].length + 120)
    const between = BETWEEN.exec(after)?.[0] ?? ''
    if (between.includes('\n')) continue
    const value = readDuration(after.slice(between.length))
    if (!value || WORKING_HOURS.test(after.slice(between.length + value.length))) continue
    const start = label.index + label[0].length + between.length
    found.push({
      of: meaning(label),
      minutes: value.minutes,
      approximate: /[a-z~\u2248]/i.test(between.replace(/\b(?:was|of|is|for)\b/gi, '')),
      at: { start, end: start + value.length },
    })
  }
  return found
}

function readDuration(words: string): { minutes: number; length: number } | null {
  let rest = words
  let minutes = 0
  for (let part = PART.exec(rest); part; part = PART.exec(rest)) {
    minutes += Number(part[1]) * (MINUTES[part[2]?.charAt(0).toLowerCase() ?? 'm'] ?? 1)
    rest = rest.slice(part[0].length)
  }
  const length = words.slice(0, words.length - rest.length).replace(/[\s,]*(?:and\s+)?$/, '').length
  return length > 0 ? { minutes, length } : null
}

function meaning(label: RegExpExecArray): StatedDuration['of'] {
  const word = (label[1] ?? label[2] ?? '').toLowerCase()
  if (word.startsWith('detect') || word === 'ttd') return 'detect'
  if (word.startsWith('mitigat') || word === 'ttm') return 'mitigate'
  return word === '' ? 'whole' : 'resolve'
}
