import type { Reading } from '../feature.ts'
import { wroteIt, type Author } from '../github/author.ts'
import { CHECK_NAME } from '../github/check-run.ts'
import { bulk, graphql, type BulkAnswer, type GitHub } from '../github/client.ts'
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

interface Answer {
  readonly pullRequest: PullAnswer | null
}
interface PullAnswer {
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly headRefOid: string
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
  state headRefOid isCrossRepository body author { __typename login }
  files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
}`

export async function read(github: GitHub, job: Job): Promise<Reading<CheckingState> | null> {
  if (job.number === undefined) return null
  const found = await readPull(github, job, job.number)
  if (!found || found.pull.state !== 'OPEN') return null
  const { pull, settings } = found
  const paths = found.paths.filter((path) => isDocument(path, settings.config))
  if (paths.length === 0) return null
  const {
    documents: read,
    standing,
    people,
  } = await readDocuments(github, job, pull, paths.slice(0, MAX_DOCUMENTS))
  const passedOver = paths.slice(MAX_DOCUMENTS).map((path) => ({ path, kind: 'one-of-many' as const }))
  const documents = [...read, ...passedOver]
  const parsed = documents.flatMap((document) => (document.kind === 'text' ? [parse(document.text)] : []))
  const home = `${job.owner}/${job.repo}`
  // A fork may come from a stranger, who must not learn from the check which private repositories there are.
  const wanted = wantedOf(parsed, home, pull.isCrossRepository ? 'home' : 'all')
  const targets = await readTargets(github, wanted, { name: home, answer: people })
  const state = {
    repository: home,
    headSha: pull.headRefOid,
    documents,
    standing,
    targets,
  }
  return { state, settings, concerns: job.number }
}

/** The pull request with the paths that it adds or changes; one more request for each further hundred files. */
async function readPull(github: GitHub, job: Job, number: number) {
  const paths: string[] = []
  let after: string | null = null
  for (;;) {
    const page: BulkAnswer<Answer> | null = await bulk<Answer>(github, job, PULL, {
      number: { type: 'Int!', value: number },
      after: { type: 'String', value: after },
    })
    if (!page?.repository.pullRequest) return null
    const pull: PullAnswer = page.repository.pullRequest
    for (const { path, changeType } of pull.files?.nodes ?? []) if (changeType !== 'DELETED') paths.push(path)
    if (!pull.files?.pageInfo.hasNextPage) return { pull, paths, settings: page.settings }
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
  readonly checkSuites: {
    readonly nodes: readonly {
      readonly status: string
      readonly checkRuns: { readonly nodes: readonly RunAnswer[] }
    }[]
  }
}

/** The documents at the head commit, the check that stands on it, and who can be assigned here: one request. */
async function readDocuments(github: GitHub, job: Job, pull: PullAnswer, paths: readonly string[]) {
  const expressions = paths.map((path, index) => [`p${index}`, `${pull.headRefOid}:${path}`] as const)
  const query = `query ($owner: String!, $repo: String!, $head: GitObjectID!, $app: Int
      ${expressions.map(([name]) => `, $${name}: String!`).join('')}) {
    repository(owner: $owner, name: $repo) {
      ${HOME}
      head: object(oid: $head) { ... on Commit {
        checkSuites(first: 10, filterBy: { appId: $app }) { nodes { status
          checkRuns(first: 50, filterBy: { checkName: "${CHECK_NAME}" }) { nodes { databaseId externalId } }
        } }
      } }
      ${expressions.map(([name]) => `${name}: object(expression: $${name}) { ... on Blob { oid text byteSize isBinary isTruncated } }`).join('\n')}
    }
  }`
  const variables = { owner: job.owner, repo: job.repo, head: pull.headRefOid, app: github.appId }
  type Answers = Readonly<Record<string, BlobAnswer | CommitAnswer | null>>
  const data = await graphql<{ repository: (HomeAnswer & Answers) | null }>(github, query, {
    ...variables,
    ...Object.fromEntries(expressions),
  })
  const head = data.repository?.['head'] as CommitAnswer | null | undefined
  // A suite that somebody asked for anew is queued until a run of it is written, however true the old one still is.
  const runs = (head?.checkSuites.nodes ?? []).flatMap(({ status, checkRuns }) =>
    status === 'COMPLETED' ? checkRuns.nodes : [],
  )
  const drafts = (wroteIt(github, pull.author) ? readPullMarker(pull.body)?.drafts : null) ?? []
  const documents = paths.flatMap((path, index) => {
    const blob = data.repository?.[`p${index}`] as BlobAnswer | null | undefined
    return blob ? [documentOf(path, blob, drafts)] : []
  })
  const newest = runs.toSorted((a, b) => (b.databaseId ?? 0) - (a.databaseId ?? 0))[0]
  return { documents, standing: newest?.externalId ?? null, people: data.repository }
}

function documentOf(path: string, blob: BlobAnswer, drafts: readonly string[]): DocumentState {
  if (blob.byteSize > MAX_BYTES || blob.isTruncated) return { path, kind: 'too-large' }
  if (blob.isBinary || blob.text === null) return { path, kind: blob.byteSize === 0 ? 'empty' : 'binary' }
  if (blob.text.trim() === '') return { path, kind: 'empty' }
  return { path, kind: 'text', text: blob.text, untouched: drafts.includes(blob.oid) }
}
