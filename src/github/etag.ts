/** What GitHub answered, to be shown again where it says that nothing has changed (304, which costs no quota). */
export interface Answer {
  readonly status: number
  readonly url: string
  readonly headers: Readonly<Record<string, string | number | undefined>>
  readonly data: unknown
}

interface Kept {
  readonly tag: string
  readonly answer: Answer
  readonly size: number
}

const MOST_ANSWERS = 1_000
const MOST_CHARACTERS = 8 * 1024 * 1024

/** Answers by their tags; the ones that were not asked for longest go first. */
export class EtagCache {
  readonly #kept = new Map<string, Kept>()
  readonly #most: { readonly answers: number; readonly characters: number }
  #characters = 0

  constructor(most = { answers: MOST_ANSWERS, characters: MOST_CHARACTERS }) {
    this.#most = most
  }

  get(key: string): Kept | null {
    const kept = this.#kept.get(key)
    if (!kept) return null
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept
  }

  put(key: string, answer: Answer): void {
    const tag = answer.headers['etag']
    // A stream can be read once.
    if (typeof tag !== 'string' || answer.status !== 200 || answer.data instanceof ReadableStream) return
    const size = JSON.stringify(answer.data ?? null).length
    this.#drop(key)
    if (size > this.#most.characters / 8) return
    this.#kept.set(key, { tag, answer, size })
    this.#characters += size
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most.answers && this.#characters <= this.#most.characters) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#characters -= this.#kept.get(key)?.size ?? 0
    this.#kept.delete(key)
  }
}
