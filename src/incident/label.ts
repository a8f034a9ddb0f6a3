import type { Config } from '../config/schema.ts'
import { practiceNamed, type PracticeName } from '../postmortem/practice.ts'

/** Whether an issue with these labels is an incident. */
export function isIncident(labels: readonly string[], { incident }: Config): boolean {
  return bears(labels, incident.labels)
}

/**
 * What an issue with these labels asks for; null where it asks for nothing. Of an incident the one review that looks back at
 * incidents may take the postmortem's place; what looks ahead, or at a sprint, has an issue of its own.
 */
export function practiceAsked(labels: readonly string[], config: Config): PracticeName | null {
  const asked = OTHERS.filter((name) => {
    const { enabled, label } = config.practices[name]
    return enabled && bears(labels, [label])
  })
  if (!isIncident(labels, config)) return asked[0] ?? null
  return asked.find((name) => practiceNamed(name).ofIncident) ?? 'postmortem'
}

const OTHERS = ['root-cause-analysis', 'premortem', 'retrospective'] as const

/** Whether what happened around the issue belongs into its document. */
export function isLookedBackAt(labels: readonly string[], config: Config): boolean {
  const practice = practiceAsked(labels, config)
  return practice !== null && practiceNamed(practice).ofIncident
}

function bears(labels: readonly string[], wanted: readonly string[]): boolean {
  const names = new Set(wanted.map((label) => label.toLowerCase()))
  return labels.some((label) => names.has(label.toLowerCase()))
}
