import { inertLine } from '../github/inert.ts'
import { render } from '../templates.ts'
import type { ConfigProblem } from './settings.ts'

// Who mends the first ones has mended the rest, mostly; and a comment holds 65,536 characters.
const TOLD = 20

/** What is wrong in the config, in words: a table with place, reason and fix. */
export function problemsText(problems: readonly ConfigProblem[]): string {
  return render('config-problems', {
    problems: problems
      .slice(0, TOLD)
      .map(({ file, line, reason, fix }) => ({ file, line, reason: inertLine(reason), fix })),
    more: Math.max(0, problems.length - TOLD),
  })
}
