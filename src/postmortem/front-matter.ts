import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'

import { keyOfFrontMatter } from './fact-names.ts'
import { lineRange, rangeIn } from './source.ts'
import type { FrontMatter, ParseProblem, Range } from './document.ts'
import type { Source } from './source.ts'

/** Nobody writes more; a parser that is given more can be made slow. */
const MOST_CHARACTERS = 64 * 1024
const DEEPEST = 8

export interface FrontMatterReading {
  readonly frontMatter: FrontMatter | null
  /** Where the document's own text begins. */
  readonly bodyStart: number
  readonly problems: readonly ParseProblem[]
}

/** Reads the YAML between the two `---` at the start. TOML between `+++` is stepped over: other tools' settings, not facts. */
export function readFrontMatter(source: Source): FrontMatterReading {
  const { text } = source
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const opening = /^(---|\+\+\+)[ \t]*\r?\n/.exec(text.slice(first, first + 100))
  if (opening === null) return { frontMatter: null, bodyStart: 0, problems: [] }
  const isYaml = opening[1] === '---'
  const start = first + opening[0].length
  const closing = new RegExp(
    isYaml ? String.raw`^(?:---|\.\.\.)[ \t]*(?=\r?$)` : String.raw`^\+\+\+[ \t]*(?=\r?$)`,
    'gm',
  )
  closing.lastIndex = start
  const close = closing.exec(text)
  if (close === null)
    return isYaml ? unclosed(source, first) : { frontMatter: null, bodyStart: 0, problems: [] }
  const end = close.index + close[0].length
  if (!isYaml) return { frontMatter: null, bodyStart: end, problems: [] }
  const { data, problems } = dataOf(source, start, close.index)
  return { frontMatter: { range: rangeIn(source, first, end), data }, bodyStart: end, problems }
}

/** The first entry with such a key, spelled as `keyOfFrontMatter` has it, and a value. */
export function entryOf(frontMatter: FrontMatter | null, key: RegExp): [string, unknown] | undefined {
  return Object.entries(frontMatter?.data ?? {}).find(
    ([name, value]) => value !== null && key.test(keyOfFrontMatter(name)),
  )
}

/** The line on which a top-level key stands; the whole block where it cannot be found. */
export function keyRange(source: Source, frontMatter: FrontMatter, key: string): Range {
  const { start, end } = frontMatter.range
  const name = key.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const match = new RegExp(`^["']?${name}["']?[ \\t]*:[^\\r\\n]*`, 'm').exec(source.text.slice(start, end))
  return match === null
    ? frontMatter.range
    : rangeIn(source, start + match.index, start + match.index + match[0].trimEnd().length)
}

/** A rule at the very start is only front matter when it is closed and its first line looks like a key. */
function unclosed(source: Source, first: number): FrontMatterReading {
  const looksLikeKey = /^\s*[\w-]+:(?:\s|$)/.test(source.text.slice(first).split('\n', 2)[1] ?? '')
  if (!looksLikeKey) return { frontMatter: null, bodyStart: 0, problems: [] }
  const message = 'The front matter is opened with --- but never closed, so it is read as text.'
  const fix = 'Put a line with --- after its last key.'
  return {
    frontMatter: null,
    bodyStart: 0,
    problems: [{ code: 'front-matter', message, fix, range: lineRange(source, 1) }],
  }
}

interface Data {
  readonly data: Readonly<Record<string, unknown>>
  readonly problems: readonly ParseProblem[]
}

function dataOf(source: Source, start: number, end: number): Data {
  const yaml = source.text.slice(start, end)
  const range = rangeIn(source, start, end)
  if (yaml.length > MOST_CHARACTERS) {
    return failed(
      range,
      `The front matter is ${yaml.length} characters long; at most ${MOST_CHARACTERS} are read.`,
      'Move the long texts into the document.',
    )
  }
  if (yaml.trim() === '') return { data: {}, problems: [] }
  try {
    const data = load(yaml, { schema: CORE_SCHEMA, maxDepth: DEEPEST, maxAliases: 0 })
    if (data === null) return { data: {}, problems: [] }
    if (isMapping(data)) return { data, problems: [] }
    return failed(
      range,
      'The front matter is not a list of keys and values.',
      'Write one "key: value" on each line.',
    )
  } catch (error) {
    // js-yaml may throw more than its own exception on hostile input; either way the text has no usable front matter.
    return failed(
      whereOf(error, source, start, yaml),
      reasonOf(error),
      'Correct the YAML on this line; put values with a colon or # in quotes.',
    )
  }
}

function failed(range: Range, message: string, fix: string): Data {
  return { data: {}, problems: [{ code: 'front-matter', message, fix, range }] }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function whereOf(error: unknown, source: Source, start: number, yaml: string): Range {
  const position = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0
  const offset = start + Math.min(position, yaml.trimEnd().length)
  return lineRange(source, rangeIn(source, offset, offset).line)
}

function reasonOf(error: unknown): string {
  const reason = error instanceof YAMLException ? error.reason : 'it cannot be read'
  return `The front matter is not valid YAML: ${reason}. Its facts are ignored.`
}
