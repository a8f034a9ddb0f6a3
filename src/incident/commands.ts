import { commandIn, linesOf } from '../github/asking.ts'
import { isMomentWord } from '../postmortem/moment-command.ts'

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

interface Open {
  readonly lines: string[]
  readonly line: number
  readonly isFenced: boolean
}

/**
 * Commands are lines of their own, not ones that are quoted, hidden or shown as code. `/timeline` takes what is below it: in a
 * fence, else up to the next command.
 */
export function commandsIn(body: string): CommentCommands {
  const pasted: Pasted[] = []
  const rest: string[] = []
  let isMoment = false
  let open: Open | null = null
  const close = (): void => {
    if (open) pasted.push({ text: open.lines.join('\n'), line: open.line })
    open = null
  }
  for (const { text, number, kind } of linesOf(body)) {
    const current: Open | null = open
    if (current?.isFenced) {
      if (kind === 'end') close()
      else current.lines.push(text)
      continue
    }
    if (kind === 'fence' && current?.lines.every((one) => one.trim() === '')) {
      open = { lines: [], line: number + 1, isFenced: true }
      continue
    }
    const command = kind === 'words' ? commandIn(text) : null
    const says = command !== null && isMomentWord(command.word)
    if (command?.word === 'timeline') {
      close()
      const { rest: words } = command
      open = { lines: words === '' ? [] : [words], line: words === '' ? number + 1 : number, isFenced: false }
    } else if (says || command?.byName) {
      close()
      isMoment ||= says
    } else (current?.lines ?? rest).push(text)
  }
  close()
  return { pasted, saysMoment: isMoment, rest: rest.join('\n').trim() }
}

/** Whether there is one for the timeline. */
export function hasCommand(body: string): boolean {
  const { pasted, saysMoment: says } = commandsIn(body)
  return says || pasted.length > 0
}
