/** Figures as people read them, in English. */

/** Whole minutes: `42 min`, `1 h 5 min`, `3 days 2 h`. */
export function durationOf(minutes: number): string {
  const whole = Math.round(Math.abs(minutes))
  const parts = [
    [Math.floor(whole / 1440), whole < 2880 ? 'day' : 'days'],
    [Math.floor((whole % 1440) / 60), 'h'],
    [whole >= 1440 ? 0 : whole % 60, 'min'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${String(count)} ${unit}`)
  return `${minutes < 0 && whole > 0 ? '-' : ''}${said.length === 0 ? '0 min' : said.join(' ')}`
}

/** The window of an SLO: `30 days`; `36 hours` where it is no whole number of days. */
export function windowOf(days: number): string {
  const [count, unit] = Number.isInteger(days) ? [days, 'day'] : [days * 24, 'hour']
  return `${numberOf(count)} ${unit}${count === 1 ? '' : 's'}`
}

/** Three figures that count: `38%`, `1.2%`, `0.004%`, `250%`; more for an objective, of which the last ones count. */
export const percentOf = (share: number, figures = 3): string =>
  `${new Intl.NumberFormat('en', { maximumSignificantDigits: figures, useGrouping: true }).format(share * 100)}%`

/** Three figures that count, and all of them before the point: `43.2`, `12,345`, `0.00012`. */
export const numberOf = (value: number): string =>
  new Intl.NumberFormat(
    'en',
    Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  ).format(value)
