import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ObjectStore } from './store.ts'

/** One object store per repository, in a temporary folder that goes when the sandbox closes. */
export class Stores {
  readonly #root = mkdtempSync(path.join(tmpdir(), 'debrief-sandbox-'))
  readonly #stores = new Map<number, ObjectStore>()

  of(repositoryId: number): ObjectStore {
    const known = this.#stores.get(repositoryId)
    if (known) return known
    const store = new ObjectStore(path.join(this.#root, `${repositoryId}.git`))
    this.#stores.set(repositoryId, store)
    return store
  }

  close(): void {
    rmSync(this.#root, { recursive: true, force: true })
  }
}
