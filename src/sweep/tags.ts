import { statusOf } from '../github/errors.ts'

interface Tagged {
  readonly headers: { readonly etag?: string | undefined }
}

// GitHub's tags are of the token that asked, not of the answer alone: with another one the same answer has another tag.
interface Kept {
  readonly scope: string
  readonly tags: Map<string, string>
}

// No answer has this tag. It is sent so that the client keeps no answer of its own: those of a sweep are many and long.
const NONE = '"none"'

/**
 * Asks whether anything has changed: if not, GitHub answers 304, which costs no quota. Only tags are kept, an installation
 * at a time for as long as its token lasts.
 */
export class Tags {
  readonly #kept = new Map<number, Kept>()

  /** Whether these questions can be asked for nothing. */
  knows(installationId: number, scope: string, keys: readonly string[]): boolean {
    const kept = this.#kept.get(installationId)
    return kept?.scope === scope && keys.every((key) => kept.tags.has(key))
  }

  /** The answer, or null where it is still the one of before. */
  async ask<Answer extends Tagged>(
    installationId: number,
    scope: string,
    key: string,
    send: (headers: { 'if-none-match': string }) => Promise<Answer>,
  ): Promise<Answer | null> {
    let kept = this.#kept.get(installationId)
    if (kept?.scope !== scope) {
      kept = { scope, tags: new Map() }
      this.#kept.set(installationId, kept)
    }
    try {
      const answer = await send({ 'if-none-match': kept.tags.get(key) ?? NONE })
      const { etag } = answer.headers
      if (etag) kept.tags.set(key, etag)
      return answer
    } catch (error) {
      if (statusOf(error) === 304) return null
      throw error
    }
  }

  /** What was told under it could not be dealt with: next time it must be told again. */
  forget(installationId: number, keys: readonly string[]): void {
    for (const key of keys) this.#kept.get(installationId)?.tags.delete(key)
  }
}
