import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import type { Reading } from '../feature.ts'
import { underSettings } from '../github/under-settings.ts'
import { wroteIt } from '../github/author.ts'
import { bulk, graphql, type BulkAnswer, type GitHub } from '../github/client.ts'
import { readMarker } from '../github/marker.ts'
import { mustShow } from '../github/told.ts'
import { allPages, type Page } from '../github/pages.ts'
import { actionVariables, allActions, fateOf, isOurs, type ActionAnswer } from '../incident/action-issues.ts'
import type { Job } from '../queue/queue.ts'
import { readPullMarker } from '../incident/pull.ts'
import { DASHBOARD_LABEL } from '../incident/dashboard.ts'
import { OVERVIEW, PULLS, incidentsQuery } from './query.ts'
import type { DashboardAnswer, IncidentAnswer, Overview, PullAnswer } from './query.ts'
import { readRequest } from './requests.ts'
import type { ActionIssue, Dashboard, DigestState, Incident, OpenPostmortem } from './state.ts'

export async function read(github: GitHub, job: Job): Promise<Reading<DigestState> | null> {
  const answer = await ask(github, job)
  const { asked } = answer?.repository ?? {}
  if (job.number !== undefined) mustShow(job, job.number, asked && { at: asked.updatedAt })
  if (!answer) return null
  const { repository, settings } = answer
  const actions = await allActions(github, job, repository.actions, settings.config)
  // Told of one that is not in the list: it is none of ours, or not any more.
  for (const { number, updatedAt: at } of actions) mustShow(job, number, { at })
  const pulls = await allPulls(github, job, repository.pulls, settings.config)
  const dashboard = dashboardOf(repository.dashboards.nodes, github)
  const state: DigestState = {
    repository: {
      owner: job.owner,
      repo: job.repo,
      url: repository.url,
      takesIssues: repository.hasIssuesEnabled && !repository.isArchived,
      hasDashboardLabel: repository.dashboardLabel !== null,
      pinnedIssues: repository.pinnedIssues?.totalCount ?? 0,
    },
    dashboard,
    actions: actions.filter((issue) => isOurs(github, issue, 'action')).map(actionOf),
    postmortems: await postmortemsOf(github, job, pulls),
    request: await readRequest(github, job, repository.asked ?? null, dashboard, settings.config),
  }
  return { state, settings, concerns: dashboard?.number ?? null }
}

const variablesOf = (config: Config) => ({
  ...actionVariables(config),
  pullLabel: { type: 'String!', value: config.postmortem.label },
})

function ask(github: GitHub, job: Job): Promise<BulkAnswer<Overview> | null> {
  const askFor = (config: Config) =>
    bulk<Overview>(github, job, OVERVIEW, {
      ...variablesOf(config),
      dashboardLabel: { type: 'String!', value: DASHBOARD_LABEL },
      number: { type: 'Int!', value: job.number ?? 0 },
      isAsked: { type: 'Boolean!', value: job.number !== undefined },
      after: { type: 'String', value: null },
    })
  return underSettings(askFor, ({ postmortem, actions }) => [postmortem.label, actions.label])
}

async function allPulls(github: GitHub, at: RepositoryName, first: Page<PullAnswer>, config: Config) {
  const { pullLabel } = variablesOf(config)
  return allPages(first, async (after) => {
    const variables = { pullLabel, after: { type: 'String', value: after } }
    const answer = await bulk<Pick<Overview, 'pulls'>>(github, at, PULLS, variables)
    return answer?.repository.pulls
  })
}

const actionOf = (issue: ActionAnswer): ActionIssue => ({
  number: issue.number,
  title: issue.title,
  ...fateOf(issue),
  assignees: issue.assignees.nodes.map(({ login }) => login),
})

/** The oldest that is ours, should there be two. */
function dashboardOf(issues: readonly DashboardAnswer[], github: GitHub): Dashboard | null {
  const issue = issues.find(
    ({ author, body }) => wroteIt(github, author) && readMarker('dashboard', body) !== null,
  )
  if (!issue) return null
  const written = issue.comments.nodes.flatMap(({ author, body, createdAt }) => {
    const week = wroteIt(github, author) ? readMarker('digest', body)?.['week'] : undefined
    return typeof week === 'string' ? [{ week, at: createdAt }] : []
  })
  const lastDigest = written.toSorted((a, b) => a.week.localeCompare(b.week)).at(-1) ?? null
  return { number: issue.number, body: issue.body, open: issue.state === 'OPEN', lastDigest }
}

async function postmortemsOf(
  github: GitHub,
  at: RepositoryName,
  pulls: readonly PullAnswer[],
): Promise<OpenPostmortem[]> {
  const ours = pulls.filter((pull) => isOurs(github, pull, 'pull'))
  const incidents = await incidentsOf(github, at, ours.flatMap(incidentNumber))
  return ours.map((pull) => ({
    number: pull.number,
    title: pull.title,
    createdAt: pull.createdAt,
    assignees: pull.assignees.nodes.map(({ login }) => login),
    incident: incidentNumber(pull).map((number) => incidents.get(number))[0] ?? null,
  }))
}

function incidentNumber({ body }: PullAnswer): number[] {
  const number = readPullMarker(body)?.incident
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? [number] : []
}

async function incidentsOf(
  github: GitHub,
  { owner, repo }: RepositoryName,
  numbers: readonly number[],
): Promise<Map<number, Incident>> {
  if (numbers.length === 0) return new Map()
  const query = incidentsQuery([...new Set(numbers)])
  const data = await graphql<{ repository: Record<string, IncidentAnswer | null> | null }>(github, query, {
    owner,
    repo,
  })
  const found = Object.values(data.repository ?? {}).filter((issue) => issue !== null)
  return new Map(
    found.map(({ number, body, closedAt, labels }) => [
      number,
      { number, body, closedAt, labels: labels.nodes.map(({ name }) => name) },
    ]),
  )
}
