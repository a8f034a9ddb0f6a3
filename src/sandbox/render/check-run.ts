import type { components } from '@octokit/openapi-types'
import type { components as webhooks } from '@octokit/openapi-webhooks-types'
import { runsOf, suiteState, latestRuns } from '../checks/state.ts'
import type { CheckAnnotation, CheckRun, CheckSuite, Repository } from '../model.ts'
import { pullsOf } from '../pulls/follow.ts'
import { nodeId, type World } from '../world.ts'
import { renderApp } from './app.ts'
import { pageUrl, renderRepository, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

const runUrl = (world: World, run: CheckRun): string =>
  `${repositoryUrl(world, run.suite.repository)}/check-runs/${run.id}`

export const checkRunPageUrl = (world: World, run: CheckRun): string =>
  `${pageUrl(world, run.suite.repository)}/runs/${run.id}`

export function renderCheckRun(world: World, run: CheckRun) {
  return {
    ...common(world, run),
    check_suite: { id: run.suite.id },
    app: renderApp(world, run.suite.app),
  } satisfies Schemas['check-run']
}

/** As the events show it: with its suite. */
export function renderCheckRunEvent(world: World, run: CheckRun) {
  const { suite } = run
  return {
    ...common(world, run),
    app: renderApp(world, suite.app),
    check_suite: { ...suiteCore(world, suite), app: renderApp(world, suite.app) },
  } satisfies webhooks['schemas']['check-run-with-simple-check-suite']
}

function common(world: World, run: CheckRun) {
  const { suite } = run
  const url = runUrl(world, run)
  return {
    id: run.id,
    node_id: nodeId('CheckRun', run.id),
    name: run.name,
    head_sha: suite.headSha,
    external_id: run.externalId,
    url,
    html_url: checkRunPageUrl(world, run),
    details_url: run.detailsUrl ?? checkRunPageUrl(world, run),
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    pull_requests: pullsAt(world, suite),
  }
}

/** The open pull requests whose head is this commit. */
function pullsAt(world: World, { repository, headSha }: CheckSuite) {
  const repo = { id: repository.id, name: repository.name, url: repositoryUrl(world, repository) }
  return pullsOf(repository)
    .filter((pull) => pull.issue.state === 'open' && pull.headSha === headSha)
    .map(
      (pull) =>
        ({
          id: pull.id,
          number: pull.issue.number,
          url: `${repositoryUrl(world, repository)}/pulls/${pull.issue.number}`,
          head: { ref: pull.headBranch, sha: pull.headSha, repo },
          base: { ref: pull.baseBranch, sha: pull.baseSha, repo },
        }) satisfies Schemas['pull-request-minimal'],
    )
}

function suiteCore(world: World, suite: CheckSuite) {
  const url = `${repositoryUrl(world, suite.repository)}/check-suites/${suite.id}`
  const { status, conclusion } = suiteState(suite)
  return {
    id: suite.id,
    node_id: nodeId('CheckSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status,
    conclusion,
    url,
    before: world.git.of(suite.repository.id).commit(suite.headSha).parents[0] ?? '0'.repeat(40),
    after: suite.headSha,
    pull_requests: pullsAt(world, suite),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
  }
}

function suiteMore(world: World, suite: CheckSuite) {
  const core = suiteCore(world, suite)
  return {
    ...core,
    latest_check_runs_count: latestRuns(runsOf(suite)).length,
    check_runs_url: `${core.url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
    head_commit: renderSimpleCommit(world, suite.repository, suite.headSha),
  }
}

export const renderCheckSuite = (world: World, suite: CheckSuite) =>
  ({
    ...suiteMore(world, suite),
    app: renderApp(world, suite.app),
    repository: renderRepository(world, suite.repository),
  }) satisfies Schemas['check-suite']

type SuiteEvents = webhooks['schemas']['webhook-check-suite-completed' | 'webhook-check-suite-rerequested']
type SuiteEvent = Extract<SuiteEvents, { action: 'completed' }>['check_suite'] &
  Extract<SuiteEvents, { action: 'rerequested' }>['check_suite']

/** As the events show it. Their descriptions lag behind each other in events and conclusions. */
export function renderCheckSuiteEvent(world: World, suite: CheckSuite): SuiteEvent {
  const shown = suiteMore(world, suite)
  return {
    ...shown,
    conclusion: shown.conclusion as SuiteEvent['conclusion'],
    app: renderApp(world, suite.app) as SuiteEvent['app'],
  }
}

function renderSimpleCommit(world: World, repository: Repository, sha: string) {
  const { tree, message, author, committer } = world.git.of(repository.id).commit(sha)
  const name = (one: typeof author) => ({ name: one.name, email: one.email })
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: author.date,
    author: name(author),
    committer: name(committer),
  } satisfies Schemas['simple-commit']
}

export const renderAnnotation = (world: World, { suite }: CheckRun, one: CheckAnnotation) =>
  ({
    path: one.path,
    blob_href: `${repositoryUrl(world, suite.repository)}/contents/${one.path}?ref=${suite.headSha}`,
    start_line: one.startLine,
    end_line: one.endLine,
    start_column: one.startColumn,
    end_column: one.endColumn,
    annotation_level: one.level,
    title: one.title,
    message: one.message,
    raw_details: one.rawDetails,
  }) satisfies Schemas['check-annotation']
