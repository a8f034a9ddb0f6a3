import type * as GitHub from '@octokit/graphql-schema'
import { latestRuns, latestStatuses, runsOf, suiteState } from '../../checks/state.ts'
import { checkRunPageUrl } from '../../render/check-run.ts'
import type { App, CheckAnnotation, CheckRun, CheckSuite, Repository, Status } from '../../model.ts'
import { fullName, nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node, actorNode, gitNode, refNode, type Things } from '../nodes.ts'
import type { Scope } from '../scope.ts'

export function suitesField(
  scope: Scope,
  repository: Repository,
  sha: string,
  args: GitHub.CommitCheckSuitesArgs,
) {
  scope.read(repository, { checks: 'read' })
  const { appId, checkName } = args.filterBy ?? {}
  const found = repository.checkSuites.filter(
    (suite) =>
      suite.headSha === sha &&
      (!appId || suite.app.id === appId) &&
      (!checkName || runsOf(suite).some(({ name }) => name === checkName)),
  )
  return connection(found, args, (suite) => node('CheckSuite', suite))
}

export function suiteFields(scope: Scope, suite: CheckSuite): Fields<GitHub.CheckSuite> {
  const { repository, headBranch } = suite
  const state = suiteState(suite)
  return {
    __typename: 'CheckSuite',
    id: nodeId('CheckSuite', suite.id),
    databaseId: suite.id,
    status: upper(state.status),
    conclusion: state.conclusion && upper(state.conclusion),
    createdAt: suite.createdAt,
    updatedAt: suite.updatedAt,
    app: () => node('App', suite.app),
    branch: () => (headBranch === null ? null : refNode(repository, `refs/heads/${headBranch}`)),
    commit: () => gitNode(scope, repository, suite.headSha),
    repository: () => node('Repository', repository),
    workflowRun: null,
    checkRuns: (args: GitHub.CheckSuiteCheckRunsArgs) => {
      const { checkName, status, statuses, conclusions, checkType, appId } = args.filterBy ?? {}
      const all = checkType === 'ALL' ? runsOf(suite) : latestRuns(runsOf(suite))
      const found = all.filter(
        (run) =>
          (!checkName || run.name === checkName) &&
          (!appId || suite.app.id === appId) &&
          (!status || upper(run.status) === status) &&
          (!statuses || statuses.includes(upper(run.status))) &&
          (!conclusions || (run.conclusion !== null && conclusions.includes(upper(run.conclusion)))),
      )
      return connection(found, args, (run) => node('CheckRun', run))
    },
  }
}

const upper = <S extends string>(text: S): Uppercase<S> => text.toUpperCase() as Uppercase<S>

export function runFields(scope: Scope, run: CheckRun): Fields<GitHub.CheckRun> {
  const { suite } = run
  const { repository } = suite
  const url = checkRunPageUrl(scope.world, run)
  return {
    __typename: 'CheckRun',
    id: nodeId('CheckRun', run.id),
    databaseId: run.id,
    name: run.name,
    status: upper(run.status),
    conclusion: run.conclusion && upper(run.conclusion),
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    externalId: run.externalId,
    detailsUrl: run.detailsUrl,
    permalink: url,
    url,
    resourcePath: url.slice(scope.world.url.length),
    title: run.title,
    summary: run.summary,
    text: run.text,
    isRequired: () => isRequired(repository, run.name),
    checkSuite: () => node('CheckSuite', suite),
    repository: () => node('Repository', repository),
    annotations: (pages: Pages) =>
      connection(run.annotations, pages, (one) => annotationFields(scope, run, one)),
  }
}

const isRequired = (repository: Repository, name: string): boolean =>
  [...repository.protections.values()].some(({ requiredChecks }) => requiredChecks.includes(name))

function annotationFields(scope: Scope, run: CheckRun, one: CheckAnnotation): Fields<GitHub.CheckAnnotation> {
  const { repository, headSha } = run.suite
  return {
    __typename: 'CheckAnnotation',
    annotationLevel: upper(one.level),
    blobUrl: `${scope.world.url}/${fullName(repository)}/blob/${headSha}/${one.path}`,
    path: one.path,
    title: one.title,
    message: one.message,
    rawDetails: one.rawDetails,
    location: {
      __typename: 'CheckAnnotationSpan',
      start: { line: one.startLine, column: one.startColumn },
      end: { line: one.endLine, column: one.endColumn },
    },
  }
}

export const appFields = (scope: Scope, app: App): Fields<GitHub.App & { clientId?: string }> => ({
  __typename: 'App',
  id: nodeId('App', app.id),
  databaseId: app.id,
  clientId: app.clientId,
  slug: app.slug,
  name: app.name,
  description: app.description,
  url: `${scope.world.url}/apps/${app.slug}`,
  logoUrl: () => `${scope.world.url}/avatars/in/${app.id}?v=4`,
  logoBackgroundColor: 'ffffff',
  createdAt: app.createdAt,
  updatedAt: app.updatedAt,
})

export function statusContextFields(
  scope: Scope,
  { repository, status }: Things['StatusContext'],
): Fields<GitHub.StatusContext> {
  return {
    __typename: 'StatusContext',
    id: nodeId('Status', status.id),
    context: status.context,
    state: upper(status.state),
    description: status.description,
    targetUrl: status.targetUrl,
    createdAt: status.createdAt,
    creator: () => actorNode(status.creator),
    commit: () => gitNode(scope, repository, status.sha),
    isRequired: () => isRequired(repository, status.context),
  }
}

type State = GitHub.StatusState
const isStatus = (one: CheckRun | Status): one is Status => 'context' in one

/** Checks and statuses of a commit together; null where it has none. */
export function rollupNode(
  scope: Scope,
  repository: Repository,
  sha: string,
): Fields<GitHub.StatusCheckRollup> | null {
  scope.read(repository, { checks: 'read' }, { statuses: 'read' })
  const runs = latestRuns(repository.checkRuns.filter(({ suite }) => suite.headSha === sha))
  const statuses = latestStatuses(repository, sha)
  if (runs.length + statuses.length === 0) return null
  return {
    __typename: 'StatusCheckRollup',
    id: nodeId('Rollup', `${repository.id}:${sha}`),
    state: worst([...runs.map(stateOfRun), ...statuses.map(({ state }) => upper(state))]),
    commit: () => gitNode(scope, repository, sha),
    contexts: (pages: Pages) => ({
      ...connection([...runs, ...statuses], pages, (one) =>
        isStatus(one) ? node('StatusContext', { repository, status: one }) : node('CheckRun', one),
      ),
      checkRunCount: runs.length,
      statusContextCount: statuses.length,
    }),
  }
}

export function statusNode(scope: Scope, repository: Repository, sha: string): Fields<GitHub.Status> | null {
  scope.read(repository, { statuses: 'read' })
  const statuses = latestStatuses(repository, sha)
  if (statuses.length === 0) return null
  return {
    __typename: 'Status',
    id: nodeId('Rollup', `${repository.id}:${sha}:status`),
    state: worst(statuses.map(({ state }) => upper(state))),
    contexts: () => statuses.map((one) => node('StatusContext', { repository, status: one })),
    context: ({ name }: { name: string }) => {
      const status = statuses.find(({ context }) => context === name)
      return status ? node('StatusContext', { repository, status }) : null
    },
    commit: () => gitNode(scope, repository, sha),
  }
}

function stateOfRun({ status, conclusion }: CheckRun): State {
  if (status !== 'completed') return 'PENDING'
  return ['success', 'neutral', 'skipped'].includes(conclusion ?? '') ? 'SUCCESS' : 'FAILURE'
}

const worst = (states: readonly State[]): State =>
  (['ERROR', 'FAILURE', 'PENDING'] as const).find((state) => states.includes(state)) ?? 'SUCCESS'
