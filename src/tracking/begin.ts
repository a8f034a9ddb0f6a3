import type { Settings } from '../config/settings.ts'
import { wroteIt, type Author } from '../github/author.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { mustShow } from '../github/told.ts'
import { isDocument } from '../incident/document.ts'
import { readPullMarker } from '../incident/pull.ts'
import type { Job } from '../queue/queue.ts'
import * as answer from './answer.ts'
import type { Board, Content, Home } from './state.ts'

/** What a job is about, and how the repository stands. */
export interface Beginning {
  readonly home: Home
  readonly settings: Settings
  readonly paths: readonly string[]
  /** Texts that came along. */
  readonly documents: ReadonlyMap<string, Content | null>
  /** The merged pull request, where the job is about one. */
  readonly pull: { readonly board: Board; readonly incident: number | null } | null
}

interface RepositoryAnswer {
  readonly databaseId: number
  readonly url: string
  readonly pushedAt: string | null
  readonly isArchived: boolean
  readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null
}
const REPOSITORY = 'databaseId url pushedAt isArchived defaultBranchRef { name target { oid } }'

/** One request (and one for each further hundred files); null where there is no document to look at. */
export async function begin(github: GitHub, job: Job): Promise<Beginning | null> {
  if (job.path !== undefined) return beginWithDocument(github, job, job.path)
  return job.number === undefined ? null : beginWithPull(github, job, job.number)
}

async function beginWithDocument(github: GitHub, job: Job, path: string): Promise<Beginning | null> {
  const selection = `${REPOSITORY} document: object(expression: $at) { ${answer.BLOB} }`
  const variables = { at: { type: 'String!', value: `HEAD:${path}` } }
  const found = await bulk<RepositoryAnswer & { readonly document: answer.BlobAnswer | null }>(
    github,
    job,
    selection,
    variables,
  )
  mustShow(job, 'push', found && headOf(found.repository))
  const home = found ? homeOf(job, found.repository) : null
  if (!found || !home || !isDocument(path, found.settings.config)) return null
  const documents = new Map([[path, answer.contentOf(found.repository.document)]])
  return { home, settings: found.settings, paths: [path], documents, pull: null }
}

const headOf = ({ pushedAt: at, defaultBranchRef }: RepositoryAnswer) =>
  defaultBranchRef ? { at, sha: defaultBranchRef.target.oid } : { at }

interface PullAnswer extends answer.ThreadAnswer {
  readonly merged: boolean
  readonly updatedAt: string
  readonly baseRefName: string
  readonly body: string
  readonly author: Author
  readonly files: {
    readonly nodes: readonly { readonly path: string }[]
    readonly pageInfo: answer.Page
  } | null
}

async function beginWithPull(github: GitHub, job: Job, number: number): Promise<Beginning | null> {
  const paths: string[] = []
  let after: string | null = null
  for (;;) {
    const found = await askForPull(github, job, number, after)
    const pull = found?.repository.pullRequest
    mustShow(job, number, pull?.merged ? { at: pull.updatedAt } : null) // it is the merge that wakes
    const home = found ? homeOf(job, found.repository) : null
    if (!found || !home || !pull?.merged) return null
    // Merged into another branch: its documents come when that branch does.
    if (pull.baseRefName !== found.repository.defaultBranchRef?.name) return null
    paths.push(...(pull.files?.nodes ?? []).map(({ path }) => path))
    if (pull.files?.pageInfo.hasNextPage) {
      after = pull.files.pageInfo.endCursor
      continue
    }
    const documents = paths.filter((path) => isDocument(path, found.settings.config))
    if (documents.length === 0) return null
    const { settings } = found
    return { home, settings, paths: documents, documents: new Map(), pull: pullOf(github, pull) }
  }
}

function askForPull(github: GitHub, job: Job, number: number, after: string | null) {
  const selection = `${REPOSITORY} pullRequest(number: $number) {
    merged updatedAt baseRefName body author { __typename login } ${answer.thread('null')}
    files(first: 100, after: $after) { nodes { path } pageInfo { hasNextPage endCursor } }
  }`
  return bulk<RepositoryAnswer & { readonly pullRequest: PullAnswer | null }>(github, job, selection, {
    number: { type: 'Int!', value: number },
    after: { type: 'String', value: after },
  })
}

function homeOf(job: Job, { databaseId, url, isArchived, defaultBranchRef }: RepositoryAnswer): Home | null {
  if (isArchived || !defaultBranchRef) return null // nothing can be written, or nothing is there
  return { owner: job.owner, repo: job.repo, id: databaseId, url, sha: defaultBranchRef.target.oid }
}

/** The pull request that the app opened says which incident it is about. */
function pullOf(github: GitHub, pull: PullAnswer) {
  const incident = wroteIt(github, pull.author) ? readPullMarker(pull.body)?.incident : null
  return {
    board: answer.threadOf(github, pull),
    incident: typeof incident === 'number' ? incident : null,
  }
}
