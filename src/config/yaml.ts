import {
  CORE_SCHEMA,
  EVENT_ID,
  YAMLException,
  constructFromEvents,
  getScalarValue,
  parseEvents,
  type Event,
} from 'js-yaml'

/** Where a YAML text is broken: line and column count from 1. */
export class YamlError extends Error {
  readonly line: number
  readonly column: number
  constructor(reason: string, line: number, column: number) {
    super(reason)
    this.line = line
    this.column = column
  }
}

export interface YamlDocument {
  /** The value; undefined for an empty text. */
  readonly value: unknown
  /** The line (from 1) of the key or item at `path`, or of its nearest parent that stands in the text. */
  lineOf(path: readonly PropertyKey[]): number
}

// An honest config is a few hundred bytes; 64 KB leaves room and keeps hostile ones cheap.
const MAX_LENGTH = 64 * 1024
const MAX_DEPTH = 20

/**
 * Reads untrusted YAML: core schema only, no aliases, bounded in size and depth.
 * @throws YamlError with the place and the reason.
 */
export function readYaml(text: string): YamlDocument {
  if (text.length > MAX_LENGTH) throw new YamlError(`is longer than ${MAX_LENGTH / 1024} KB`, 1, 1)
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH })
    const documents = constructFromEvents(events, { source: text, schema: CORE_SCHEMA, maxAliases: 0 })
    if (documents.length > 1) throw new YamlError('holds more than one YAML document', 1, 1)
    const offsets = keyOffsets(events, text)
    return {
      value: documents[0] ?? undefined,
      lineOf: (path) => {
        for (let length = path.length; length > 0; length--) {
          const offset = offsets.get(path.slice(0, length).map(String).join('\0'))
          if (offset !== undefined) return lineAt(text, offset)
        }
        return 1
      },
    }
  } catch (error) {
    if (error instanceof YamlError) throw error
    if (error instanceof YAMLException) {
      throw new YamlError(error.reason, (error.mark?.line ?? 0) + 1, (error.mark?.column ?? 0) + 1)
    }
    throw new YamlError(error instanceof Error ? error.message : String(error), 1, 1)
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

interface Frame {
  readonly kind: 'document' | 'mapping' | 'sequence'
  readonly path: string[]
  /** The key waiting for its value, in a mapping; the next index, in a sequence. */
  key: string | null
  index: number
}

/** Offset of each key and item, by its path. */
function keyOffsets(events: readonly Event[], text: string): Map<string, number> {
  const offsets = new Map<string, number>()
  const stack: Frame[] = []
  const enter = (offset: number): string[] => {
    const frame = stack.at(-1)
    if (!frame || frame.kind === 'document') return []
    const step = frame.kind === 'mapping' ? frame.key : String(frame.index++)
    frame.key = null
    const path = [...frame.path, step ?? '']
    if (frame.kind === 'sequence') offsets.set(path.join('\0'), offset)
    return path
  }
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        const frame = stack.at(-1)
        if (frame?.kind === 'mapping' && frame.key === null) {
          frame.key = getScalarValue(text, event)
          offsets.set([...frame.path, frame.key].join('\0'), event.valueStart)
        } else enter(event.valueStart)
        break
      }
      case EVENT_ID.MAPPING:
        stack.push({ kind: 'mapping', path: enter(event.start), key: null, index: 0 })
        break
      case EVENT_ID.SEQUENCE:
        stack.push({ kind: 'sequence', path: enter(event.start), key: null, index: 0 })
        break
      case EVENT_ID.POP:
        stack.pop()
        break
      case EVENT_ID.DOCUMENT:
        stack.push({ kind: 'document', path: [], key: null, index: 0 })
        break
      case EVENT_ID.ALIAS:
        break
    }
  }
  return offsets
}
