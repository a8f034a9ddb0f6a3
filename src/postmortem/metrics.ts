import type { Facts, Metrics } from './document.ts'

/** Minutes from the start to each of the other moments; null where one is unknown or only a day. */
export function metricsOf(facts: Facts): Metrics {
  const since = (moment: string | null): number | null => {
    if (!isInstant(facts.startedAt) || !isInstant(moment)) return null
    return Math.round((Date.parse(moment) - Date.parse(facts.startedAt)) / 60_000)
  }
  return {
    timeToDetectMin: since(facts.detectedAt),
    timeToMitigateMin: since(facts.mitigatedAt),
    timeToResolveMin: since(facts.resolvedAt),
  }
}

/** True for an instant, false for null and for a bare date. */
export function isInstant(moment: string | null): moment is string {
  return moment !== null && moment.includes('T')
}
