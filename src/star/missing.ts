import type { FactName, Postmortem, SectionKind } from '../postmortem/document.ts'
import { keyFor } from '../lint/where.ts'

export const ASKED = [
  'summary',
  'severity',
  'started',
  'impactedUsers',
  'businessEffect',
  'detected',
  'responders',
  'steps',
  'resolved',
  'durations',
  'lessons',
] as const
export type Asked = (typeof ASKED)[number]

/** What the document does not say, and the line on which it would stand. */
export interface Missing {
  readonly what: Asked
  readonly line: number
}

export interface Found {
  readonly summary: boolean
  readonly responders: boolean
  readonly steps: boolean
  readonly lessons: boolean
  /** Whether start and end are known to the minute. */
  readonly isTimed: boolean
}

export function missingIn(postmortem: Postmortem, found: Found): Missing[] {
  const { facts, metrics } = postmortem
  const said: Readonly<Record<Asked, boolean>> = {
    summary: found.summary,
    severity: facts.severity !== null,
    started: facts.startedAt !== null,
    impactedUsers: facts.impactedUsers !== null,
    businessEffect: facts.businessEffect !== null,
    detected: facts.detectedAt !== null,
    responders: found.responders,
    steps: found.steps,
    resolved: facts.resolvedAt !== null,
    // Where a moment is missing altogether, that is told already.
    durations:
      facts.startedAt === null ||
      facts.resolvedAt === null ||
      found.isTimed ||
      metrics.timeToResolveMin !== null,
    lessons: found.lessons,
  }
  return ASKED.filter((what) => !said[what]).map((what) => ({ what, line: lineOf(postmortem, what) }))
}

const PLACES: Readonly<Record<Asked, FactName | SectionKind>> = {
  summary: 'summary',
  severity: 'severity',
  started: 'startedAt',
  impactedUsers: 'impactedUsers',
  businessEffect: 'businessEffect',
  detected: 'detectedAt',
  responders: 'participants',
  steps: 'timeline',
  resolved: 'resolvedAt',
  durations: 'startedAt',
  lessons: 'lessons',
}

/** The key that waits for it, the section where it belongs, else the title. */
function lineOf(postmortem: Postmortem, what: Asked): number {
  const { text, sections, factRanges, facts } = postmortem
  const place = PLACES[what]
  const key = place in facts ? keyFor({ text, postmortem }, place as FactName) : null
  const own = key ?? (place in facts ? (factRanges[place as FactName] ?? null) : null)
  if (own !== null) return lineAt(text, 'at' in own ? own.at.start : own.start)
  const section = sections.find(
    ({ kind }) => kind === (what === 'impactedUsers' || what === 'businessEffect' ? 'impact' : place),
  )
  return section?.heading.line ?? factRanges.title?.line ?? 1
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
