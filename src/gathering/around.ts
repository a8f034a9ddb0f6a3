import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { wroteIt } from '../github/author.ts'
import { graphql, type GitHub } from '../github/client.ts'
import { isForbidden, statusOf } from '../github/errors.ts'
import { readMarker, type BlockKind } from '../github/marker.ts'
import { findNote } from '../github/note.ts'
import type { FileState, PostmortemState } from '../incident/state.ts'
import { findBlock } from '../postmortem/kept-block.ts'
import type { Conversation } from './elsewhere.ts'
import {
  AROUND,
  type AroundAnswer,
  type CommitAnswer,
  type DeploymentAnswer,
  type ReleaseAnswer,
} from './query.ts'
import type { Commit, Deployment, Failure, OpenPostmortem, Release } from './state.ts'
import { earliestOf, endOf, isProduction, startOf } from './window.ts'

interface Wanted {
  readonly pull: number
  readonly document: FileState
  readonly config: Config
}

type Around = Pick<OpenPostmortem, 'document' | 'seen' | 'told'> & { readonly conversation: Conversation }

/** The document as it stands, and what the repository tells of the hours around the incident; null where it is no text. */
export async function lookAround(
  github: GitHub,
  state: PostmortemState,
  wanted: Wanted,
): Promise<Around | null> {
  const { config, document } = wanted
  // Only the document says when the incident began, and that is asked for along: where it was earlier, once more.
  let since = earliestOf(startOf('', state.incident), config)
  let answer = await ask(github, state, wanted, since)
  const text = textOf(answer)
  if (text === null) return null
  const earliest = earliestOf(startOf(text, state.incident), config)
  if (earliest < since) {
    since = earliest
    answer = await ask(github, state, wanted, since)
  }
  const { repository, deployed } = answer
  const branch = repository?.defaultBranchRef?.name ?? ''
  const asksRuns = config.timeline.sources.includes('workflows') && branch !== ''
  const span = { since, until: endOf(text, state.incident, config), branch }
  return {
    document: { ...document, text },
    conversation: repository?.pullRequest?.comments ?? { pageInfo: { hasNextPage: false }, nodes: [] },
    told: await toldOn(github, state, wanted.pull, answer, text),
    seen: {
      branch,
      commits: (repository?.defaultBranchRef?.target.history?.nodes ?? []).flatMap((commit) =>
        toCommit(commit, config),
      ),
      releases: (repository?.releases?.nodes ?? []).flatMap(toRelease),
      deployments: (deployed?.deployments?.nodes ?? []).flatMap((one) => toDeployment(one, config)),
      failures: asksRuns ? await failuresIn(github, state.repository, span) : [],
    },
  }
}

function ask(
  github: GitHub,
  { repository: { owner, repo }, incident }: PostmortemState,
  { pull, document, config }: Wanted,
  since: string,
): Promise<AroundAnswer> {
  const { sources } = config.timeline
  const end = endOf('', incident, config)
  const variables = {
    owner,
    repo,
    oid: document.oid,
    pull,
    since: second(since),
    until: end === null ? null : second(end),
    commits: sources.includes('commits') || sources.includes('deployments'),
    releases: sources.includes('releases'),
    deployments: sources.includes('deployments'),
  }
  return graphql<AroundAnswer>(github, AROUND, variables, isDeployment)
}

/** The app may not see deployments: the rest is told all the same. */
const isDeployment = ({ type, path }: { type: string; path: readonly unknown[] }): boolean =>
  type === 'FORBIDDEN' && path[0] === 'deployed'

function textOf({ repository }: AroundAnswer): string | null {
  const blob = repository?.document
  return !blob || blob.isBinary || blob.isTruncated ? null : (blob.text ?? null)
}

const KINDS: readonly BlockKind[] = ['timeline', 'metrics', 'factors']

/** The blocks of which it is said already, on the pull request, that they are people's. */
async function toldOn(
  github: GitHub,
  { repository: { owner, repo } }: PostmortemState,
  pull: number,
  { repository }: AroundAnswer,
  text: string,
): Promise<readonly BlockKind[]> {
  const comments = repository?.pullRequest?.comments
  const told = KINDS.filter((kind) =>
    comments?.nodes.some(
      ({ body, author }) => wroteIt(github, author) && isAbout(readMarker('note', body), kind),
    ),
  )
  if (!comments?.pageInfo.hasNextPage) return told
  for (const kind of KINDS) {
    const found = findBlock(text, kind)
    if (told.includes(kind) || found === null || found === 'broken' || found.owner === 'app') continue
    if (await findNote(github, { owner, repo, issue_number: pull }, (note) => isAbout(note, kind)))
      told.push(kind)
  }
  return told
}

const isAbout = (note: Readonly<Record<string, unknown>> | null, kind: BlockKind): boolean =>
  note?.['about'] === 'block' && note['key'] === kind

/** Not the first commit of all, which changed nothing, and no postmortem that was merged. */
function toCommit(answer: CommitAnswer, { postmortem }: Config): Commit[] {
  const { oid: sha, messageHeadline: title, committedDate: at, url, parents } = answer
  const merged = answer.associatedPullRequests?.nodes.find(({ mergedAt }) => mergedAt !== null)
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

interface Span {
  readonly since: string
  readonly until: string | null
  readonly branch: string
}

/** The runs that failed on the default branch; none where the app may not see them, or there are no Actions. */
async function failuresIn(
  github: GitHub,
  { owner, repo }: RepositoryName,
  { since, until, branch }: Span,
): Promise<Failure[]> {
  const created = until === null ? `>=${second(since)}` : `${second(since)}..${second(until)}`
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
