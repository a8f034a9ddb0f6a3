import { DEFAULT_CONFIG } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import { wroteIt, type Author } from '../github/author.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { mustShow } from '../github/told.ts'
import { isDocument } from '../incident/document.ts'
import { readPullMarker } from '../incident/pull.ts'
import type { Job } from '../queue/queue.ts'
import * as answer from './answer.ts'
import { Question } from './question.ts'
import { possibleLabels } from './shelf.ts'
import type { Board, Home } from './state.ts'
import { Survey, type SurveyAnswer } from './survey.ts'

/** What a job is about, and how the repository stands. */
export interface Beginning {
  readonly home: Home
  readonly settings: Settings
  readonly paths: readonly string[]
  /** What is known of the repository by now. */
  readonly survey: Survey
  /** The merged pull request, where the job is about one. */
  readonly pull: { readonly board: Board; readonly incident: number | null } | null
}

interface RepositoryAnswer {
  readonly databaseId: number
  readonly url: string
  readonly pushedAt: string | null
  readonly isArchived: boolean
  readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null
  /** Only where it is asked for. */
  readonly pullRequest?: PullAnswer | null
}
const REPOSITORY = 'databaseId url pushedAt isArchived defaultBranchRef { name target { oid } }'

/** One request (and one for each further hundred files); null where there is no document to look at. */
export async function begin(github: GitHub, job: Job): Promise<Beginning | null> {
  if (job.path !== undefined) return beginWithDocument(github, job, job.path)
  return job.number === undefined ? null : beginWithPull(github, job, job.number)
}

async function beginWithDocument(github: GitHub, job: Job, path: string): Promise<Beginning | null> {
  const found = await open(github, job, [path])
  if (!found || !isDocument(path, found.settings.config)) return null
  const { home, settings, survey } = found
  return { home, settings, survey, paths: [path], pull: null }
}

/**
 * How the repository stands, and in the same request, for documents that it is likely about, what tracking them takes:
 * asked as the default settings have it, and by the numbers of incidents that their names begin with. What was guessed
 * wrong is asked anew.
 */
async function open(
  github: GitHub,
  job: Job,
  paths: readonly string[],
  more: Selection = { selection: '', variables: {} },
) {
  const place = { owner: job.owner, repo: job.repo }
  const question = new Question()
  const guessed = new Survey(place, 'HEAD', DEFAULT_CONFIG)
  const likely = paths.filter((path) => isDocument(path, DEFAULT_CONFIG))
  const wishes = { documents: likely, incidents: likely.flatMap(incidentNamedBy), logins: null }
  const along =
    likely.length > 0 ? guessed.select(question, { ...wishes, issues: [], exist: [], folder: null }) : null
  const found = await bulk<RepositoryAnswer & SurveyAnswer>(
    github,
    job,
    `${REPOSITORY} ${along ?? ''} ${more.selection}`,
    { ...question.variables, ...more.variables },
  )
  mustShow(job, 'push', found && headOf(found.repository))
  const home = found ? homeOf(job, found.repository) : null
  if (!found || !home) return null
  const { settings, repository } = found
  guessed.settleAt(home.sha)
  if (along !== null) guessed.take(github, repository)
  const isRight =
    along !== null && String(possibleLabels(settings.config)) === String(possibleLabels(DEFAULT_CONFIG))
  const survey = isRight ? guessed : new Survey(place, home.sha, settings.config)
  return { home, settings, survey, repository }
}

interface Selection {
  readonly selection: string
  readonly variables: Parameters<typeof bulk>[3]
}

/** `12-checkout-errors.md`, as the app itself names them. */
function incidentNamedBy(path: string): number[] {
  const number = Number(/(?:^|\/)(\d{1,9})(?:-[^/]*)?\.md$/.exec(path)?.[1])
  return number > 0 ? [number] : []
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
  const guess = github.guesses?.pull(job, number)?.paths ?? []
  let survey: Survey | null = null
  let after: string | null = null
  for (;;) {
    const found: Opened = await open(github, job, survey ? [] : guess, askForPull(number, after))
    const pull: PullAnswer | null | undefined = found?.repository.pullRequest
    mustShow(job, number, pull?.merged ? { at: pull.updatedAt } : null) // it is the merge that wakes
    if (!found || !pull?.merged) return null
    // Merged into another branch: its documents come when that branch does.
    if (pull.baseRefName !== found.repository.defaultBranchRef?.name) return null
    survey ??= found.survey
    paths.push(...(pull.files?.nodes ?? []).map(({ path }) => path))
    if (pull.files?.pageInfo.hasNextPage) {
      after = pull.files.pageInfo.endCursor
      continue
    }
    const { home, settings } = found
    const documents = paths.filter((path) => isDocument(path, settings.config))
    return documents.length === 0
      ? null
      : { home, settings, survey, paths: documents, pull: pullOf(github, pull) }
  }
}

type Opened = Awaited<ReturnType<typeof open>>

const askForPull = (number: number, after: string | null): Selection => ({
  selection: `pullRequest(number: $number) {
    merged updatedAt baseRefName body author { __typename login } ${answer.thread('null')}
    files(first: 100, after: $after) { nodes { path } pageInfo { hasNextPage endCursor } }
  }`,
  variables: { number: { type: 'Int!', value: number }, after: { type: 'String', value: after } },
})

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
