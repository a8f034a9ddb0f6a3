import { closeSync, fsyncSync, openSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

interface Stream {
  readonly nfd?: number
  readonly node: object
}
interface NodeFiles {
  readonly stream_ops: { fsync?: (stream: Stream) => number }
  realPath(node: object): string
}

/**
 * PGlite's files, with an fsync that reaches the disk. Stock PGlite runs with fsync off; and where it is on, Emscripten's
 * file system has none to call, so a power cut would still take what was acknowledged last.
 */
export class SyncedFiles extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const { emscriptenOpts } = await super.init(pg, options)
    const preRun = [emscriptenOpts.preRun ?? []].flat()
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, addSync] } }
  }
}

function addSync(module: object): void {
  // Emscripten's own object, which PGlite's types leave out.
  const { NODEFS } = module as { NODEFS: NodeFiles }
  NODEFS.stream_ops.fsync = ({ nfd, node }) => {
    if (nfd !== undefined) fsyncSync(nfd)
    else syncFolder(NODEFS.realPath(node))
    return 0
  }
}

/** Folders are opened without a descriptor there; a file that was made or renamed lasts only once its folder is synced. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** How PostgreSQL is started in it: as PGlite does, but with fsync, and with the memory that a small table needs. */
export const START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync', // its default, fdatasync, does nothing in Emscripten
  '-c',
  'shared_buffers=8MB',
  '-c',
  'default_statistics_target=10', // ANALYZE reads 3,000 rows for it; 30,000 keep the thread for 0.2 s
]
