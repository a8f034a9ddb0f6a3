import { problemsText } from '../config/problems.ts'
import type { ConfigProblem } from '../config/settings.ts'
import type { Annotation, AnnotationLevel, CheckRun } from '../effects.ts'
import { CHECK_NAME } from '../github/check-run.ts'
import { inertLine } from '../github/inert.ts'
import { LEVELS, type Finding, type Level } from '../lint/finding.ts'
import { render } from '../templates.ts'

/** What was found in one document. */
export interface Checked {
  readonly path: string
  readonly findings: readonly Finding[]
  readonly waived: readonly { readonly finding: Finding; readonly reason: string }[]
  readonly untouched: boolean
}

// Readers stop long before; the rest is counted in the summary.
const MAX_ANNOTATIONS = 200
const MAX_ROWS = 50

const ANNOTATION_LEVELS: Record<Level, AnnotationLevel> = {
  error: 'failure',
  warning: 'warning',
  note: 'notice',
}

export function verdict(
  headSha: string,
  checked: readonly Checked[],
  problems: readonly ConfigProblem[],
): CheckRun {
  const all = checked.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })))
  // The worst first: the summary and GitHub both show the first ones only.
  const worst = all.toSorted((a, b) => LEVELS.indexOf(a.finding.level) - LEVELS.indexOf(b.finding.level))
  const count = (level: Level) => all.filter(({ finding }) => finding.level === level).length
  const counts = { errors: count('error'), warnings: count('warning'), notes: count('note') }
  const waived = checked.flatMap(({ path, waived: here }) => here.map((each) => ({ path, ...each })))
  const untouched = checked.length > 0 && checked.every((document) => document.untouched)
  const conclusion = conclude(counts.errors, untouched, problems.length)
  return {
    name: CHECK_NAME,
    headSha,
    conclusion,
    title: titleOf(counts, untouched, problems.length),
    summary: render('checking/summary', {
      ...counts,
      untouched,
      config: problems.length > 0 ? problemsText(problems) : '',
      rows: worst.slice(0, MAX_ROWS).map(({ path, finding }) => row(path, finding)),
      more: Math.max(0, worst.length - MAX_ROWS),
      waivedCount: waived.length,
      waived: waived
        .slice(0, MAX_ROWS)
        .map(({ path, finding, reason }) => ({ ...row(path, finding), reason: inertLine(reason) })),
      moreWaived: Math.max(0, waived.length - MAX_ROWS),
    }),
    annotations: worst.slice(0, MAX_ANNOTATIONS).map(({ path, finding }) => annotate(path, finding)),
  }
}

/** A draft that nobody has touched yet is not a failure: it waits. */
function conclude(errors: number, untouched: boolean, problems: number): CheckRun['conclusion'] {
  if (untouched) return 'neutral'
  if (errors > 0) return 'failure'
  return problems > 0 ? 'neutral' : 'success'
}

function titleOf(
  counts: { errors: number; warnings: number; notes: number },
  untouched: boolean,
  problems: number,
): string {
  if (untouched) return 'The draft waits for its author'
  const parts = [
    plural(counts.errors, 'error'),
    plural(counts.warnings, 'warning'),
    plural(counts.notes, 'note'),
  ]
  const found = parts.filter((part) => part !== null)
  if (found.length > 0) return found.join(', ')
  return problems > 0 ? 'The configuration needs mending' : 'Ready to share'
}

const plural = (count: number, one: string): string | null =>
  count === 0 ? null : `${count} ${one}${count === 1 ? '' : 's'}`

function row(path: string, { range, level, rule, message, text, suggestion }: Finding) {
  const words = inertLine(text, 80)
  const reword = suggestion === null ? '' : inertLine(suggestion, 200)
  return { path, line: range.line, level, rule, message: inertLine(message, 500), words, suggestion: reword }
}

function annotate(path: string, finding: Finding): Annotation {
  const { range, level, rule, message, why, source, suggestion } = finding
  const oneLine = range.line === range.endLine
  const tried = suggestion === null ? [] : [`Try: ${suggestion}`]
  return {
    path,
    startLine: range.line,
    endLine: range.endLine,
    // GitHub's columns count from 1, the end included.
    ...(oneLine ? { startColumn: range.column, endColumn: Math.max(range.column, range.endColumn - 1) } : {}),
    level: ANNOTATION_LEVELS[level],
    title: rule,
    message: [message, ...tried, `Why: ${why}`, `Source: ${source}`].join('\n\n'),
  }
}
