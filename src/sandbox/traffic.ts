import { appendFileSync } from 'node:fs'

/** One line of the recording: a call to the API, or an event handed to an app. */
export type Traffic =
  | {
      readonly kind: 'api'
      readonly at: string
      readonly method: string
      readonly path: string
      readonly query: string
      readonly actor: 'app' | 'installation' | 'user' | 'anonymous'
      readonly status: number
      readonly request: unknown
      readonly response: unknown
    }
  | {
      readonly kind: 'hook'
      readonly at: string
      readonly event: string
      readonly action: string | null
      readonly delivery: string
      /** The server's answer; 0 where there was none. */
      readonly status: number
      readonly payload: unknown
    }

/** Keeps the traffic, and writes it down as JSON lines where there is a `file`. */
export class Recording {
  readonly lines: Traffic[] = []
  readonly #file: string | null

  constructor(file: string | null) {
    this.#file = file
  }

  add(line: Traffic): void {
    this.lines.push(line)
    if (this.#file !== null) appendFileSync(this.#file, `${JSON.stringify(line)}\n`)
  }
}
