import type { RepositoryName } from '../effects.ts'

/** A pull request as it was last seen here. */
export interface PullGuess {
  /** In the repository itself, not in a fork. */
  readonly branch: string
  /** The documents that it touched. */
  readonly paths: readonly string[]
}

const MOST = 1_000

/**
 * What pull requests touched when they were last seen by this process. With it one question can ask what a pull request
 * is and what stands in its documents; without it, the second must wait for the answer to the first. Never believed:
 * the answer says what holds now, and a guess that was wrong costs one more request.
 */
export class Guesses {
  readonly #pulls = new Map<string, PullGuess>()

  pull(at: RepositoryName, number: number): PullGuess | null {
    return this.#pulls.get(keyOf(at, number)) ?? null
  }

  note(at: RepositoryName, number: number, guess: PullGuess): void {
    const key = keyOf(at, number)
    this.#pulls.delete(key)
    this.#pulls.set(key, guess)
    const [oldest] = this.#pulls.keys()
    if (this.#pulls.size > MOST && oldest !== undefined) this.#pulls.delete(oldest)
  }
}

const keyOf = ({ owner, repo }: RepositoryName, number: number): string =>
  `${owner}/${repo}#${number}`.toLowerCase()
