import { styleText } from 'node:util'
import type { Finding, Level } from '../lint/finding.ts'
import type { CheckedFile } from './run.ts'

const COLOURS: Readonly<Record<Level, 'red' | 'yellow' | 'blue'>> = {
  error: 'red',
  warning: 'yellow',
  note: 'blue',
}
const FRAME_WIDTH = 100

/** For people: each finding with its line, the words marked, and a summary. `colour` only for a terminal. */
export function formatText(files: readonly CheckedFile[], options: { readonly colour: boolean }): string {
  const paint: Paint = options.colour
    ? (style, words) => styleText(style, words, { validateStream: false })
    : (_, words) => words
  const parts = files
    .filter((file) => file.error !== null || file.findings.length > 0)
    .map((file) => fileText(file, paint))
  return [...parts, `${summary(files, paint)}\n`].join('\n')
}

type Paint = (
  style: 'red' | 'yellow' | 'blue' | 'bold' | 'dim' | 'green' | 'underline',
  words: string,
) => string

function fileText(file: CheckedFile, paint: Paint): string {
  const name = paint('underline', visible(file.path))
  if (file.error !== null) return `${name}\n  ${paint('red', 'unusable')}  ${file.error}\n`
  const lines = file.text.split(/\r\n|\n|\r/)
  return `${name}\n${file.findings.map((finding) => findingText(finding, lines, paint)).join('\n')}\n`
}

function findingText(finding: Finding, lines: readonly string[], paint: Paint): string {
  const { range, level, message, rule, suggestion } = finding
  const place = paint('dim', `${String(range.line)}:${String(range.column)}`)
  const head = `  ${place}  ${paint(COLOURS[level], level)}  ${visible(message)}  ${paint('dim', rule)}`
  const reword = suggestion === null ? '' : `      ${paint('green', 'instead:')} ${visible(suggestion)}\n`
  return `${head}\n${frame(finding, lines[range.line - 1] ?? '', paint)}${reword}`
}

/** The line with its words underlined; a long line is cut around them. */
function frame({ range, level }: Finding, line: string, paint: Paint): string {
  if (line.trim() === '') return ''
  const from = range.column - 1
  const to = range.endLine === range.line ? range.endColumn - 1 : line.length
  const start = line.length <= FRAME_WIDTH ? 0 : Math.max(0, Math.min(from - 20, line.length - FRAME_WIDTH))
  const end = Math.min(line.length, start + FRAME_WIDTH)
  const number = String(range.line)
  const shown = `${start > 0 ? '\u2026' : ''}${visible(line.slice(start, end))}${end < line.length ? '\u2026' : ''}`
  const before = (start > 0 ? 1 : 0) + width(line.slice(start, from))
  const marks = '^'.repeat(Math.max(1, width(line.slice(from, Math.min(to, end)))))
  const margin = ' '.repeat(number.length)
  return `    ${paint('dim', `${number} |`)} ${shown}\n    ${margin} ${paint('dim', '|')} ${' '.repeat(before)}${paint(COLOURS[level], marks)}\n`
}

/** Text of others goes to a terminal: control and direction characters must not reach it. */
function visible(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\u00b7')
}

/** Columns on a terminal: wide characters take two, combining ones none. */
function width(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/\p{M}|\u200d|\ufe0f/u.test(character)) continue
    columns +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return columns
}

function summary(files: readonly CheckedFile[], paint: Paint): string {
  const findings = files.flatMap((file) => file.findings)
  const unusable = files.filter((file) => file.error !== null).length
  const counts = (['error', 'warning', 'note'] as const)
    .map((level) => ({ level, count: findings.filter((finding) => finding.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => paint(COLOURS[level], plural(count, level)))
  const words = counts.length === 0 ? paint('green', 'no findings') : counts.join(', ')
  const checked = `${words} in ${plural(files.length - unusable, 'file')}`
  return unusable === 0
    ? checked
    : `${checked}; ${paint('red', `${plural(unusable, 'file')} could not be checked`)}`
}

const plural = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`
