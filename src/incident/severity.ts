import type { Config } from '../config/schema.ts'

export interface Severities {
  /** The worst of those that the labels (or the form) name; null where none does. */
  readonly severity: string | null
  /** All that they name, worst first. */
  readonly named: readonly string[]
}

/** The config lists severities worst first. */
export function severitiesOf(
  labels: readonly string[],
  stated: string | undefined,
  config: Config,
): Severities {
  const has = new Set(labels.map((label) => label.toLowerCase()))
  const all = Object.entries(config.severities)
  const byLabel = all.filter(([, { label }]) => has.has(label.toLowerCase())).map(([name]) => name)
  const word = stated?.trim().toLowerCase() ?? ''
  const byForm = all.find(
    ([name, { label }]) => word.startsWith(name.toLowerCase()) || word.startsWith(label.toLowerCase()),
  )
  const named = byLabel.length > 0 || word === '' || !byForm ? byLabel : [byForm[0]]
  return { severity: named[0] ?? null, named }
}

/** When the postmortem is due for review: so many hours after resolution; null while the incident is open. */
export function reviewDue(resolvedAt: string | null, severity: string | null, config: Config): Date | null {
  if (resolvedAt === null) return null
  return new Date(Date.parse(resolvedAt) + reviewHours(severity, config) * 3_600_000)
}

// A severity that nobody named yet gets what most postmortem policies ask for: three days.
const DEFAULT_REVIEW_HOURS = 72

export function reviewHours(severity: string | null, config: Config): number {
  return (
    (severity === null ? undefined : config.severities[severity])?.reviewWithinHours ?? DEFAULT_REVIEW_HOURS
  )
}
