import type { Finding } from '../lint/finding.ts'
import { visible, width } from './terminal.ts'

/** A line of the document with some words of it marked, as it is shown. */
export interface Frame {
  readonly line: string
  /** What stands below the line, up to its first mark. */
  readonly indent: string
  readonly marks: string
}

const BEFORE_WORDS = 20

/** The first line of what a finding points at; one longer than `columns` is cut around the words. Null where it is blank. */
export function frameOf({ range }: Finding, line: string, columns: number): Frame | null {
  if (line.trim() === '') return null
  const from = range.column - 1
  const to = range.endLine === range.line ? range.endColumn - 1 : line.trimEnd().length
  const start = line.length <= columns ? 0 : Math.max(0, Math.min(from - BEFORE_WORDS, line.length - columns))
  const end = Math.min(line.length, start + columns)
  const cutBefore = start > 0 ? '\u2026' : ''
  const cutAfter = end < line.length ? '\u2026' : ''
  return {
    line: `${cutBefore}${visible(line.slice(start, end)).trimEnd()}${cutAfter}`,
    indent: ' '.repeat(cutBefore.length + width(line.slice(start, from))),
    marks: '^'.repeat(Math.max(1, width(line.slice(from, Math.min(to, end))))),
  }
}
