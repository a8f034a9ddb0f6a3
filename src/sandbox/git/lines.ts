export type Side = 'LEFT' | 'RIGHT'

/** One line of a hunk, by its number on each side; 0 where that side does not have it. */
export interface HunkLine {
  readonly left: number
  readonly right: number
  readonly hunk: number
  /** Lines below the first `@@` line, counted on over later hunks: the older way of naming a line. */
  readonly position: number
  readonly text: string
}

/** The lines that a patch shows: the only ones that a review comment may sit on. */
export function linesOf(patch: string): HunkLine[] {
  const lines: HunkLine[] = []
  let left = 0
  let right = 0
  let hunk = -1
  for (const [index, text] of patch.split('\n').entries()) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text)
    if (header) {
      left = Number(header[1])
      right = Number(header[2])
      hunk += 1
      continue
    }
    const at = { hunk, position: index, text }
    if (text.startsWith('+')) lines.push({ ...at, left: 0, right: right++ })
    else if (text.startsWith('-')) lines.push({ ...at, left: left++, right: 0 })
    else if (text.startsWith(' ')) lines.push({ ...at, left: left++, right: right++ })
  }
  return lines
}

/** The shown line with this number on this side. */
export function lineOn(patch: string, side: Side, line: number): HunkLine | undefined {
  return linesOf(patch).find((shown) => (side === 'LEFT' ? shown.left : shown.right) === line)
}

/** The hunk's header and its lines down to `line`: what a review comment quotes. */
export function hunkUpTo(patch: string, line: HunkLine): string {
  const all = patch.split('\n')
  const start = all.slice(0, line.position + 1).findLastIndex((text) => text.startsWith('@@ '))
  return all.slice(start, line.position + 1).join('\n')
}
