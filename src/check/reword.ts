import type { Finding } from '../lint/finding.ts'
import { checkFile, type CheckedFile } from './run.ts'

type LintOptions = Parameters<typeof checkFile>[2]

export interface Reworded {
  /** As it is with the rewordings, checked again. */
  readonly file: CheckedFile
  /** How many rewordings are in it. */
  readonly applied: number
}

// A round leaves fewer findings than before, so this ends by itself; the bound keeps a hostile text from many rounds.
const MOST_ROUNDS = 5

/**
 * Puts in the rewordings that the findings offer. Of two that overlap the first goes in, and the text is checked again:
 * what is still found then may be reworded in the next round. A round after which as much is found as before is taken back.
 */
export function reword(checked: CheckedFile, options: LintOptions = {}): Reworded {
  let file = checked
  let applied = 0
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const edits = editsOf(file.findings)
    if (edits.length === 0) break
    const next = checkFile(file.path, edited(file.text, edits), options)
    if (next.error !== null || next.findings.length >= file.findings.length) break
    file = next
    applied += edits.length
  }
  return { file, applied }
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** In the order of the text, none overlapping. */
function editsOf(findings: readonly Finding[]): Edit[] {
  const edits: Edit[] = []
  for (const { range, suggestion } of findings.toSorted((a, b) => a.range.start - b.range.start)) {
    if (suggestion === null || range.start < (edits.at(-1)?.end ?? 0)) continue
    edits.push({ start: range.start, end: range.end, replacement: suggestion })
  }
  return edits
}

function edited(text: string, edits: readonly Edit[]): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const parts: string[] = []
  let at = 0
  for (const { start, end, replacement } of edits) {
    parts.push(text.slice(at, start), replacement.replace(/\r?\n/g, lineEnd))
    at = end
  }
  return parts.join('') + text.slice(at)
}
