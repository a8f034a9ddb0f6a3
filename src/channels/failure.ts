import { ConfigError, TransientError } from '../github/errors.ts'

/**
 * Why a message did not arrive, as a short code: what people read of it is worded from that alone (`templates/publishing`), so that
 * neither an address nor an answer of somebody else's server comes into a log or into GitHub.
 */
export type Code = `status-${number}` | 'timeout' | 'unreachable' | 'redirect' | 'inside' | 'unknown'

/** Only people can clear it. */
export class Refused extends ConfigError {
  readonly code: Code
  constructor(code: Code) {
    super(`the message was refused (${code})`)
    this.code = code
  }
}

/** It may pass. */
export class Failed extends TransientError {
  readonly code: Code
  constructor(code: Code, afterMs: number | null = null) {
    super(`the message did not arrive (${code})`, afterMs)
    this.code = code
  }
}
