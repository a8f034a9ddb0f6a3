/** How much one installation may do, held by whoever shares its limits: this process, or all replicas by the store. */
export interface Budget {
  /** Takes one write; where none is left, the milliseconds until there are some again. */
  write(installationId: number): Promise<number>
  /** Until when nothing is asked in that installation's name, in milliseconds since 1970; 0 where nothing keeps it. */
  closedUntil(installationId: number): Promise<number>
  close(installationId: number, until: number): Promise<void>
}

export interface WriteLimits {
  readonly aMinute: number
  readonly anHour: number
}

/** @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits */
export const GITHUB_LIMITS: WriteLimits = { aMinute: 80, anHour: 500 }

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000

/** For one process alone. */
export function processBudget(limits: WriteLimits = GITHUB_LIMITS, clock: () => number = Date.now): Budget {
  const written = new Map<number, number[]>()
  const closed = new Map<number, number>()
  return {
    write: async (id) => {
      const now = clock()
      const times = (written.get(id) ?? []).filter((time) => time > now - HOUR_MS)
      written.set(id, times)
      const wait = Math.max(
        waitFor(times, now, MINUTE_MS, limits.aMinute),
        waitFor(times, now, HOUR_MS, limits.anHour),
      )
      if (wait === 0) times.push(now)
      return wait
    },
    closedUntil: async (id) => closed.get(id) ?? 0,
    close: async (id, until) => {
      closed.set(id, Math.max(until, closed.get(id) ?? 0))
    },
  }
}

/**
 * How long until there is room again in the last `span`; 0 where there is. Not for one write but for a quarter of the
 * limit, or a job would be looked at anew for every single one.
 */
export function waitFor(times: readonly number[], now: number, span: number, limit: number): number {
  const recent = times.filter((time) => time > now - span)
  if (recent.length < limit) return 0
  const room = Math.max(1, Math.floor(limit / 4))
  const last = recent[recent.length - limit + room - 1] ?? now
  return Math.max(1, last + span - now)
}
