import type { RepositoryName } from '../effects.ts'

/** A pull request as it was last seen here. */
export interface PullGuess {
  /** In the repository itself, not in a fork. */
  readonly branch: string
  /** The documents that it touched. */
  readonly paths: readonly string[]
}

/** The commits that were of interest around an incident: ISO 8601 instants, null for no bound. */
export interface SpanGuess {
  readonly since: string | null
  readonly until: string | null
}

const MOST = 1_000

/**
 * What was seen last by this process. With it one question can ask what a pull request is and what stands in its documents;
 * without it, the second must wait for the answer to the first. Never believed: the answer says what holds now, and a guess
 * that was wrong costs one more request.
 */
export class Guesses {
  readonly #pulls = new Map<string, PullGuess>()
  readonly #spans = new Map<string, SpanGuess>()

  pull(at: RepositoryName, number: number): PullGuess | null {
    return this.#pulls.get(keyOf(at, number)) ?? null
  }

  note(at: RepositoryName, number: number, guess: PullGuess): void {
    keep(this.#pulls, keyOf(at, number), guess)
  }

  /** What the newest pull request from that branch touched. */
  onBranch(at: RepositoryName, branch: string): readonly string[] {
    const here = keyOf(at, '')
    const known = [...this.#pulls].findLast(([key, pull]) => key.startsWith(here) && pull.branch === branch)
    return known?.[1].paths ?? []
  }

  span(at: RepositoryName, incident: number): SpanGuess {
    return this.#spans.get(keyOf(at, incident)) ?? { since: null, until: null }
  }

  noteSpan(at: RepositoryName, incident: number, span: SpanGuess): void {
    keep(this.#spans, keyOf(at, incident), span)
  }
}

function keep<Guess>(known: Map<string, Guess>, key: string, guess: Guess): void {
  known.delete(key)
  known.set(key, guess)
  const [oldest] = known.keys()
  if (known.size > MOST && oldest !== undefined) known.delete(oldest)
}

const keyOf = ({ owner, repo }: RepositoryName, number: number | ''): string =>
  `${owner}/${repo}#${number}`.toLowerCase()
