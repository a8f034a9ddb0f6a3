import { hashOf, marker, readMarker } from '../github/marker.ts'

/**
 * The dashboard's body. The app's own part stands between its marker and this end; what people write before or after
 * it stays.
 */
const START = '<!-- debrief:dashboard '
const END = '<!-- debrief:end -->'

export interface Board {
  readonly text: string
  readonly title: string
  /** The newest ISO week that was told, so that a digest which somebody deleted does not come again. */
  readonly week: string | null
}

/** The body, with the board in it, or null where it stands there already. */
export function putBoard(body: string, board: Board): string | null {
  const hash = hashOf(board)
  if (readMarker('dashboard', body)?.['hash'] === hash) return null
  const { week, title, text } = board
  return around(body, `${marker('dashboard', { week, title, hash })}\n${text.trimEnd()}\n${END}`)
}

function around(body: string, block: string): string {
  const start = body.indexOf(START)
  if (start < 0) return block
  const end = body.indexOf(END, start)
  // Somebody cut the end off: better an old scoreboard too many than a person's words lost.
  const rest = end < 0 ? body.indexOf('-->', start) + '-->'.length : end + END.length
  return body.slice(0, start) + block + body.slice(rest)
}

const WEEK = /^\d{4}-W\d{2}$/

/** What the board in a body remembers. */
export function readBoard(body: string): { week: string | null; title: string | null } {
  const data = readMarker('dashboard', body)
  const { week, title } = { week: data?.['week'], title: data?.['title'] }
  return {
    week: typeof week === 'string' && WEEK.test(week) ? week : null,
    title: typeof title === 'string' ? title : null,
  }
}
