/** A moment as messages say it: `2026-11-23 14:02 UTC`, or the day alone where only that is known. */
export const clock = (at: string | null): string =>
  at !== null && at.length > 10 ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : (at ?? '')

/** Whole minutes as people say them: `42 min`, `1 h 5 min`, `3 days`. */
export function span(minutes: number): string {
  const whole = Math.round(minutes)
  if (whole < 60) return `${String(whole)} min`
  if (whole >= 72 * 60) return `${String(Math.round(whole / 1440))} days`
  const [hours, rest] = [Math.floor(whole / 60), whole % 60]
  return rest === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(rest)} min`
}
