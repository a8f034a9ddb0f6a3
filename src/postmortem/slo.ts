import type { Day } from './calendar.ts'

/**
 * What an incident burned of an error budget. Budget and burn rate as in Google, The Site Reliability Workbook (2018),
 * chapter 5 "Alerting on SLOs": https://sre.google/workbook/alerting-on-slos/
 */

/** A service level objective, and how much of its budget was left. */
export interface Slo {
  /** Share of what is good: above 0, below 1. */
  readonly objective: number
  readonly windowDays: number
  /** Share of the budget that was left, 1 for all of it, below 0 where it was overspent; null where nobody says. */
  readonly remaining: number | null
  /** The day on which `remaining` was read; null is before the incident. */
  readonly remainingOn: Day | null
}

/** What went wrong in the incident: minutes, or events of all that there were. */
export type Bad =
  | { readonly unit: 'minutes'; readonly bad: number; readonly incidentMinutes: number | null }
  | {
      readonly unit: 'events'
      readonly bad: number
      /** In the objective's whole window. */
      readonly total: number
      /** While the incident lasted; null where it is not known. */
      readonly incidentTotal: number | null
    }

export interface SloBurn {
  readonly name: string | null
  readonly objective: number
  readonly windowDays: number
  readonly unit: 'minutes' | 'events'
  readonly bad: number
  /** What may be bad in the window, in `unit`. */
  readonly budget: number
  /** Share of the budget that this incident took: 0.38, or 1.2 where it took more than all. */
  readonly budgetUsed: number
  /** How many times faster than the objective allows. */
  readonly burnRate: number
  /** What the error ratio of the burn rate was taken over. */
  readonly burnRateOver: 'incident' | 'window'
  /** Share of the budget that is left after the incident, below 0 where it is overspent; null where it is not known. */
  readonly budgetLeft: number | null
}

const MINUTES_A_DAY = 1440
/** Bad minutes are counted by other clocks than the incident's: so many minutes more than it took are all of it. */
export const ROUNDED_BY = 1

/**
 * Budget = (1 − objective) × window, or × total events. Burn rate = error ratio ÷ (1 − objective), with the ratio over the
 * incident where its length or its events are known, else over the window: then it is the share of the budget.
 * @param endedOn the incident's last day, to tell whether `remaining` has it in it already.
 */
export function burnOf(name: string | null, slo: Slo, bad: Bad, endedOn: Day | null): SloBurn {
  const allowed = 1 - slo.objective
  const whole = bad.unit === 'minutes' ? slo.windowDays * MINUTES_A_DAY : bad.total
  const during = bad.unit === 'minutes' ? bad.incidentMinutes : bad.incidentTotal
  const rounding = bad.unit === 'minutes' ? ROUNDED_BY : 0
  const isOverIncident = during !== null && during > 0 && bad.bad <= during + rounding
  const budgetUsed = bad.bad / (allowed * whole)
  return {
    name,
    objective: slo.objective,
    windowDays: slo.windowDays,
    unit: bad.unit,
    bad: bad.bad,
    budget: exact(allowed * whole),
    budgetUsed: exact(budgetUsed),
    burnRate: exact(isOverIncident ? Math.min(1, bad.bad / during) / allowed : budgetUsed),
    burnRateOver: isOverIncident ? 'incident' : 'window',
    budgetLeft: leftOf(slo, budgetUsed, endedOn),
  }
}

function leftOf({ remaining, remainingOn }: Slo, used: number, endedOn: Day | null): number | null {
  if (remaining === null) return null
  // Read after the incident, it has its burn in it.
  const isAfter = remainingOn !== null && endedOn !== null && remainingOn > endedOn
  return exact(isAfter ? remaining : remaining - used)
}

/** Without the dust of binary fractions: 1 − 0.999 is 0.0010000000000000009. */
const exact = (value: number): number => Number(value.toPrecision(9))

/** `0.999`, `"0.999"`, `"99.9%"` as a share above 0 and below 1; null for anything else. */
export function objectiveOf(value: unknown): number | null {
  const share = shareOf(value)
  return share !== null && share > 0 && share < 1 ? share : null
}

/** `0.62`, `"62%"`, `"-5%"` as a share, of which 1 is all; null for anything else. */
export function shareOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const [, digits, percent] = /^([+-]?\d{1,9}(?:\.\d{1,12})?) ?(%?)$/.exec(value.trim()) ?? []
  if (digits === undefined) return null
  return percent === '' ? Number(digits) : exact(Number(digits) / 100)
}

const DAYS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7 }

/** `30d`, `4 weeks`, `720h` in days, up to ten years; null for anything else: a month has no length of its own. */
export function windowDaysOf(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const [, digits, unit = ''] = /^(\d{1,5}) ?(h|hours?|d|days?|w|weeks?)$/i.exec(value.trim()) ?? []
  const days = Number(digits) * (DAYS[unit.charAt(0).toLowerCase()] ?? Number.NaN)
  return days > 0 && days <= LONGEST_WINDOW ? days : null
}

const LONGEST_WINDOW = 3660
