import { RE2JS, RE2JSException } from 're2js'
import type { SectionKind } from '../../postmortem/document.ts'
import type { Level, RuleId } from '../finding.ts'

/** A rule that a team writes in its config: words that are looked for in the author's own prose. */
export interface Pattern {
  readonly id: string
  /** In RE2's syntax; a space stands for any white space. */
  readonly pattern: string
  readonly message: string
  readonly level: Level
  /** `i`: capital and small letters are the same. */
  readonly flags?: 'i' | undefined
  readonly suggestion?: string | undefined
  /** Looked for in these sections only; everywhere where none are named. */
  readonly sections?: readonly SectionKind[] | undefined
  readonly why?: string | undefined
  readonly source?: string | undefined
}

/** A pattern that is ready to be looked for. */
export interface PatternRule extends Omit<Pattern, 'id'> {
  readonly id: RuleId
  readonly why: string
  readonly source: string
  readonly words: RE2JS
  /** Instructions of its program: what one character of text may cost. */
  readonly size: number
}

/** Compiles the patterns of a config, once for all of its documents. One that does not compile was told by the config. */
export function patternRules(patterns: readonly Pattern[]): PatternRule[] {
  return patterns.flatMap((pattern) => {
    const compiled = compilePattern(pattern)
    if ('reason' in compiled) return []
    const why = pattern.why ?? 'Your team agreed on this.'
    const source = pattern.source ?? '`patterns` in your team’s configuration'
    return [{ ...pattern, id: pattern.id as RuleId, why, source, ...compiled }]
  })
}

type Words = Pick<Pattern, 'pattern' | 'flags' | 'suggestion'>
type Compiled = Pick<PatternRule, 'words' | 'size'>

/** Compiles one pattern, or says in plain words why it cannot be used and what to do. */
export function compilePattern({
  pattern,
  flags,
  suggestion,
}: Words): Compiled | { reason: string; fix: string } {
  const words = compileWords(pattern, flags)
  if (typeof words === 'string') {
    const fix =
      'Write it in RE2’s syntax (https://github.com/google/re2/wiki/Syntax): no lookahead, lookbehind or back-references.'
    return { reason: `cannot be read as a pattern: ${words}`, fix }
  }
  if (words.test('')) {
    return {
      reason: 'is found where nothing stands',
      fix: 'Ask for one character at least: `+` instead of `*`.',
    }
  }
  if (suggestion !== undefined && words.test(suggestion)) {
    return {
      reason: 'is found in its own suggestion',
      fix: 'Suggest other words, or make the pattern narrower.',
    }
  }
  return { words, size: words.programSize() }
}

// A config is read anew for each job, and its patterns stay the same: some milliseconds each, saved.
const MOST_KEPT = 300
const kept = new Map<string, RE2JS | string>()

/** RE2 runs in time linear to the text, whatever the pattern: JavaScript's own engine can be kept busy for years. */
function compileWords(pattern: string, flags: Pattern['flags']): RE2JS | string {
  const key = `${flags ?? ''}/${pattern}`
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const words = compileAnew(pattern, flags)
  kept.set(key, words)
  return words
}

/** The compiled pattern, or what is wrong with it. */
function compileAnew(pattern: string, flags: Pattern['flags']): RE2JS | string {
  try {
    return RE2JS.compile(pattern, flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0)
  } catch (error) {
    if (error instanceof RE2JSException) return error.message.replace('error parsing regexp: ', '')
    throw error
  }
}
