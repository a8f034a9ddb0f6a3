import type { Facts, Metrics } from './document.ts'
import type { Lengths } from './lengths.ts'
import type { SloBurn } from './slo.ts'

/** Minutes from the start to each of the other moments, else as stated; null where a moment is unknown or only a day. */
export function metricsOf(facts: Facts, stated: Lengths, sloBurn: readonly SloBurn[]): Metrics {
  const since = (moment: string | null, length: Lengths[keyof Lengths]): number | null => {
    if (!isInstant(facts.startedAt) || !isInstant(moment)) return length?.minutes ?? null
    return Math.round((Date.parse(moment) - Date.parse(facts.startedAt)) / 60_000)
  }
  return {
    timeToDetectMin: since(facts.detectedAt, stated.detectedAt),
    timeToMitigateMin: since(facts.mitigatedAt, stated.mitigatedAt),
    timeToResolveMin: since(facts.resolvedAt, stated.resolvedAt),
    sloBurn,
  }
}

/** True for an instant, false for null and for a bare date. */
export function isInstant(moment: string | null): moment is string {
  return moment !== null && moment.includes('T')
}
