import { closestMatch } from 'leven'

// A longer name is no slip of the keyboard, and the work grows with its length.
const LONGEST = 60
const MOST_SLIPS = 3

/** The one of `known` that was most likely meant by a misspelled `name`, or null where none is near. */
export function nearest(name: string, known: readonly string[]): string | null {
  if (name.length > LONGEST) return null
  // Three letters of a short name make another name of it.
  const most = Math.min(MOST_SLIPS, Math.max(1, Math.floor(name.length / 4)))
  return closestMatch(name, known, { maxDistance: most }) ?? null
}
