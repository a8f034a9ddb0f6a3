import { inspect } from '../../src/inspect.ts'
import { lint, type LintResult } from '../../src/lint/engine.ts'
import type { Finding } from '../../src/lint/finding.ts'
import { RULES } from '../../src/lint/rules/index.ts'
import type { Postmortem, Range } from '../../src/postmortem/document.ts'

const OPTIONS = {
  levels: Object.fromEntries(RULES.map((rule) => [rule.id, 'warning' as const])),
  openedOn: '2026-11-03',
  today: '2026-11-20',
}

/** Each suggestion is a reading of its own; of a document full of them a few tell. */
const MOST_SUGGESTIONS = 3

/** What is wrong with the reading of `text`, in words; null where nothing is. `limit` in milliseconds. */
export function judge(text: string, limit: number): { problem: string | null; took: number } {
  let took = Number.POSITIVE_INFINITY
  try {
    let result: LintResult | null = null
    // What other processes took away is not ours: this thread's own time counts, and the fastest of three.
    for (let round = 0; round < 3 && took > limit; round++) {
      const start = ownTime()
      result = lint(text, OPTIONS)
      JSON.stringify(inspect(result.postmortem))
      took = Math.min(took, ownTime() - start)
    }
    if (result === null || took > limit) return { problem: `took ${Math.round(took)} ms`, took }
    return { problem: misplaced(text, result) ?? unsettled(text, result), took }
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error), took }
  }
}

/** Milliseconds that this thread has worked; it never waits for anything. */
function ownTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function misplaced(text: string, { postmortem, findings, waived }: LintResult): string | null {
  const starts = lineStarts(text)
  const all = [...findings, ...waived.map(({ finding }) => finding)]
  for (const finding of all) {
    const { start, end } = finding.range
    if (text.slice(start, end) !== finding.text) return `${finding.rule} tells other words than it points at`
  }
  for (const [what, range] of [
    ...all.map((one) => [one.rule, one.range] as const),
    ...rangesOf(postmortem),
  ]) {
    const wrong = wrongIn(range, text, starts)
    if (wrong !== null) return `${what}: ${wrong} (${JSON.stringify(range)} of ${text.length} characters)`
  }
  return null
}

function rangesOf({ sections, timeline, factors, actions, factRanges }: Postmortem): [string, Range][] {
  return [
    ...sections.flatMap(({ heading, body }): [string, Range][] => [
      ['a heading', heading],
      ['a section', body],
    ]),
    ...timeline.map(({ range }): [string, Range] => ['an entry', range]),
    ...factors.map(({ range }): [string, Range] => ['a factor', range]),
    ...actions.map(({ range }): [string, Range] => ['an action', range]),
    ...Object.values(factRanges).map((range): [string, Range] => ['a fact', range]),
  ]
}

/** Counted apart from the code that is judged. */
function lineStarts(text: string): number[] {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length)
  return starts
}

function wrongIn(range: Range, text: string, starts: readonly number[]): string | null {
  const { start, end, line, column, endLine, endColumn } = range
  if (!(start >= 0 && start <= end && end <= text.length)) return 'out of the text'
  if ((starts[line - 1] ?? Number.NaN) + column - 1 !== start) return 'line and column are not the start'
  return (starts[endLine - 1] ?? Number.NaN) + endColumn - 1 === end
    ? null
    : 'line and column are not the end'
}

/** A suggestion, taken, holds nothing that the same rule finds. (Beyond it, in heaps of such words, other words may.) */
function unsettled(text: string, { findings }: LintResult): string | null {
  const offered = findings.filter(({ suggestion }) => suggestion !== null).slice(0, MOST_SUGGESTIONS)
  for (const { rule, range, suggestion } of offered) {
    const taken = text.slice(0, range.start) + (suggestion ?? '') + text.slice(range.end)
    const end = range.start + (suggestion ?? '').length
    const within = (other: Finding): boolean =>
      other.rule === rule && other.range.start >= range.start && other.range.end <= end
    const still = lint(taken, OPTIONS).findings.find(within)
    if (still === undefined) continue
    return `${rule} goes on after its own suggestion: ${quoted(text.slice(range.start, range.end))} became ${quoted(suggestion ?? '')}, then finds ${quoted(still.text)}`
  }
  return null
}

function quoted(words: string): string {
  return JSON.stringify(words.length > 120 ? `${words.slice(0, 120)}…` : words)
}
