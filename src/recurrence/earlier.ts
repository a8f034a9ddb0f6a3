import { Memory, type Similar, type Sought } from './similar.ts'
import type { Remembered } from './remembered.ts'

/**
 * Which earlier postmortems one is like, the likest first, three at most and often none. One without a day comes after
 * all others, and others without one count as earlier.
 */
export function earlierLike(one: Remembered, others: readonly Remembered[], sought: Sought = {}): Similar[] {
  return new Memory([one, ...others]).similarTo(one.id, (other) => mayBeEarlier(other, one), sought)
}

function mayBeEarlier(other: Remembered, one: Remembered): boolean {
  return one.day === null || other.day === null || other.day <= one.day
}
