import type { Env } from '../env.ts'

/** What the commands have of the process that they run in. */
export interface Context {
  readonly env: Env
  readonly now: () => Date
  readonly stdin: AsyncIterable<Uint8Array | string>
  /** Whether standard output shows colours. */
  readonly colour: boolean
  /** How wide the terminal is that standard output goes to; null where it goes elsewhere. */
  readonly columns: number | null
  /** Asks whoever sits there; null where nobody does. */
  readonly ask: ((question: string) => Promise<boolean>) | null
  /** Shows a line in place of the one before, an empty one for none; null where no terminal shows it. */
  readonly progress: ((line: string) => void) | null
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** 0 well, 1 not well (findings at error level; GitHub refused), 2 unusable input. */
export type ExitCode = 0 | 1 | 2

/** The command cannot be carried out as it was given; the message says what to do. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** Why GitHub did not do as it was asked; the message says what to do. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}
