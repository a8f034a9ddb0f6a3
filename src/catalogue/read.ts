import { z } from 'zod'
import { remembering } from '../recurrence/brief.ts'
import type { Remembered } from '../recurrence/remembered.ts'

// Somebody may have written in it: what is larger than we would write it is left out.
const line = (most: number) => z.string().max(most)
const lines = (most: number, length: number) => z.array(line(length)).max(most)

const entrySchema = z.object({
  path: line(4_096).min(1),
  title: line(1_000).nullable(),
  day: z.iso.date().nullable(),
  services: lines(50, 100),
  summary: line(400),
  factors: lines(20, 400),
  tags: lines(50, 100),
  kinds: lines(20, 100),
})
const indexSchema = z.object({ version: z.literal(1), postmortems: z.array(z.unknown()).max(5_000) })

/** What an `index.json` tells of postmortems, for comparing: an entry that is no such thing is left out, and a text that is none has none. */
export function rememberedIn(text: string): Remembered[] {
  const index = indexSchema.safeParse(jsonIn(text))
  if (!index.success) return []
  return index.data.postmortems.flatMap((one) => {
    const entry = entrySchema.safeParse(one)
    return entry.success ? [remembering(entry.data, entry.data)] : []
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // a conflict that somebody committed, or no index at all
  }
}
