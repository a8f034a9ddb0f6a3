import { DEFAULT_CONFIG, type Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import { wroteIt } from '../github/author.ts'
import { textOf } from '../github/blob.ts'
import { bulk, type Beside, type GitHub, type Variables } from '../github/client.ts'
import { mustShow } from '../github/told.ts'
import type { Job } from '../queue/queue.ts'
import { rememberedIn } from '../catalogue/read.ts'
import type { Remembered } from '../recurrence/remembered.ts'
import { EVIDENCE_FOLDER, isDocument } from './document.ts'
import { isDocumentOf } from './draft.ts'
import { readPullMarker } from './pull.ts'
import { ISSUE, QUERY, type Answer, type IncidentAnswer, type PullAnswer } from './query.ts'
import type { FileState, IncidentState, PostmortemState, PullState, RepositoryState } from './state.ts'
import { eventsOf, saidIn } from './thread.ts'

export interface PostmortemReading<Repository, Beside> {
  readonly state: PostmortemState
  readonly settings: Settings
  /** What was asked along; null where nothing was. */
  readonly also: { readonly repository: Repository; readonly beside: Beside } | null
}

/** What a feature asks along, so that it need not ask again; `repository` is of type Repository, `beside` of type Query. */
export interface Also {
  readonly repository: string
  readonly beside: Beside
  readonly variables: Variables
}

/** What of a pull request a webhook may have told: its merge, or the head that was pushed. */
type Shows = (pull: PullAnswer) => { readonly at: string; readonly sha?: string } | null

/**
 * An incident and what there is of its postmortem; null where no issue has that number.
 * @param along what else to ask of a branch under that config, if anything.
 */
export async function readPostmortem<Repository, Further>(
  github: GitHub,
  job: Job,
  incident: number,
  shows: Shows,
  along: (branch: string, config: Config) => Also | null = () => null,
): Promise<PostmortemReading<Repository, Further> | null> {
  const { answer, also } = await ask<Repository, Further>(github, job, incident, along)
  const issue = answer?.repository.issue
  mustShow(job, incident, issue && { at: issue.updatedAt })
  for (const pull of answer?.repository.pullRequests.nodes ?? []) mustShow(job, pull.number, shows(pull))
  if (!answer || !issue) return null // deleted, transferred, or a pull request
  const { repository, settings } = answer
  const items = await allItems(github, job, issue)
  const state: PostmortemState = {
    repository: repositoryOf(repository, job),
    incident: incidentOf(issue),
    events: eventsOf(issue, items, github),
    branch: branchOf(settings.config, incident),
    branchSha: repository.branch?.target.oid ?? null,
    documentOnBranch: documentIn(repository.onBranch, incident),
    documentOnDefault: documentIn(repository.onDefault, incident),
    earlier: earlierIn(repository.index, settings.config),
    pull: pullOf(repository, github),
    comments: items.flatMap((item) => {
      const own = item.__typename === 'IssueComment' && wroteIt(github, item.author)
      return own && item.fullDatabaseId ? [{ id: Number(item.fullDatabaseId), body: item.body ?? '' }] : []
    }),
    said: items.flatMap((item) => (item.__typename === 'IssueComment' ? saidIn(item) : [])),
    evidence: { onBranch: evidenceIn(repository.onBranch), onDefault: evidenceIn(repository.onDefault) },
  }
  return { state, settings, also }
}

const branchOf = (config: Config, number: number): string => `${config.postmortem.branchPrefix}${number}`

/**
 * One request. The names that it asks for come from the config, which comes with the answer: it is asked with the
 * defaults, and once more only where a team has set others.
 */
async function ask<Repository, Further>(
  github: GitHub,
  job: Job,
  number: number,
  along: (branch: string, config: Config) => Also | null,
) {
  const askFor = async (config: Config) => {
    const branch = branchOf(config, number)
    const also = along(branch, config)
    const variables = {
      number: { type: 'Int!', value: number },
      branch: { type: 'String!', value: branch },
      ref: { type: 'String!', value: `refs/heads/${branch}` },
      onBranch: { type: 'String!', value: `refs/heads/${branch}:${config.postmortem.folder}` },
      onDefault: { type: 'String!', value: `HEAD:${config.postmortem.folder}` },
      index: { type: 'String!', value: `HEAD:${config.postmortem.folder}/index.json` },
      after: { type: 'String', value: null },
      ...also?.variables,
    }
    const selection = `${QUERY} ${also?.repository ?? ''}`
    const answer = await bulk<Answer & Repository, Further>(github, job, selection, variables, also?.beside)
    return { answer, also: also && answer }
  }
  const asked = await askFor(DEFAULT_CONFIG)
  const { postmortem } = asked.answer?.settings.config ?? DEFAULT_CONFIG
  const { branchPrefix, folder } = DEFAULT_CONFIG.postmortem
  const asDefault = postmortem.branchPrefix === branchPrefix && postmortem.folder === folder
  return !asked.answer || asDefault ? asked : askFor(asked.answer.settings.config)
}

/** The thread's items; one more request for each further hundred. */
async function allItems(github: GitHub, job: Job, issue: IncidentAnswer) {
  const items = [...issue.timelineItems.nodes]
  let { hasNextPage, endCursor } = issue.timelineItems.pageInfo
  while (hasNextPage) {
    const answer = await bulk<Pick<Answer, 'issue'>>(github, job, ISSUE, {
      number: { type: 'Int!', value: issue.number },
      after: { type: 'String', value: endCursor },
    })
    const more = answer?.repository.issue?.timelineItems
    items.push(...(more?.nodes ?? []))
    hasNextPage = more?.pageInfo.hasNextPage ?? false
    endCursor = more?.pageInfo.endCursor ?? null
  }
  return items
}

function repositoryOf(repository: Answer, job: Job): RepositoryState {
  const { url, isArchived: archived, defaultBranchRef } = repository
  const defaultBranch = defaultBranchRef
    ? { name: defaultBranchRef.name, sha: defaultBranchRef.target.oid }
    : null
  return { owner: job.owner, repo: job.repo, url, archived, defaultBranch }
}

function incidentOf(issue: IncidentAnswer): IncidentState {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    url: issue.url,
    createdAt: issue.createdAt,
    closedAt: issue.closedAt,
    author: issue.author?.login ?? null,
    assignees: issue.assignees.nodes.map(({ login }) => login),
    labels: issue.labels.nodes.map(({ name }) => name),
  }
}

function documentIn(tree: Answer['onBranch'], number: number): FileState | null {
  const entry = tree?.entries?.find(({ name, type }) => type === 'blob' && isDocumentOf(name, number))
  return entry ? { name: entry.name, oid: entry.oid } : null
}

/** By the folder's index; none where that is not there, or larger than GitHub shows. */
function earlierIn(index: Answer['index'], config: Config): readonly Remembered[] {
  const text = textOf(index)
  return text === null ? [] : rememberedIn(text).filter(({ id }) => isDocument(id, config))
}

const evidenceIn = (tree: Answer['onBranch']): string | null =>
  tree?.entries?.find(({ name, type }) => type === 'tree' && name === EVIDENCE_FOLDER)?.oid ?? null

function pullOf(repository: Answer, github: GitHub): PullState | null {
  const pull = repository.pullRequests.nodes.find(({ isCrossRepository }) => !isCrossRepository)
  if (!pull) return null
  const byApp = wroteIt(github, pull.author)
  return {
    number: pull.number,
    url: pull.url,
    body: pull.body,
    marker: byApp ? readPullMarker(pull.body) : null,
    state: pull.state === 'MERGED' ? 'merged' : pull.state === 'CLOSED' ? 'closed' : 'open',
    labels: pull.labels.nodes.map(({ name }) => name),
    byApp,
  }
}
