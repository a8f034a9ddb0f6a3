import { lint, type LintOptions } from '../lint/engine.ts'
import { openStatusOf } from '../lint/rules/facts/published-late.ts'
import { keyRange } from '../postmortem/front-matter.ts'
import { sourceOf } from '../postmortem/source.ts'

/** Why a document is not finished, with the line that says so. */
export interface Unfinished {
  readonly line: number
  readonly why: 'placeholder' | 'status'
  readonly words: string
}

/** Placeholders that are left, and a status that says that it is still worked on; a waiver speaks for what it covers. */
export function unfinishedIn(text: string, options: LintOptions = {}): Unfinished[] {
  const { postmortem, findings } = lint(text, options)
  const { frontMatter } = postmortem
  const open = openStatusOf(frontMatter)
  const status =
    open === null || frontMatter === null
      ? []
      : [
          {
            line: keyRange(sourceOf(text), frontMatter, open.key).line,
            why: 'status' as const,
            words: open.status,
          },
        ]
  const left = findings.filter(({ rule }) => rule === 'facts/placeholder')
  return [
    ...status,
    ...left.map(({ range, text: words }) => ({ line: range.line, why: 'placeholder' as const, words })),
  ]
}
