/**
 * Reads the wall clock of an IANA zone: `2026-11-23T09`. Clocks are compared as text and never turned back into
 * instants, so an hour that summer time skips has passed as soon as a later one is shown, and one that is shown twice
 * comes once.
 */
export function clockIn(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  })
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}`
  }
}
