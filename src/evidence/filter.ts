import type { Evidence, Level } from './evidence.ts'
import { isAtLeast, levelIn } from './level.ts'

/** What of the evidence is wanted. */
export interface Filter {
  /** Instants (ISO, UTC, with milliseconds), both of them wanted themselves. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Whether a text is wanted. */
  readonly match?: ((text: string) => boolean) | undefined
  /** What says that it is less grave is left out; what says nothing, such as a person's message, stays. */
  readonly level?: Level | undefined
}

export function passes(evidence: Evidence, { from, to, match, level }: Filter): boolean {
  if (from !== undefined && (evidence.end ?? evidence.at) < from) return false
  if (to !== undefined && evidence.at > to) return false
  if (level !== undefined && !isGrave(evidence, level)) return false
  return match === undefined || match(evidence.text)
}

function isGrave({ level, kind, text }: Evidence, least: Level): boolean {
  const said = level ?? (kind === 'system' ? levelIn(text) : undefined)
  return said === undefined || isAtLeast(said, least)
}
