import type { Range } from '../postmortem/document.ts'

export const LEVELS = ['error', 'warning', 'note'] as const
export type Level = (typeof LEVELS)[number]

export const FAMILIES = ['facts', 'timeline', 'blame', 'factors', 'actions', 'review'] as const
export type RuleFamily = (typeof FAMILIES)[number]
/** `family/name`: of the linter's own families, or of one that a team has named for its patterns (`house/primary`). */
export type RuleId = `${string}/${string}`

/** Told by the app alone, since only GitHub knows; settings and waivers may name them everywhere. */
export const GITHUB_RULES: readonly RuleId[] = ['actions/assignable', 'actions/repository']

/** One thing that the linter has to say about one place in the text. */
export interface Finding {
  readonly rule: RuleId
  readonly level: Level
  readonly range: Range
  /** The exact words that `range` covers. */
  readonly text: string
  /** What, in plain kind words, with the fix. */
  readonly message: string
  /** Why it matters. */
  readonly why: string
  /** The published source of the rule: a title or a URL. */
  readonly source: string
  /** A replacement for exactly `text`, where one can be made that reads well; else null. */
  readonly suggestion: string | null
}
