import type { Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import type { Reading } from '../feature.ts'
import { asksFor } from '../github/asking.ts'
import { mayWrite } from '../github/permission.ts'
import { wroteIt } from '../github/author.ts'
import { textOf } from '../github/blob.ts'
import { bulk, graphql, type GitHub } from '../github/client.ts'
import { mustShow } from '../github/told.ts'
import { isDocument } from '../incident/document.ts'
import type { Job } from '../queue/queue.ts'
import { contentQuery, PULL, type CommentAnswer, type ContentAnswer, type PullAnswer } from './query.ts'
import { isUnsureIn, readRecord, toldIn } from './record.ts'
import type { Discussions, DocumentText, PublishingState } from './state.ts'
import { MOST_DOCUMENTS, publishes } from './targets.ts'

type Pull = NonNullable<PullAnswer['pullRequest']>

interface Found {
  readonly repository: PublishingState['repository']
  readonly pull: Pull & { readonly mergedAt: string }
  readonly settings: Settings
  readonly paths: readonly string[]
  readonly comments: readonly CommentAnswer[]
}

/** One request where nothing is to be published, two where something is. */
export async function read(github: GitHub, job: Job): Promise<Reading<PublishingState> | null> {
  const found = job.number === undefined ? null : await readPull(github, job, job.number)
  if (!found || found.paths.length === 0) return null
  const { repository, pull, settings, comments } = found
  const record = comments.flatMap((comment) => {
    const isRecord = wroteIt(github, comment.author) && readRecord(comment.body) !== null
    return isRecord ? [{ id: Number(comment.fullDatabaseId), body: comment.body }] : []
  })[0]
  const known = readRecord(record?.body ?? '')
  const asked = await newestRequest(github, job, comments, known?.answers ?? 0)
  const { documents, discussions } = await readContent(github, job, { ...found, isUnsure: isUnsureIn(known) })
  const state = {
    repository,
    pull: { number: pull.number, url: pull.url, mergedAt: pull.mergedAt },
    documents,
    record: record ?? null,
    asked,
    discussions,
  }
  return { state, settings, concerns: pull.number }
}

/** The pull request, with all of its files and comments; null where there is nothing to publish of it. */
async function readPull(github: GitHub, job: Job, number: number): Promise<Found | null> {
  const paths: string[] = []
  const comments: CommentAnswer[] = []
  let files: string | null = null
  let older: string | null = null
  for (let isFirst = true, more = { files: true, comments: true }; ; isFirst = false) {
    const found: Awaited<ReturnType<typeof ask>> = await ask(github, job, { number, files, older })
    const pull: Pull | null | undefined = found?.repository.pullRequest
    // It is the merge that wakes, or a word on what is merged.
    if (isFirst) mustShow(job, number, pull?.merged ? { at: pull.updatedAt } : null)
    if (!found || !pull) return null
    const { repository, settings } = found
    if (!isPublished(repository, pull, settings.config)) return null
    if (more.files) paths.push(...added(pull, settings.config))
    if (more.comments) comments.unshift(...pull.comments.nodes)
    more = {
      files: more.files && pull.files?.pageInfo.hasNextPage === true,
      comments: more.comments && pull.comments.pageInfo.hasPreviousPage,
    }
    files = pull.files?.pageInfo.endCursor ?? files
    older = pull.comments.pageInfo.startCursor ?? older
    if (more.files || more.comments) continue
    const { id, url, defaultBranchRef } = repository
    const branch = defaultBranchRef?.name ?? ''
    const place = { owner: job.owner, repo: job.repo, id, url, branch }
    return { repository: place, pull: { ...pull, mergedAt: pull.mergedAt ?? '' }, settings, paths, comments }
  }
}

const ask = (
  github: GitHub,
  job: Job,
  { number, files, older }: { number: number; files: string | null; older: string | null },
) =>
  bulk<PullAnswer>(github, job, PULL, {
    number: { type: 'Int!', value: number },
    files: { type: 'String', value: files },
    comments: { type: 'String', value: older },
  })

/** Merged into the default branch of a repository that publishes: documents of another branch come with that one. */
const isPublished = (
  { isArchived, defaultBranchRef }: PullAnswer,
  { merged, locked, baseRefName }: Pull,
  config: Config,
): boolean => merged && !locked && !isArchived && baseRefName === defaultBranchRef?.name && publishes(config)

const added = ({ files }: Pull, config: Config): string[] =>
  (files?.nodes ?? []).flatMap(({ path, changeType }) =>
    changeType === 'ADDED' && isDocument(path, config) ? [path] : [],
  )

// Asking who may write costs a request for each person, and anybody can comment on a public repository.
const NEWEST = 3

async function newestRequest(
  github: GitHub,
  job: Job,
  comments: readonly CommentAnswer[],
  answered: number,
): Promise<number | null> {
  const asking = comments.filter(
    ({ fullDatabaseId, author, body }) =>
      Number(fullDatabaseId) > answered && author?.__typename === 'User' && asksFor('publish', body),
  )
  for (const { fullDatabaseId, author } of asking.slice(-NEWEST).toReversed())
    if (await mayWrite(github, job, author?.login ?? '')) return Number(fullDatabaseId)
  return null
}

async function readContent(
  github: GitHub,
  job: Job,
  { paths, settings, isUnsure }: Found & { readonly isUnsure: boolean },
): Promise<{ documents: readonly DocumentText[]; discussions: Discussions | null }> {
  const wanted = paths.length > MOST_DOCUMENTS ? [] : paths
  const wantsTalk = settings.config.publish.discussions !== 'off'
  const expressions = wanted.map((path, index) => [`document${index}`, `HEAD:${path}`] as const)
  const values = {
    owner: job.owner,
    repo: job.repo,
    discussions: wantsTalk,
    lately: isUnsure,
    ...Object.fromEntries(expressions),
  }
  const mayBeClosed = ({ type, path }: { type: string; path: readonly unknown[] }): boolean =>
    type === 'FORBIDDEN' && path[0] === 'talk'
  const answer = await graphql<ContentAnswer>(github, contentQuery(wanted.length), values, mayBeClosed)
  const documents = paths.map((path, index) => {
    const blob = wanted.length === 0 ? null : answer.repository?.[`document${index}`]
    return { path, text: textOf(blob) }
  })
  const discussions = {
    enabled: answer.repository?.hasDiscussionsEnabled ?? false,
    categories: answer.talk?.discussionCategories.nodes ?? null,
    lately: (answer.talk?.discussions?.nodes ?? []).flatMap(({ number, body, author }) => {
      const id = wroteIt(github, author) ? toldIn(body) : null
      return id === null ? [] : [{ number, id }]
    }),
  }
  return { documents, discussions: wantsTalk ? discussions : null }
}
