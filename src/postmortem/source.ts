import type { Range } from './document.ts'

/** A text with an index of its line starts, so that an offset becomes a line and column in O(log lines). */
export interface Source {
  readonly text: string
  readonly lineStarts: readonly number[]
}

export function sourceOf(text: string): Source {
  const lineStarts = [0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // A lone carriage return ends a line too, as in the Markdown parser.
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lineStarts.push(at + 1)
  }
  return { text, lineStarts }
}

/** Range of `[start, end)`; both are clamped to the text. */
export function rangeIn(source: Source, start: number, end: number): Range {
  const from = clamp(start, 0, source.text.length)
  const to = clamp(end, from, source.text.length)
  const [line, column] = position(source, from)
  const [endLine, endColumn] = position(source, to)
  return { start: from, end: to, line, column, endLine, endColumn }
}

/** Range of a whole line (from 1), without its line break. */
export function lineRange(source: Source, line: number): Range {
  const index = clamp(line, 1, source.lineStarts.length) - 1
  const start = source.lineStarts[index] ?? 0
  const next = source.lineStarts[index + 1] ?? source.text.length
  const length = source.text.slice(start, next).trimEnd().length
  return rangeIn(source, start, start + length)
}

function position(source: Source, offset: number): readonly [line: number, column: number] {
  let low = 0
  let high = source.lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return [low + 1, offset - (source.lineStarts[low] ?? 0) + 1]
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
