import { saysMoment } from '../postmortem/moment-command.ts'

/** What a comment asks of the app, beside what it says to people. */
export interface CommentCommands {
  /** What stands below each `/timeline`. */
  readonly pasted: readonly Pasted[]
  /** Whether a line says when something was: `/detected 14:03`. */
  readonly saysMoment: boolean
  /** The words that are left. */
  readonly rest: string
}

export interface Pasted {
  readonly text: string
  /** Where its first line stands in the comment, from 1. */
  readonly line: number
}

/** Notes, or an export, for the timeline: below it in a fence, else up to the next command. */
const TIMELINE = /^[ \t]*\/(?:debrief[ \t]+)?timeline(?![\w/-])[ \t]*:?[ \t]*(.*)$/i
const OTHER = /^[ \t]*\/debrief[ \t]+\w/i
const FENCE = /^ {0,3}(`{3,}|~{3,})/

interface Open {
  readonly lines: string[]
  line: number
  fence: string
}

/** Commands are lines of their own, not ones that are quoted or shown as code. */
export function commandsIn(body: string): CommentCommands {
  const pasted: Pasted[] = []
  const rest: string[] = []
  let isMoment = false
  let fence = ''
  let open: Open | null = null
  const close = (): void => {
    if (open) pasted.push({ text: open.lines.join('\n'), line: open.line })
    open = null
  }
  for (const [index, line] of body.split(/\r\n?|\n/).entries()) {
    const mark = FENCE.exec(line)?.[1] ?? ''
    const closes = (opened: string): boolean => mark.startsWith(opened) && line.trim() === mark
    if (fence !== '') {
      rest.push(line)
      if (closes(fence)) fence = ''
      continue
    }
    const current: Open | null = open
    if (current !== null && current.fence !== '') {
      if (closes(current.fence)) close()
      else current.lines.push(line)
      continue
    }
    if (current !== null && mark !== '' && current.lines.every((one) => one.trim() === '')) {
      open = { lines: [], line: index + 2, fence: mark }
      continue
    }
    const below = TIMELINE.exec(line)
    if (below || saysMoment(line) || OTHER.test(line)) {
      close()
      isMoment ||= saysMoment(line)
      const [, words = ''] = below ?? []
      if (below)
        open = { lines: words === '' ? [] : [words], line: index + (words === '' ? 2 : 1), fence: '' }
    } else if (current === null) {
      rest.push(line)
      fence = mark
    } else current.lines.push(line)
  }
  close()
  return { pasted, saysMoment: isMoment, rest: rest.join('\n').trim() }
}

/** Whether there is one for the timeline. */
export function hasCommand(body: string): boolean {
  const { pasted, saysMoment: says } = commandsIn(body)
  return says || pasted.length > 0
}
