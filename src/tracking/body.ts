import { hashOf, marker } from '../github/marker.ts'
import { render } from '../templates.ts'
import { readMark, writeMark, type Mark } from './mark.ts'

/**
 * The body of an action's issue: the app's part between its two markers, and whatever people wrote around it. A part
 * that a person edited is not lost when the document changes either: it moves below the new one.
 */
const START = marker('note', { about: 'action' })
const END = '<!-- debrief:action '
const CLOSE = ' -->'

/** A body of the app's part alone. */
export const newBody = (part: string, mark: Mark): string => region(part, mark)

/** Another mark, and not a letter changed around it. */
export function remark(body: string, mark: Mark): string {
  const pieces = split(body)
  return `${pieces.before}${pieces.start}${pieces.part}${writeMark({ ...mark, written: pieces.written })}${pieces.after}`
}

/** Another app's part; everything that people wrote stays. */
export function rewrite(body: string, part: string, mark: Mark): string {
  const { before, part: old, after, written } = split(body)
  const mine = old.trim() === '' || hashOf(plain(old)) === written
  const kept = mine ? '' : `\n\n${render('tracking/kept', { text: plain(old) }).trim()}`
  return `${before}${region(part, mark)}${kept}${after}`
}

function region(part: string, mark: Mark): string {
  const written = hashOf(plain(part))
  return `${START}\n${plain(part)}\n\n${writeMark({ ...mark, written })}`
}

interface Pieces {
  readonly before: string
  /** The opening marker, where nobody took it out. */
  readonly start: string
  readonly part: string
  readonly after: string
  readonly written: string
}

/** A body without the closing marker is all a person's. */
function split(body: string): Pieces {
  const end = body.indexOf(END)
  const close = end < 0 ? -1 : body.indexOf(CLOSE, end)
  if (close < 0) return { before: `${body}\n\n`, start: '', part: '', after: '', written: '' }
  const start = body.lastIndexOf(START, end)
  const from = start < 0 ? 0 : start + START.length
  return {
    before: body.slice(0, Math.max(start, 0)),
    start: body.slice(Math.max(start, 0), from),
    part: body.slice(from, end),
    after: body.slice(close + CLOSE.length),
    written: readMark(body)?.written ?? '',
  }
}

// GitHub's own editor saves lines with CRLF; that is no edit.
const plain = (text: string): string => text.replace(/\r\n/g, '\n').trim()
