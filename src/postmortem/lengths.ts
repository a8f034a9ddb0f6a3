import { lengthOfKey } from './fact-names.ts'
import { isInstant } from './metrics.ts'
import { rangeIn } from './source.ts'
import { isoOf } from './zones.ts'
import type { TimeFact } from './fact-names.ts'
import type { Field } from './fields.ts'
import type { Finds, Found } from './moments.ts'
import type { Source } from './source.ts'

/** How long it took, in minutes from the start, as fields state it: "Time to detect: 7 min". */
export type Lengths = Partial<Record<TimeFact, { readonly minutes: number; readonly field: Field }>>

export function lengthsOf(fields: readonly Field[]): Lengths {
  const lengths: Lengths = {}
  for (const field of fields) {
    const name = lengthOfKey(field.key)
    const minutes = name === null ? null : minutesIn(field.value)
    if (name !== null && minutes !== null) lengths[name] ??= { minutes, field }
  }
  return lengths
}

/** Where the start is known a length tells the moment. */
export function momentsAfter(start: Found | undefined, lengths: Lengths, source: Source): Finds {
  const finds: Finds = {}
  if (start === undefined || !isInstant(start.value)) return finds
  for (const [name, { minutes, field }] of Object.entries(lengths)) {
    const value = isoOf(Date.parse(start.value) + minutes * 60_000)
    finds[name as TimeFact] = { value, range: rangeIn(source, field.start, field.end), approximate: true }
  }
  return finds
}

const LENGTH =
  /^\W*(?:about |around |approx\.? |roughly |ca\.? )?(?:(\d{1,2}) ?d(?:ays?)?\b)?,? ?(?:and )?(?:(\d{1,3}) ?h(?:(?:ou)?rs?)?\b\.?)?,? ?(?:and )?(?:(\d{1,4}) ?m(?:in(?:ute)?s?)?\b)?/i
const CLOCKED = /^\W*(\d{1,3}):(\d{2})(?::\d{2})? ?(?:h(?:(?:ou)?rs?)?)\b/i

/** "57 minutes", "1 h 20 min", "1h20", "2 days and 3 hours", "1:20 h"; null for anything else. */
function minutesIn(words: string): number | null {
  const clocked = CLOCKED.exec(words)
  if (clocked !== null) return Number(clocked[1]) * 60 + Number(clocked[2])
  const run = /^\W*(\d{1,3}) ?h ?(\d{2})\b(?! ?[a-z])/i.exec(words)
  if (run !== null) return Number(run[1]) * 60 + Number(run[2])
  // "1h35m" has no word boundary between its parts.
  const [, days = '', hours = '', minutes = ''] =
    LENGTH.exec(words.replace(/(?<=\d[dhm])(?=\d)/gi, ' ')) ?? []
  return days + hours + minutes === '' ? null : Number(days) * 1440 + Number(hours) * 60 + Number(minutes)
}
