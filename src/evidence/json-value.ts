/** Reading values of unknown shape: each says null where the shape is another, and nothing throws. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at the end of a path of members: `at(entry, 'agent', 'summary')`. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const key of path) {
    if (!isObject(current) || !Object.hasOwn(current, key)) return undefined
    current = current[key]
  }
  return current
}

/** The text at a path, trimmed; null where there is none or it is blank. Numbers are texts too. */
export function wordsAt(value: unknown, ...path: readonly string[]): string | null {
  const found = at(value, ...path)
  if (typeof found === 'number') return String(found)
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null
}

/** The array at a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The first of several members that has words. */
export function firstWords(value: unknown, keys: readonly string[]): string | null {
  for (const key of keys) {
    const words = wordsAt(value, key)
    if (words !== null) return words
  }
  return null
}
