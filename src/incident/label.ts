import type { Config } from '../config/schema.ts'

/** Whether an issue with these labels is an incident. */
export function isIncident(labels: readonly string[], { incident }: Config): boolean {
  const wanted = new Set(incident.labels.map((label) => label.toLowerCase()))
  return labels.some((label) => wanted.has(label.toLowerCase()))
}
