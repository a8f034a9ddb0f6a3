import { INDEX_COMMIT } from '../catalogue/commit.ts'
import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { wroteIt } from '../github/author.ts'
import { textOf } from '../github/blob.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { isForbidden, statusOf } from '../github/errors.ts'
import { readMarker, type BlockKind } from '../github/marker.ts'
import type { SpanGuess } from '../github/guesses.ts'
import { findNote } from '../github/note.ts'
import { isDocumentOf } from '../incident/draft.ts'
import type { Also } from '../incident/read.ts'
import type { FileState, PostmortemState } from '../incident/state.ts'
import { findBlock } from '../postmortem/kept-block.ts'
import type { Conversation } from './conversation.ts'
import type { Job } from '../queue/queue.ts'
import {
  MOST_COMMITS,
  askAround,
  type AroundAnswer,
  type CommitAnswer,
  type DeploymentAnswer,
  type ReleaseAnswer,
} from './query.ts'
import type { Commit, Deployment, Failure, OpenPostmortem, Release } from './state.ts'
import { earliestOf, endOf, isProduction, startOf } from './window.ts'

type Around = Pick<OpenPostmortem, 'document' | 'seen' | 'told'> & {
  /** What was said on the pull request, the first of it; null where it did not come along. */
  readonly talk: Conversation | null
}

/** What to ask along with the incident: of the document that was seen last, and of the commits that were of interest then. */
export function askAlong(github: GitHub, job: Job, incident: number) {
  return (branch: string, config: Config): Also | null => {
    const path = github.guesses?.onBranch(job, branch).find((each) => isDocumentOf(nameOf(each), incident))
    if (path === undefined) return null
    const { sources } = config.timeline
    const span = github.guesses?.span(job, incident) ?? { since: null, until: null }
    return askAround({ document: `refs/heads/${branch}:${path}`, branch, sources, ...span })
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

interface Wanted {
  readonly job: Job
  readonly pull: number
  readonly document: FileState
  readonly config: Config
  /** What was asked along, where it was. */
  readonly along: AroundAnswer | null
}

/** The document as it stands, and what the repository tells of the hours around the incident; null where it is no text. */
export async function lookAround(
  github: GitHub,
  state: PostmortemState,
  wanted: Wanted,
): Promise<Around | null> {
  const found = await documentAndCommits(github, state, wanted)
  if (found === null) return null
  const { answer, text, span } = found
  const { config, document, job } = wanted
  const { changed, releases } = answer.repository
  const branch = changed?.name ?? ''
  const asksRuns = config.timeline.sources.includes('workflows') && branch !== ''
  return {
    document: { ...document, text },
    talk: answer.repository.talk.nodes.find(({ number }) => number === wanted.pull)?.comments ?? null,
    told: await toldOn(github, state, wanted.pull, answer, text),
    seen: {
      branch,
      commits: commitsIn(answer).flatMap((commit) => toCommit(commit, config)),
      releases: (releases?.nodes ?? []).flatMap(toRelease),
      deployments: (answer.beside.deployed?.deployments?.nodes ?? []).flatMap((one) =>
        toDeployment(one, config),
      ),
      failures: asksRuns ? await failuresIn(github, job, { ...span, branch }) : [],
    },
  }
}

interface Found {
  readonly answer: AroundAnswer
  readonly text: string
  readonly span: Span
}

/** By one request, where the guess was right; else by one more, and another one where only the document says how far back. */
async function documentAndCommits(
  github: GitHub,
  state: PostmortemState,
  { job, document, config, along }: Wanted,
): Promise<Found | null> {
  const { incident, branch } = state
  const spanBy = (text: string): Span => ({
    since: second(earliestOf(startOf(text, incident), config)),
    until: secondOrNull(endOf(text, incident, config)),
  })
  const askFor = async (span: SpanGuess): Promise<AroundAnswer | null> => {
    const asked = askAround({ document: document.oid, branch, sources: config.timeline.sources, ...span })
    const { repository, variables, beside } = asked
    return bulk<AroundAnswer['repository'], AroundAnswer['beside']>(
      github,
      job,
      repository,
      variables,
      beside,
    )
  }
  const isOfIt = along?.repository.document?.oid === document.oid
  let asked: SpanGuess = isOfIt ? (github.guesses?.span(job, incident.number) ?? NO_BOUNDS) : spanBy('')
  let answer = isOfIt ? along : await askFor(asked)
  const text = answer && textOf(answer.repository.document)
  if (!answer || text === null) return null
  const span = spanBy(text)
  if (!covers(asked, span, commitsIn(answer).length)) {
    asked = span
    answer = await askFor(span)
  }
  github.guesses?.noteSpan(job, incident.number, span)
  return answer && { answer, text, span }
}

const NO_BOUNDS: SpanGuess = { since: null, until: null }

const commitsIn = ({ repository }: AroundAnswer): readonly CommitAnswer[] =>
  repository.changed?.target.history?.nodes ?? []

/** Whether all commits of `wanted` are among those that were found between `asked`, of which the oldest may be cut off. */
function covers(asked: SpanGuess, wanted: Span, found: number): boolean {
  if (asked.since !== null && asked.since > wanted.since) return false
  if (asked.until === wanted.until) return true
  const reachesAsFar = asked.until === null || (wanted.until !== null && wanted.until <= asked.until)
  return reachesAsFar && found < MOST_COMMITS
}

const KINDS: readonly BlockKind[] = ['timeline', 'metrics', 'factors']

/** The blocks of which it is said already, on the pull request, that they are people's or broken. */
async function toldOn(
  github: GitHub,
  { repository: { owner, repo } }: PostmortemState,
  pull: number,
  { repository: { talk } }: AroundAnswer,
  text: string,
): Promise<readonly BlockKind[]> {
  const comments = talk.nodes.find(({ number }) => number === pull)?.comments
  const told = KINDS.filter((kind) =>
    comments?.nodes.some(
      ({ body, author }) => wroteIt(github, author) && isAbout(readMarker('note', body), kind),
    ),
  )
  if (comments?.pageInfo.hasNextPage === false) return told
  for (const kind of KINDS) {
    const found = findBlock(text, kind)
    if (told.includes(kind) || found === null || (found !== 'broken' && found.owner === 'app')) continue
    if (await findNote(github, { owner, repo, issue_number: pull }, (note) => isAbout(note, kind)))
      told.push(kind)
  }
  return told
}

const isAbout = (note: Readonly<Record<string, unknown>> | null, kind: BlockKind): boolean =>
  note?.['about'] === 'block' && note['key'] === kind

/** Not the first commit of all, which changed nothing, no postmortem that was merged, and not their index. */
function toCommit(answer: CommitAnswer, { postmortem }: Config): Commit[] {
  const { oid: sha, messageHeadline: title, committedDate: at, url, parents } = answer
  const merged = answer.associatedPullRequests?.nodes.find(({ mergedAt }) => mergedAt !== null)
  if (title === INDEX_COMMIT && !merged) return []
  if (parents.totalCount === 0 || merged?.headRefName.startsWith(postmortem.branchPrefix)) return []
  const pull = merged
    ? { number: merged.number, title: merged.title, url: merged.url, at: merged.mergedAt ?? at }
    : null
  return [{ sha, at, title, url, pull }]
}

const toRelease = ({
  databaseId: id,
  tagName: tag,
  name,
  url,
  publishedAt: at,
  isDraft,
}: ReleaseAnswer): Release[] =>
  id === null || at === null || isDraft ? [] : [{ id, at, tag, title: name, url }]

/** Not the preview of a pull request: those of postmortems themselves would follow each commit of ours with another one. */
function toDeployment(answer: DeploymentAnswer, { postmortem }: Config): Deployment[] {
  const { databaseId: id, createdAt, commitOid: sha, commit, latestStatus, statuses } = answer
  const environment = answer.environment ?? 'production'
  const [pull] = commit?.associatedPullRequests?.nodes ?? []
  const isPreview = pull?.mergedAt === null && !isProduction(environment)
  if (id === null || isPreview || pull?.headRefName.startsWith(postmortem.branchPrefix)) return []
  const ends = [...(latestStatus ? [latestStatus] : []), ...(statuses?.nodes ?? [])]
    .filter(({ state }) => state !== 'INACTIVE')
    .toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
  const [last] = ends
  const status = last && { state: last.state.toLowerCase(), at: last.createdAt, log: last.logUrl || null }
  return [{ id, at: createdAt, sha, environment, status: status ?? null }]
}

/** GitHub's own times are of whole seconds. */
const second = (instant: string): string => `${instant.slice(0, 19)}Z`
const secondOrNull = (instant: string | null): string | null => (instant === null ? null : second(instant))

/** What is of interest: instants of whole seconds, no end while the incident lasts. */
interface Span {
  readonly since: string
  readonly until: string | null
}

/** The runs that failed on the default branch; none where the app may not see them, or there are no Actions. */
async function failuresIn(
  github: GitHub,
  { owner, repo }: RepositoryName,
  { since, until, branch }: Span & { readonly branch: string },
): Promise<Failure[]> {
  const created = until === null ? `>=${since}` : `${since}..${until}`
  const which = { branch, created, status: 'failure' as const, per_page: 100 }
  try {
    const { data } = await github.client.request('GET /repos/{owner}/{repo}/actions/runs', {
      owner,
      repo,
      ...which,
    })
    return data.workflow_runs.map((run) => ({
      id: Number(run.id),
      at: run.run_started_at ?? run.created_at,
      workflow: run.name ?? run.path,
      workflowId: run.workflow_id,
      url: run.html_url,
    }))
  } catch (error) {
    if (isForbidden(error) || statusOf(error) === 404) return []
    throw error
  }
}
