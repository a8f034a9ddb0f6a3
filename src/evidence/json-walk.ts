import { Tokenizer, TokenType } from '@streamparser/json'
import type { JsonObject } from './json-value.ts'

/** One element of the list that a path leads to, or an object that has no such list. */
export interface JsonItem {
  readonly value: unknown
  /** Where it starts, counted from 1. */
  readonly line: number
  /** The objects around it, outermost first, with what was read of them so far. */
  readonly around: readonly JsonObject[]
  /** True where it is larger than `LARGEST_ITEM` and `value` is null. */
  readonly tooLarge: boolean
}

/** In UTF-16 units of source text: one element is held at a time, so this bounds the memory. */
export const LARGEST_ITEM = 8 * 1024 * 1024

interface Frame {
  readonly isArray: boolean
  /** How much of the path leads here; -1 inside an item. */
  readonly level: number
  readonly line: number
  /** How much was written when it started; inside an item, when the item did. */
  readonly from: number
  members: Record<string, unknown>
  elements: unknown[]
  key: string
  next: 'value' | 'first' | 'key' | 'colon' | 'comma'
  tooLarge: boolean
  /** True once the list that the path names was found in it. */
  opened: boolean
}

/**
 * Reads JSON texts as they come and gives each element of the list that `path` leads to: `['data', 'result']` for
 * `{"data": {"result": [ … ]}}`. An array around the whole and several texts one after the other are looked through. An object
 * without that list is given itself.
 */
export class JsonWalk {
  /** The line of what is written next. */
  line = 1
  private readonly stack: Frame[] = []
  private readonly tokenizer = new Tokenizer()
  private written = 0
  private lastToken = 0
  private readonly path: readonly string[]
  private readonly give: (item: JsonItem) => void
  private readonly largest: number

  /** @param largest In UTF-16 units of source text. */
  constructor(path: readonly string[], give: (item: JsonItem) => void, largest = LARGEST_ITEM) {
    this.largest = largest
    this.path = path
    this.give = give
    this.tokenizer.onToken = ({ token, value }) => {
      this.lastToken = this.written
      this.take(token, value)
    }
  }

  /** @throws Error where the text is not JSON, or one word of it is larger than `LARGEST_ITEM`. */
  write(text: string): void {
    this.tokenizer.write(text)
    this.written += text.length
    if (this.written - this.lastToken > this.largest && this.stack.length > 0)
      throw new Error('a single text in it is too large')
  }

  /** @throws Error where the text stops before its end. */
  end(): void {
    this.tokenizer.end()
    if (this.stack.length > 0) throw new Error('it stops before its end')
  }

  /** What was read of an item that has not ended yet, for whoever only looks at the start of a file. */
  unfinished(): JsonItem | null {
    const inner = this.stack.findIndex(({ level }) => level === -1)
    const isElement = inner > 0 && this.stack[inner - 1]?.isArray === true
    const start = isElement ? inner : this.stack.findLastIndex(({ level, isArray }) => level >= 0 && !isArray)
    const item = this.stack[start]
    if (item === undefined || item.opened) return null
    for (let index = start; index < this.stack.length - 1; index++) {
      const [frame, child] = [this.stack[index], this.stack[index + 1]]
      if (frame !== undefined && child !== undefined) put(frame, valueOf(child))
    }
    return {
      value: valueOf(item),
      line: item.line,
      around: aroundOf(this.stack.slice(0, start)),
      tooLarge: false,
    }
  }

  private take(token: TokenType, value: unknown): void {
    const top = this.stack.at(-1)
    if (token === TokenType.COMMA || token === TokenType.COLON) return punctuate(top, token)
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) return this.close(top, token)
    if (top !== undefined && !top.isArray && (top.next === 'key' || top.next === 'first')) {
      if (token !== TokenType.STRING) throw new Error('a name was expected')
      top.key = String(value)
      top.next = 'colon'
      return
    }
    if (top !== undefined && top.next !== 'value' && top.next !== 'first')
      throw new Error('a comma was expected')
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET)
      this.open(top, token === TokenType.LEFT_BRACKET)
    else this.place(top, value, this.line, false)
  }

  private open(top: Frame | undefined, isArray: boolean): void {
    const level = this.levelOf(top, isArray)
    if (top !== undefined && level > top.level && !top.isArray) top.opened = true
    this.stack.push({
      isArray, level, line: this.line, from: top !== undefined && top.level < 0 ? top.from : this.written, members: {}, elements: [], key: '', next: 'first', tooLarge: false, opened: false,
    }) // prettier-ignore
  }

  /** How far along the path a value is that starts now: -1 where it belongs to an item. */
  private levelOf(top: Frame | undefined, isArray: boolean): number {
    if (top === undefined) return 0
    if (top.level < 0) return -1
    if (top.isArray) return !isArray && top.level < this.path.length ? top.level : -1
    return this.path[top.level] === top.key ? top.level + 1 : -1
  }

  private close(top: Frame | undefined, token: TokenType): void {
    if (top === undefined || top.isArray !== (token === TokenType.RIGHT_BRACKET))
      throw new Error('a bracket closes that was not opened')
    const isReady = top.next === 'comma' || top.next === 'first'
    if (!isReady) throw new Error('a value was expected')
    this.stack.pop()
    const parent = this.stack.at(-1)
    if (parent !== undefined) parent.next = 'comma'
    // An object whose list was opened is no item itself.
    if (top.opened || (top.level >= 0 && top.isArray)) return
    this.place(parent, top.tooLarge ? null : valueOf(top), top.line, top.tooLarge)
  }

  private place(top: Frame | undefined, value: unknown, line: number, tooLarge: boolean): void {
    if (top !== undefined) top.next = 'comma'
    const isItem = top === undefined || (top.level >= 0 && top.isArray)
    if (
      isItem ||
      (top.level >= 0 && this.path[top.level] === top.key && typeof value === 'object' && value !== null)
    )
      return this.give({ value, line, around: aroundOf(this.stack), tooLarge })
    if (tooLarge || this.written - top.from > this.largest) {
      top.tooLarge = true
      top.members = {}
      top.elements = []
    }
    // What comes after its list is of no use, however much it is.
    if (!top.tooLarge && !top.opened) put(top, value)
  }
}

function aroundOf(frames: readonly Frame[]): JsonObject[] {
  return frames.filter(({ level, isArray }) => level >= 0 && !isArray).map(({ members }) => members)
}

function punctuate(top: Frame | undefined, token: TokenType): void {
  const isColon = token === TokenType.COLON
  if (top === undefined || top.next !== (isColon ? 'colon' : 'comma'))
    throw new Error(`a ${isColon ? 'colon' : 'comma'} stands where none belongs`)
  top.next = isColon || top.isArray ? 'value' : 'key'
}

function put(frame: Frame, value: unknown): void {
  if (frame.isArray) frame.elements.push(value)
  // JSON.parse makes this an ordinary member; an assignment would change what the object is.
  else if (frame.key !== '__proto__') frame.members[frame.key] = value
}

function valueOf(frame: Frame): unknown {
  return frame.isArray ? frame.elements : frame.members
}
