import type { Settings } from '../config/settings.ts'
import type { Reading } from '../feature.ts'
import { wroteIt, type Author } from '../github/author.ts'
import { bulk, type BulkAnswer, type GitHub } from '../github/client.ts'
import { mustShow } from '../github/told.ts'
import { CHECK_NAME } from '../github/check-run.ts'
import { isDocument } from '../incident/document.ts'
import { readPullMarker } from '../incident/pull.ts'
import { parse } from '../postmortem/parse.ts'
import type { Job } from '../queue/queue.ts'
import { HOME, readTargets, wantedOf, type HomeAnswer } from './targets.ts'
import type { CheckingState, DocumentState } from './state.ts'

// As much as GraphQL gives of a file. A postmortem of half a megabyte would be a book; more is a mistake, and is told so.
const MAX_BYTES = 512 * 1024
// One query reads them all: a handful is honest, hundreds would keep everybody else waiting.
const MAX_DOCUMENTS = 20

interface PullAnswer {
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly headRefOid: string
  readonly headRefName: string
  readonly updatedAt: string
  /** From a fork: then anybody could have written it. */
  readonly isCrossRepository: boolean
  readonly body: string
  readonly author: Author
  readonly files: {
    readonly nodes: readonly { readonly path: string; readonly changeType: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  } | null
}

const PULL = `pullRequest(number: $number) {
  state headRefOid headRefName updatedAt isCrossRepository body author { __typename login }
  files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
}`

export async function read(github: GitHub, job: Job): Promise<Reading<CheckingState> | null> {
  if (job.number === undefined) return null
  const found = await readPull(github, job, job.number)
  if (!found || found.pull.state !== 'OPEN') return null
  const { pull, settings } = found
  const paths = found.paths.filter((path) => isDocument(path, settings.config))
  if (paths.length === 0) return null
  const checked = paths.slice(0, MAX_DOCUMENTS)
  if (!pull.isCrossRepository)
    github.guesses?.note(job, job.number, { branch: pull.headRefName, paths: checked })
  const content = await contentOf(github, job, found, checked)
  if (!content) return null
  const passedOver = paths.slice(MAX_DOCUMENTS).map((path) => ({ path, kind: 'one-of-many' as const }))
  const drafts = (wroteIt(github, pull.author) ? readPullMarker(pull.body)?.drafts : null) ?? []
  const documents = [...documentsOf(content, checked, drafts), ...passedOver]
  const parsed = documents.flatMap((document) => (document.kind === 'text' ? [parse(document.text)] : []))
  const home = `${job.owner}/${job.repo}`
  // A fork may come from a stranger, who must not learn from the check which private repositories there are.
  const wanted = wantedOf(parsed, home, pull.isCrossRepository ? 'home' : 'all')
  const targets = await readTargets(github, wanted, { name: home, answer: content.home })
  const state = {
    repository: home,
    headSha: pull.headRefOid,
    documents,
    standing: standingOn(content.head),
    targets,
  }
  return { state, settings, concerns: job.number }
}

interface Found {
  readonly pull: PullAnswer
  /** Those that it adds or changes. */
  readonly paths: readonly string[]
  readonly settings: Settings
  /** What was asked along, of the branch and the documents that were seen last. */
  readonly along: Content | null
}

/** The pull request with its files; one more request for each further hundred of them. */
async function readPull(github: GitHub, job: Job, number: number): Promise<Found | null> {
  const guess = github.guesses?.pull(job, number) ?? null
  const asked = guess && askForContent(github, `refs/heads/${guess.branch}`, guess.paths)
  const paths: string[] = []
  let along: Content | null = null
  let after: string | null = null
  for (;;) {
    const more: typeof asked = after === null ? asked : null
    const page: BulkAnswer<PageAnswer> | null = await bulk<PageAnswer>(
      github,
      job,
      `${PULL} ${more?.selection ?? ''}`,
      {
        number: { type: 'Int!', value: number },
        after: { type: 'String', value: after },
        ...more?.variables,
      },
    )
    const pull: PullAnswer | null | undefined = page?.repository.pullRequest
    mustShow(job, number, pull && { at: pull.updatedAt, sha: pull.headRefOid })
    if (!page || !pull) return null
    if (more) along = more.content(page.repository)
    for (const { path, changeType } of pull.files?.nodes ?? []) if (changeType !== 'DELETED') paths.push(path)
    if (!pull.files?.pageInfo.hasNextPage) return { pull, paths, settings: page.settings, along }
    after = pull.files.pageInfo.endCursor
  }
}

interface BlobAnswer {
  readonly oid: string
  readonly text: string | null
  readonly byteSize: number
  readonly isBinary: boolean | null
  readonly isTruncated: boolean
}
interface RunAnswer {
  readonly databaseId: number | null
  readonly externalId: string | null
}
interface CommitAnswer {
  readonly oid: string
  readonly checkSuites: {
    readonly nodes: readonly {
      readonly status: string
      readonly checkRuns: { readonly nodes: readonly RunAnswer[] }
    }[]
  }
}
type ContentAnswer = HomeAnswer & {
  readonly head: CommitAnswer | null
  readonly [document: `p${number}`]: BlobAnswer | null
}
type PageAnswer = ContentAnswer & { readonly pullRequest: PullAnswer | null }

/** What stands in documents at one commit, and what is known there besides. */
interface Content {
  readonly head: CommitAnswer | null
  readonly home: HomeAnswer
  readonly blobs: ReadonlyMap<string, BlobAnswer | null>
}

/** The documents at a revision, the check that stands on it, and who can be assigned here. */
function askForContent(github: GitHub, revision: string, paths: readonly string[]) {
  const blobs = paths.map((path, index) => ({ path, name: `p${index}` as const }))
  const asked = blobs.map(
    ({ name }) =>
      `${name}: object(expression: $${name}) { ... on Blob { oid text byteSize isBinary isTruncated } }`,
  )
  return {
    selection: `
      ${HOME}
      head: object(expression: $head) { ... on Commit { oid
        checkSuites(first: 10, filterBy: { appId: $app }) { nodes { status
          checkRuns(first: 50, filterBy: { checkName: "${CHECK_NAME}" }) { nodes { databaseId externalId } }
        } }
      } }
      ${asked.join('\n')}`,
    variables: {
      head: { type: 'String!', value: revision },
      app: { type: 'Int', value: github.appId },
      ...Object.fromEntries(
        blobs.map(({ name, path }) => [name, { type: 'String!', value: `${revision}:${path}` }]),
      ),
    },
    content: (answer: ContentAnswer): Content => ({
      head: answer.head,
      home: answer,
      blobs: new Map(blobs.map(({ name, path }) => [path, answer[name] ?? null])),
    }),
  }
}

/** What came along, where that is of the very head and of all documents; else asked for now. */
async function contentOf(
  github: GitHub,
  job: Job,
  { pull, along }: Found,
  paths: readonly string[],
): Promise<Content | null> {
  const holds = along?.head?.oid === pull.headRefOid && paths.every((path) => along.blobs.has(path))
  if (holds) return along
  const { selection, variables, content } = askForContent(github, pull.headRefOid, paths)
  const found = await bulk<ContentAnswer>(github, job, selection, variables)
  return found && content(found.repository)
}

/** The hash of the newest check. */
function standingOn(head: CommitAnswer | null): string | null {
  // A suite that somebody asked for anew is queued until a run of it is written, however true the old one still is.
  const runs = (head?.checkSuites.nodes ?? []).flatMap(({ status, checkRuns }) =>
    status === 'COMPLETED' ? checkRuns.nodes : [],
  )
  const [newest] = runs.toSorted((a, b) => (b.databaseId ?? 0) - (a.databaseId ?? 0))
  return newest?.externalId ?? null
}

function documentsOf(
  { blobs }: Content,
  paths: readonly string[],
  drafts: readonly string[],
): DocumentState[] {
  return paths.flatMap((path) => {
    const blob = blobs.get(path)
    return blob ? [documentOf(path, blob, drafts)] : []
  })
}

function documentOf(path: string, blob: BlobAnswer, drafts: readonly string[]): DocumentState {
  if (blob.byteSize > MAX_BYTES || blob.isTruncated) return { path, kind: 'too-large' }
  if (blob.isBinary || blob.text === null) return { path, kind: blob.byteSize === 0 ? 'empty' : 'binary' }
  if (blob.text.trim() === '') return { path, kind: 'empty' }
  return { path, kind: 'text', text: blob.text, untouched: drafts.includes(blob.oid) }
}
