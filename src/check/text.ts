import type { Finding, Level } from '../lint/finding.ts'
import { frameOf } from './frame.ts'
import type { CheckedFile } from './run.ts'
import { paintWith, plural, visible, width, wrap, type Paint } from './terminal.ts'

const COLOURS = { error: 'red', warning: 'yellow', note: 'blue' } as const satisfies Record<Level, string>

// Wider lines of prose are hard to read, however wide the terminal is.
const WIDEST = 110
const LEAST_ROOM = 36
const FRAME_WIDEST = 100
const FRAME_INDENT = 6

export interface TextOptions {
  /** Escape sequences for colours: only on a terminal. */
  readonly colour: boolean
  /** Columns of the terminal; null where the text goes elsewhere, and each message stays on one line. */
  readonly columns: number | null
}

/** For people: each finding with its line, the words marked; then why, once for each rule; then a summary. */
export function formatText(files: readonly CheckedFile[], { colour, columns }: TextOptions): string {
  const page: Page = {
    paint: paintWith(colour),
    columns: columns === null ? Infinity : Math.max(40, Math.min(columns, WIDEST)),
  }
  const parts = files
    .filter((file) => file.error !== null || file.findings.length > 0)
    .map((file) => fileText(file, page))
  const why = reasons(files, page)
  return [...parts, ...(why === '' ? [] : [why]), summary(files, page)].join('\n')
}

interface Page {
  readonly paint: Paint
  readonly columns: number
}

function fileText(file: CheckedFile, page: Page): string {
  const name = page.paint('underline', visible(file.path))
  if (file.error !== null) {
    const head = `  ${page.paint('red', 'unusable')}  `
    return `${name}\n${hanging(head, width('  unusable  '), visible(file.error), '', page)}`
  }
  const lines = file.text.split(/\r\n|\n|\r/)
  const columns = columnsOf(file.findings)
  const groups = samePlace(file.findings)
  return `${name}\n${groups.map((group) => groupText(group, lines, columns, page)).join('\n')}`
}

/** How wide the places and the levels of a file are, so that its messages stand below each other. */
interface Columns {
  readonly place: number
  readonly level: number
}

function columnsOf(findings: readonly Finding[]): Columns {
  let columns = { place: 0, level: 0 }
  for (const finding of findings) {
    const place = Math.max(columns.place, placeOf(finding).length)
    columns = { place, level: Math.max(columns.level, finding.level.length) }
  }
  return columns
}

/** Findings about the same words stand together above one frame. */
function samePlace(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = []
  for (const finding of findings) {
    const group = groups.at(-1)
    const last = group?.at(-1)?.range
    if (group && last?.start === finding.range.start && last.end === finding.range.end) group.push(finding)
    else groups.push([finding])
  }
  return groups
}

const placeOf = ({ range }: Finding): string => `${String(range.line)}:${String(range.column)}`

function groupText(
  group: readonly Finding[],
  lines: readonly string[],
  columns: Columns,
  page: Page,
): string {
  const heads = group.map((finding) => headText(finding, columns, page)).join('')
  const first = group[0]
  const suggestion = group.find((finding) => finding.suggestion !== null)?.suggestion ?? null
  return first ? `${heads}${frameText(first, suggestion, lines[first.range.line - 1] ?? '', page)}` : heads
}

function headText(finding: Finding, columns: Columns, page: Page): string {
  const place = placeOf(finding).padStart(columns.place)
  const level = finding.level.padEnd(columns.level)
  const head = `  ${page.paint('dim', place)}  ${page.paint(COLOURS[finding.level], level)}  `
  return hanging(head, columns.place + columns.level + 6, visible(finding.message), finding.rule, page)
}

function frameText(finding: Finding, suggestion: string | null, line: string, page: Page): string {
  const { paint } = page
  const number = String(finding.range.line)
  const margin = FRAME_INDENT + number.length + ' | '.length
  const frame = frameOf(finding, line, Math.min(FRAME_WIDEST, page.columns - margin - 2))
  const reword = suggestion === null ? '' : instead(suggestion)
  if (!frame) return reword === '' ? '' : `${' '.repeat(FRAME_INDENT)}${paint('green', reword)}\n`
  const bar = paint('dim', '|')
  const blank = `${' '.repeat(FRAME_INDENT + number.length)} ${bar} `
  const below = frame.indent.length + frame.marks.length + 1
  const marks = paint(COLOURS[finding.level], frame.marks)
  const shown = `${' '.repeat(FRAME_INDENT)}${paint('dim', number)} ${bar} ${frame.line}\n${blank}${frame.indent}${marks}`
  if (reword === '') return `${shown}\n`
  return margin + below + width(reword) <= page.columns
    ? `${shown} ${paint('green', reword)}\n`
    : `${shown}\n${blank}${paint('green', reword)}\n`
}

const instead = (suggestion: string): string =>
  suggestion === '' ? 'leave it out' : `instead: ${visible(suggestion)}`

/** Why the rules that found something are there, once for each, in the order in which they spoke. */
function reasons(files: readonly CheckedFile[], page: Page): string {
  const rules = new Map(files.flatMap((file) => file.findings).map((finding) => [finding.rule, finding]))
  if (rules.size === 0) return ''
  const longest = Math.max(...[...rules.keys()].map((rule) => rule.length))
  const entries = [...rules].map(([rule, { why, source }]) => {
    const head = `  ${page.paint('cyan', rule.padEnd(longest))}  `
    return hanging(head, longest + 4, `${visible(why)} (${visible(source)})`, '', page)
  })
  return `${page.paint('bold', 'Why')}\n${entries.join('')}`
}

/**
 * A head with text beside it, whose further lines stand below its first; `tail`, dimmed, comes after the last word. Where that leaves
 * too little room for reading the text stands below the head.
 */
function hanging(head: string, beside: number, text: string, tail: string, page: Page): string {
  const narrow = page.columns - beside < LEAST_ROOM
  const indent = narrow ? 4 : beside
  const gap = `\n${' '.repeat(indent)}`
  const lines = wrap(text, page.columns - indent)
  const fits = indent + width(lines.at(-1) ?? '') + 2 + tail.length <= page.columns
  const end = tail === '' ? '' : `${fits ? '  ' : gap}${page.paint('dim', tail)}`
  return `${narrow ? `${head.trimEnd()}${gap}` : head}${lines.join(gap)}${end}\n`
}

function summary(files: readonly CheckedFile[], { paint }: Page): string {
  const findings = files.flatMap((file) => file.findings)
  const unusable = files.filter((file) => file.error !== null).length
  const counts = (['error', 'warning', 'note'] as const)
    .map((level) => ({ level, count: findings.filter((finding) => finding.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => paint(COLOURS[level], plural(count, level)))
  const words = counts.length === 0 ? paint('green', 'no findings') : counts.join(', ')
  const checked = `${words} in ${plural(files.length - unusable, 'file')}`
  const failed = unusable === 0 ? '' : `; ${paint('red', `${plural(unusable, 'file')} could not be checked`)}`
  const waived = files.reduce((sum, file) => sum + file.waived.length, 0)
  const stood = waived === 0 ? '' : `; ${plural(waived, 'finding')} waived with a reason`
  return `${checked}${stood}${failed}${rewordable(findings)}\n`
}

function rewordable(findings: readonly Finding[]): string {
  const count = findings.filter((finding) => finding.suggestion !== null).length
  return count === 0 ? '' : `; --fix can reword ${count === 1 ? 'one' : String(count)} of them`
}
