/** A line of a comment, and how GitHub shows it. */
interface CommentLine {
  readonly text: string
  /** From 1. */
  readonly number: number
  /** `fence` and `end` stand around `code`; what is `hidden` stands in an HTML comment, below the line that opens it. */
  readonly kind: 'words' | 'fence' | 'code' | 'end' | 'hidden'
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** All lines in their order. Only `words` can hold a command: it is not quoted, hidden or shown as code. */
export function* linesOf(body: string): Generator<CommentLine> {
  let fence = ''
  let isHidden = false
  let number = 0
  for (const text of body.split(/\r\n?|\n/)) {
    number += 1
    const mark = FENCE.exec(text)?.[1] ?? ''
    if (fence !== '') {
      const ends = mark.startsWith(fence) && text.trim() === mark
      if (ends) fence = ''
      yield { text, number, kind: ends ? 'end' : 'code' }
    } else if (isHidden) {
      isHidden = !text.includes('-->')
      yield { text, number, kind: 'hidden' }
    } else {
      fence = mark
      isHidden = mark === '' && text.lastIndexOf('<!--') > text.lastIndexOf('-->')
      yield { text, number, kind: mark === '' ? 'words' : 'fence' }
    }
  }
}

/** `/timeline: 14:03 a`, or `/debrief timeline …` */
interface Command {
  /** In lower case; `debrief` itself where no word follows it. */
  readonly word: string
  readonly byName: boolean
  /** What stands behind it. */
  readonly rest: string
}

// No two quantifiers here can take the same characters: anybody may write these lines.
const COMMAND = /^ {0,3}\/(debrief[ \t]+)?([a-z]+)(?![\w/-])/i

/** The command that a line of `words` is; null where it is none. */
export function commandIn(line: string): Command | null {
  const [all, name, word = ''] = COMMAND.exec(line) ?? []
  if (all === undefined) return null
  const rest = line.slice(all.length).trim().replace(/^:/, '').trim()
  return { word: word.toLowerCase(), byName: name !== undefined, rest }
}

/** Whether a comment says `/debrief <word>`: on a line of its own, not one that is quoted, hidden or shown as code. */
export function asksFor(word: string, body: string): boolean {
  if (!body.includes('/')) return false
  for (const { text, kind } of linesOf(body)) {
    const command = kind === 'words' ? commandIn(text) : null
    if (command?.byName && command.word === word && command.rest === '') return true
  }
  return false
}
