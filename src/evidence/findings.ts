import type { Misread } from './evidence.ts'

// Whoever has seen fifty of a kind knows the file.
const MOST_TOLD = 50

/** What there is to say about the files; of each kind and file so many, and how many more. */
export class Findings {
  readonly #told: Misread[] = []
  readonly #counts = new Map<string, { readonly first: Misread; count: number }>()

  add(misread: Misread): void {
    const key = `${misread.kind ?? ''} ${misread.origin.file}`
    const known = this.#counts.get(key)
    if (known === undefined) this.#counts.set(key, { first: misread, count: 1 })
    else known.count += 1
    if ((known?.count ?? 1) <= MOST_TOLD) this.#told.push(misread)
  }

  /** In the order in which they were found, file by file. */
  list(): readonly Misread[] {
    const more = [...this.#counts.values()].flatMap(({ first, count }) => {
      if (count <= MOST_TOLD) return []
      const what = first.kind === 'secret' ? 'more secrets were masked' : 'more like these were found'
      const problem = `${(count - MOST_TOLD).toLocaleString('en')} ${what} in this file`
      return [
        { ...first, problem, fix: first.kind === 'secret' ? first.fix : 'Mend the export, if they matter.' },
      ]
    })
    return [...this.#told, ...more]
  }
}
