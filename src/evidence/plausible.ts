import type { Misread, Reading } from './evidence.ts'

const YEAR_MS = 366 * 86_400_000
/** Clocks of machines differ by a little. */
const AHEAD_MS = 5 * 60_000
/** Without a day to hold it against: older logs are nobody's evidence, but a clock that was never set tells such times. */
const OLDEST_YEARS = 15

/** Why a time (ISO) cannot be that of an event, with what to do; null where it can. */
export function implausible(at: string, { day, now }: Reading): Omit<Misread, 'origin'> | null {
  const time = Date.parse(at)
  if (!Number.isFinite(time)) {
    return {
      problem: `“${at.slice(0, 40)}” is no time that there is`,
      fix: 'Put the time right in the export.',
    }
  }
  const stated = at.slice(0, 16).replace('T', ' ')
  const fix = 'Put the time right in the export, if the entry is missed.'
  if (time < YEAR_MS)
    return { problem: `${stated} is the start of computer time: the clock was not set`, fix }
  if (time > now.getTime() + AHEAD_MS) return { problem: `${stated} UTC is in the future`, fix }
  if (day !== null && Math.abs(time - Date.parse(`${day}T12:00:00Z`)) > YEAR_MS)
    return { problem: `${stated} is more than a year from the incident’s day, ${day}`, fix }
  if (time < now.getTime() - OLDEST_YEARS * YEAR_MS)
    return { problem: `${stated} is more than ${OLDEST_YEARS} years ago: the clock was not set`, fix }
  return null
}
