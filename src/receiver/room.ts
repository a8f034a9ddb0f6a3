/** What one body holds of the room. */
export interface Share {
  /** Claims more bytes; the greatest share gives way where the room is full, be it this one. */
  take(bytes: number): void
  leave(): void
}

interface Held {
  bytes: number
  readonly giveWay: () => void
}

/**
 * The memory that all small bodies under way may fill together: who signed a body is known only at its end, and strangers can
 * open any number. The greatest gives way, not the latest: deliveries are small as a rule, and pass while somebody stuffs
 * the door.
 */
export function room(capacity: number): { enter(giveWay: () => void): Share } {
  const all = new Set<Held>()
  let full = 0

  function leave(held: Held): void {
    if (all.delete(held)) full -= held.bytes
  }
  function makeWay(): void {
    let greatest: Held | null = null
    for (const held of all) if (!greatest || held.bytes > greatest.bytes) greatest = held
    if (!greatest) return
    leave(greatest)
    greatest.giveWay()
  }

  return {
    enter: (giveWay) => {
      const held: Held = { bytes: 0, giveWay }
      all.add(held)
      return {
        take: (bytes) => {
          if (!all.has(held)) return
          held.bytes += bytes
          full += bytes
          if (full > capacity) makeWay()
        },
        leave: () => leave(held),
      }
    },
  }
}
