import type { Facts, Metrics } from './document.ts'
import type { TimeFact } from './fact-names.ts'
import type { Lengths } from './lengths.ts'
import type { SloBurn } from './slo.ts'

/** Whole minutes from the start to each of the other moments. */
export function metricsOf(facts: Facts, stated: Lengths, sloBurn: readonly SloBurn[]): Metrics {
  const whole = (moment: TimeFact): number | null => {
    const minutes = minutesTo(moment, facts, stated)
    return minutes === null ? null : Math.round(minutes)
  }
  return {
    timeToDetectMin: whole('detectedAt'),
    timeToMitigateMin: whole('mitigatedAt'),
    timeToResolveMin: whole('resolvedAt'),
    sloBurn,
  }
}

/** From the start, else as stated ("Time to detect: 7 min"); null where either is unknown or only a day. */
export function minutesTo(moment: TimeFact, facts: Facts, stated: Lengths): number | null {
  const { [moment]: at, startedAt } = facts
  if (!isInstant(startedAt) || !isInstant(at)) return stated[moment]?.minutes ?? null
  return (Date.parse(at) - Date.parse(startedAt)) / 60_000
}

/** True for an instant, false for null and for a bare date. */
export function isInstant(moment: string | null): moment is string {
  return moment !== null && moment.includes('T')
}
