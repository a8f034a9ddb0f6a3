import { setImmediate as breath } from 'node:timers/promises'
import type { Config } from '../config/schema.ts'
import type { Reading } from '../feature.ts'
import { underSettings } from '../github/under-settings.ts'
import { wroteIt } from '../github/author.ts'
import { bulk, type BulkAnswer, type GitHub } from '../github/client.ts'
import { folderOf, folderVariables, readDocuments } from '../github/folder.ts'
import { readMarker } from '../github/marker.ts'
import {
  actionMarkOf,
  actionVariables,
  allActions,
  fateOf,
  isOurs,
  type ActionAnswer,
} from '../incident/action-issues.ts'
import { parse } from '../postmortem/parse.ts'
import type { Job } from '../queue/queue.ts'
import type { Reviewed } from '../review/review.ts'
import { OVERVIEW, REVIEW_LABEL, type Overview } from './query.ts'
import type { ReviewingState } from './state.ts'

/** One request, one for each hundred documents, and one for each further hundred of actions. */
export async function read(github: GitHub, job: Job): Promise<Reading<ReviewingState> | null> {
  const answer = await ask(github, job)
  if (!answer) return null
  const { repository, settings } = answer
  const folder = folderOf(repository, settings.config)
  const actions = await allActions(github, job, repository.actions, settings.config)
  const texts = await readDocuments(github, job, folder.documents)
  const state: ReviewingState = {
    repository: {
      owner: job.owner,
      repo: job.repo,
      url: repository.url,
      branch: folder.branch?.name ?? null,
      takesIssues: repository.hasIssuesEnabled && !repository.isArchived,
      hasLabel: repository.reviewLabel !== null,
    },
    documents: await parsed(texts),
    actions: actions.flatMap((issue) => actionOf(github, issue)),
    written: repository.reviews.nodes
      .filter(({ author }) => wroteIt(github, author))
      .map(({ title, body }) => ({ title, span: spanIn(body) })),
    pending: repository.pending.nodes
      .filter((pull) => isOurs(github, pull, 'pull'))
      .map(({ number, createdAt }) => ({ number, createdAt })),
  }
  return { state, settings, concerns: null }
}

/** Hundreds of them take seconds, in which others are served too. */
async function parsed(texts: ReadonlyMap<string, string>): Promise<Reviewed[]> {
  const all: Reviewed[] = []
  for (const [path, text] of texts) {
    await breath()
    all.push({ path, postmortem: parse(text) })
  }
  return all
}

function ask(github: GitHub, job: Job): Promise<BulkAnswer<Overview> | null> {
  const askFor = (config: Config) =>
    bulk<Overview>(github, job, OVERVIEW, {
      ...actionVariables(config),
      ...folderVariables(config),
      pullLabel: { type: 'String!', value: config.postmortem.label },
      reviewLabel: { type: 'String!', value: REVIEW_LABEL },
      after: { type: 'String', value: null },
    })
  return underSettings(askFor, ({ postmortem, actions }) => [
    postmortem.folder,
    postmortem.label,
    actions.label,
  ])
}

function spanIn(body: string): string | null {
  const span = readMarker('review', body)?.['span']
  return typeof span === 'string' ? span : null
}

function actionOf(github: GitHub, issue: ActionAnswer): ReviewingState['actions'] {
  const mark = actionMarkOf(github, issue)
  return mark ? [{ number: issue.number, ...mark, ...fateOf(issue) }] : []
}
