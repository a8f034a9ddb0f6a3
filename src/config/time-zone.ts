import { z } from 'zod'

/** An IANA time zone, as `Intl` knows it. */
export const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'must be an IANA time zone, such as `Europe/Berlin` or `UTC`' })

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
