import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { RepositoryName } from '../effects.ts'
import type { Misread } from '../evidence/evidence.ts'
import { gathered, type Gathered } from '../evidence/gathered.ts'
import type { MergeOptions } from '../evidence/merge.ts'
import type { Source } from '../evidence/read.ts'
import { graphql, type GitHub } from '../github/client.ts'
import { TransientError, statusOf } from '../github/errors.ts'
import { hashOf } from '../github/marker.ts'
import { EVIDENCE_FOLDER } from '../incident/document.ts'
import type { PostmortemState } from '../incident/state.ts'
import { changedIn, choose, TREES, type Chosen, type ExportFile, type TreesAnswer } from './export-files.ts'

/** What one look reads of the folder, as the files lie there; GitHub itself takes none of more than 100 MB. */
const MOST_BYTES = 32 * 1024 ** 2
/** Of one file, unpacked. */
const MOST_UNPACKED = 64 * 1024 ** 2
/** What a look keeps of them before it sorts on disk. */
const MEMORY = 16 * 1024 ** 2
// The client gives a request 20 s, its answer's body included.
const LONGEST_MS = 12_000
/** More than any timeline may show (`timeline.maximum`). */
const MOST_ENTRIES = 300
/** `version https://git-lfs.github.com/spec/v1`, and little more: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const LARGEST_POINTER = 1_024
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\//

type How = Pick<MergeOptions, 'zone' | 'day' | 'now'> & {
  readonly folder: string
  readonly from: string
  readonly to: string | null
}

const NOTHING: Gathered = { entries: [], alerts: [], findings: [] }

/** What the files in the evidence folder tell of this incident. A folder that has not changed costs no request. */
export async function readExports(
  github: GitHub,
  { repository: at, incident, pull, evidence }: PostmortemState,
  how: How,
): Promise<Gathered> {
  const { onBranch, onDefault } = evidence
  if (onBranch === null || onBranch === onDefault) return NOTHING
  const recall = github.remembered
    ? github.remembered.recall.bind(github.remembered)
    : <Value>(_: string, read: () => Promise<Value>) => read()
  const place = `${at.owner}/${at.repo} ${incident.number}`.toLowerCase()
  const { files, findings } = await recall(`files ${place} ${onBranch} ${onDefault ?? ''}`, () =>
    listed(github, at, {
      onBranch,
      onDefault,
      number: incident.number,
      pull: pull?.number ?? 0,
      folder: how.folder,
    }),
  )
  const { now: _, ...said } = how
  const key = `exports ${place} ${hashOf([files, findings, said])}`
  const isWhole = (told: Gathered): boolean => !told.findings.some(({ problem }) => problem === TOO_SLOW)
  return recall(key, () => contentsOf(github, at, { files, findings }, how), isWhole)
}

interface Folders {
  readonly onBranch: string
  readonly onDefault: string | null
  readonly number: number
  readonly pull: number
  readonly folder: string
}

async function listed(
  github: GitHub,
  { owner, repo }: RepositoryName,
  { onBranch, onDefault, number, pull, folder }: Folders,
): Promise<Chosen> {
  const variables = {
    owner,
    repo,
    branch: onBranch,
    base: onDefault ?? onBranch,
    hasBase: onDefault !== null,
    pull,
  }
  const { repository } = await graphql<TreesAnswer>(github, TREES, variables)
  const root = `${folder}/${EVIDENCE_FOLDER}`
  // A tree that another answer named is there: without it all of its rows would go, and come back with the next look.
  if (!repository?.branch || (onDefault !== null && !repository.base))
    throw new TransientError('GitHub does not show the evidence folder yet')
  return choose(repository.branch, repository.base ?? null, {
    root,
    number,
    changed: changedIn(repository.pullRequest?.files),
  })
}

async function contentsOf(
  github: GitHub,
  at: RepositoryName,
  { files, findings }: Chosen,
  { zone, day, now, from, to }: How,
): Promise<Gathered> {
  const cut: Misread[] = []
  const left = { bytes: MOST_BYTES }
  const sources: Source[] = []
  for (const file of files) {
    const small = file.bytes < LARGEST_POINTER ? await wholeOf(bytesOf(github, at, file, cut)) : null
    if (small !== null && POINTER.test(small.toString('latin1'))) cut.push(pointer(file))
    else if (small !== null) sources.push({ file: file.path, open: () => Readable.from([small]) })
    else if (file.bytes > left.bytes) cut.push(tooMuch(file))
    else {
      left.bytes -= file.bytes
      sources.push({ file: file.path, open: () => bytesOf(github, at, file, cut) })
    }
  }
  const filter = { from, ...(to === null ? {} : { to }) }
  const told = await gathered(
    sources,
    { zone, day, now, filter, most: MOST_UNPACKED, memory: MEMORY },
    MOST_ENTRIES,
  )
  return { ...told, findings: [...findings, ...told.findings, ...cut] }
}

const pointer = ({ path }: ExportFile): Misread => ({
  kind: 'file',
  problem: 'This is a pointer to a file that Git LFS holds, and not the file itself',
  fix: 'Add the file without LFS: `git lfs untrack` it in .gitattributes, then add it again.',
  origin: { file: path, line: 1 },
})

const tooMuch = ({ path }: ExportFile): Misread => ({
  kind: 'file',
  problem: 'Not read: all files together are larger than the 32 MB that are read here',
  fix: 'Cut it to the time around the incident, or pack it with gzip; `debrief timeline merge` takes files of any size.',
  origin: { file: path, line: 1 },
})

/** The clock cut it short: the next look may have more time. */
const TOO_SLOW = 'It took too long to read, so only its beginning was'

const tooSlow = ({ path }: ExportFile): Misread => ({
  kind: 'file',
  problem: TOO_SLOW,
  fix: 'Cut it to the time around the incident; `debrief timeline merge` takes files of any size.',
  origin: { file: path, line: 1 },
})

async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** As they come: a file is never held whole. */
async function* bytesOf(
  github: GitHub,
  { owner, repo }: RepositoryName,
  file: ExportFile,
  cut: Misread[],
): AsyncGenerator<Uint8Array> {
  const started = performance.now()
  try {
    const { data } = await github.client.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
      owner,
      repo,
      file_sha: file.oid,
      headers: { accept: 'application/vnd.github.raw+json' },
      request: { parseSuccessResponseBody: false },
    })
    // Unparsed, which Octokit's types do not know.
    for await (const piece of data as unknown as ReadableStream<Uint8Array>) {
      yield piece
      // Webhooks want their answer meanwhile.
      await setImmediate()
      if (performance.now() - started < LONGEST_MS) continue
      cut.push(tooSlow(file))
      return
    }
  } catch (error) {
    // A refusal is classified by who looks; a line that broke is none of the file's faults.
    if (statusOf(error) !== null && statusOf(error) !== 404) throw error
    throw new TransientError(`${file.path} could not be read`, null, { cause: error })
  }
}
