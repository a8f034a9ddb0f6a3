import { decodeString } from 'micromark-util-decode-string'

export interface Words {
  readonly value: string
  readonly from: number
  readonly to: number
}

/**
 * The text between two inline nodes: its lines without the indents and the marks of quotations that they start with, and
 * with escapes and character references resolved.
 */
export class TextRun {
  readonly #text: string
  #pieces = ''
  #from = 0
  #at = 0
  /** There an indent is no text. */
  #atLineStart = false

  constructor(text: string, from: number, atLineStart: boolean) {
    this.#text = text
    this.start(from, atLineStart)
  }

  start(at: number, atLineStart: boolean): void {
    this.#pieces = ''
    this.#from = this.#at = at
    this.#atLineStart = atLineStart
  }

  leaveOut(from: number, to: number): void {
    this.#pieces += this.#text.slice(this.#at, from)
    this.#at = to
    if (this.#atLineStart && leadingBlanks(this.#pieces) === this.#pieces.length) this.start(to, true)
  }

  /** Null where there is none. At the end of a block, white space is no text. */
  finish(end: number, isLast: boolean): Words | null {
    let raw = this.#pieces + this.#text.slice(this.#at, end)
    if (raw === '') return null
    let from = this.#from
    let to = end
    const indent = leadingBlanks(raw)
    if (indent > 0 && (this.#atLineStart || raw[indent] === '\n')) {
      raw = raw.slice(indent)
      from += indent
    }
    if (isLast) {
      to = from + endOfWords(this.#text.slice(from, end))
      raw = raw.slice(0, endOfWords(raw))
    }
    if (raw.includes('\n')) {
      raw = withoutIndents(raw)
      if (raw.endsWith('\n')) to = this.#text.lastIndexOf('\n', end - 1) + 1
    }
    if (raw === '') return null
    return { value: /[\\&]/.test(raw) ? decodeString(raw) : raw, from, to }
  }
}

function withoutIndents(raw: string): string {
  const lines = raw.split('\n')
  return lines
    .map((line, index) => {
      const start = index === 0 ? 0 : leadingBlanks(line)
      const end = index === lines.length - 1 ? line.length : line.length - trailingBlanks(line)
      return line.slice(start, Math.max(start, end))
    })
    .join('\n')
}

/** Before the underline of a heading stands a line end, and within a quotation its mark. */
function endOfWords(raw: string): number {
  const line = /\n[ \t>]*$/.exec(raw.slice(-LONGEST_PREFIX))?.[0].length ?? 0
  return raw.length - line - trailingBlanks(raw.slice(0, raw.length - line))
}

const LONGEST_PREFIX = 100

function leadingBlanks(words: string): number {
  let count = 0
  while (isBlank(words.charCodeAt(count))) count++
  return count
}

function trailingBlanks(words: string): number {
  let count = 0
  while (isBlank(words.charCodeAt(words.length - 1 - count))) count++
  return count
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}
