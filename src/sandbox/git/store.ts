import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { type Commit, decodeCommit, encodeCommit, type NewCommit } from './commit.ts'

export type Kind = 'blob' | 'tree' | 'commit'
export type Mode = '100644' | '100755' | '120000' | '160000' | '040000'

/** One line of a tree; `path` is the name within that tree. */
export interface TreeEntry {
  readonly mode: Mode
  readonly type: Kind
  readonly path: string
  readonly sha: string
}

interface StoredObject {
  readonly kind: Kind
  readonly body: Buffer
}

export const typeOfMode = (mode: Mode): Kind =>
  mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob'

// Git orders a folder as though its name ended in a slash.
const sortKey = (entry: TreeEntry): Buffer =>
  Buffer.from(entry.type === 'tree' ? `${entry.path}/` : entry.path)

/**
 * The objects of one repository: a bare git repository whose loose objects are written here, so that the `git`
 * command can diff and merge them, and are kept in memory too, so that reading them needs no process. Objects never
 * change, hence a snapshot of the sandbox need not know about them. Everything is synchronous: a request that changes
 * refs cannot be overtaken by another one half-way.
 */
export class ObjectStore {
  readonly directory: string
  readonly #objects = new Map<string, StoredObject>()
  readonly #commits = new Map<string, Commit>()

  constructor(directory: string) {
    this.directory = directory
    mkdirSync(directory, { recursive: true })
    this.git(['init', '--quiet', '--bare', '--template=', directory])
  }

  kind(sha: string): Kind | undefined {
    return this.#objects.get(sha)?.kind
  }

  writeBlob(content: Uint8Array | string): string {
    return this.#write('blob', Buffer.from(content))
  }

  readBlob(sha: string): Buffer | undefined {
    return this.#read('blob', sha)
  }

  writeTree(entries: readonly TreeEntry[]): string {
    const sorted = [...entries].sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)))
    const lines = sorted.flatMap(({ mode, path: name, sha }) => [
      Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
      Buffer.from(sha, 'hex'),
    ])
    return this.#write('tree', Buffer.concat(lines))
  }

  readTree(sha: string): TreeEntry[] | undefined {
    const body = this.#read('tree', sha)
    if (!body) return undefined
    const entries: TreeEntry[] = []
    for (let at = 0; at < body.length;) {
      const end = body.indexOf(0, at)
      const line = body.toString('utf8', at, end)
      const mode = line.slice(0, line.indexOf(' ')).padStart(6, '0') as Mode
      const entrySha = body.toString('hex', end + 1, end + 21)
      entries.push({ mode, type: typeOfMode(mode), path: line.slice(line.indexOf(' ') + 1), sha: entrySha })
      at = end + 21
    }
    return entries
  }

  writeCommit(commit: NewCommit): string {
    return this.#write('commit', encodeCommit(commit))
  }

  readCommit(sha: string): Commit | undefined {
    const known = this.#commits.get(sha)
    if (known) return known
    const body = this.#read('commit', sha)
    if (!body) return undefined
    const commit = decodeCommit(sha, body)
    this.#commits.set(sha, commit)
    return commit
  }

  /** The commit, or an error where the sandbox itself has lost track of its objects. */
  commit(sha: string): Commit {
    const commit = this.readCommit(sha)
    if (!commit) throw new Error(`the sandbox's object store has no commit ${sha}`)
    return commit
  }

  /** Every object whose sha starts with `prefix` (at least 4 digits, as git wants). */
  expand(prefix: string): string | undefined {
    if (this.#objects.has(prefix)) return prefix
    if (!/^[0-9a-f]{4,39}$/.test(prefix)) return undefined
    const matches = [...this.#objects.keys()].filter((sha) => sha.startsWith(prefix))
    return matches.length === 1 ? matches[0] : undefined
  }

  /** Runs `git` on this store. Exit codes in `accept` (and 0) are answers, any other one is an error. */
  git(args: readonly string[], accept: (status: number) => boolean = () => false): GitAnswer {
    const run = spawnSync('git', args, { env: this.#environment(), maxBuffer: 1 << 29 })
    if (run.error) {
      throw new Error(`the sandbox needs the git command (2.25 or later): ${run.error.message}`)
    }
    const status = run.status ?? -1
    if (status !== 0 && !accept(status)) throw new Error(`git ${args.join(' ')}: ${run.stderr.toString()}`)
    return { status, output: run.stdout }
  }

  /** Nobody's own git configuration may change what the sandbox answers. */
  #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      GIT_DIR: this.directory,
      HOME: this.directory,
      XDG_CONFIG_HOME: this.directory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_ATTR_NOSYSTEM: '1',
      LC_ALL: 'C',
    }
  }

  #read(kind: Kind, sha: string): Buffer | undefined {
    const found = this.#objects.get(sha)
    return found?.kind === kind ? found.body : undefined
  }

  #write(kind: Kind, body: Buffer): string {
    const header = Buffer.from(`${kind} ${body.length}\0`)
    const sha = createHash('sha1').update(header).update(body).digest('hex')
    if (this.#objects.has(sha)) return sha
    const folder = path.join(this.directory, 'objects', sha.slice(0, 2))
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, sha.slice(2)), deflateSync(Buffer.concat([header, body]), { level: 1 }))
    this.#objects.set(sha, { kind, body })
    return sha
  }
}

interface GitAnswer {
  readonly status: number
  readonly output: Buffer
}
