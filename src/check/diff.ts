import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { paintWith, visible, type Style } from './terminal.ts'

/** Two versions of one file. */
export interface Versions {
  readonly path: string
  readonly before: string
  readonly after: string
}

export interface DiffOptions {
  readonly colour: boolean
  /** Whether a person looks at it, so that control characters are kept away; else `git apply` can take it. */
  readonly terminal: boolean
}

// Comparing two long files that differ in every line is quadratic.
const LONGEST_MS = 1000

/** What changes, as a unified diff. */
export function unifiedDiff({ path, before, after }: Versions, { colour, terminal }: DiffOptions): string {
  const [from, to] = path.startsWith('/') ? [path, path] : [`a/${path}`, `b/${path}`]
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 2,
    timeout: LONGEST_MS,
    headerOptions: FILE_HEADERS_ONLY,
  })
  if (patch === undefined) return `${visible(path)}: too many changes to show them here\n`
  if (!terminal) return patch
  const paint = paintWith(colour)
  return patch
    .split('\n')
    .map((line) => {
      const style = styleOf(line)
      const shown = visible(line.replace(/\r$/, ''))
      return style ? paint(style, shown) : shown
    })
    .join('\n')
}

function styleOf(line: string): Style | null {
  if (line.startsWith('--- ') || line.startsWith('+++ ')) return 'bold'
  if (line.startsWith('@@')) return 'cyan'
  if (line.startsWith('+')) return 'green'
  return line.startsWith('-') ? 'red' : null
}
