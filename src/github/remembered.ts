// Readings of a few hundred entries each.
const MOST = 50

/**
 * What was read of things that never change (a tree by its id), kept by this process: to read them again would give the
 * same. The key says all that the reading hangs on, and of what kind it is.
 */
export class Remembered {
  readonly #kept = new Map<string, unknown>()

  /** @param isWhole whether a reading is worth keeping; one that was cut short by chance is not. */
  async recall<Value>(
    key: string,
    read: () => Promise<Value>,
    isWhole: (value: Value) => boolean = () => true,
  ): Promise<Value> {
    // What stands under a key was put there by the same caller.
    const value = this.#kept.has(key) ? (this.#kept.get(key) as Value) : await read()
    if (!isWhole(value)) return value
    this.#kept.delete(key)
    this.#kept.set(key, value)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest)
    return value
  }
}
