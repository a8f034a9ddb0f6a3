import type { components } from '@octokit/openapi-types'
import type { WorkflowRun } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'
import { pageUrl, renderRepository, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

const actionsUrl = (world: World, { repository }: WorkflowRun): string =>
  `${repositoryUrl(world, repository)}/actions`

export const renderWorkflowRun = (world: World, run: WorkflowRun) =>
  ({
    ...renderWorkflowRunEvent(world, run),
    head_repository_id: run.repository.id,
  }) satisfies Schemas['workflow-run']

/** As the webhook shows it. */
export function renderWorkflowRunEvent(world: World, run: WorkflowRun) {
  const { repository, workflow } = run
  const commit = world.git.of(repository.id).commit(run.headSha)
  return {
    id: run.id,
    name: workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: workflow.path,
    display_title: commit.message.split('\n')[0] ?? '',
    run_number: run.number,
    run_attempt: 1,
    event: run.event,
    status: 'completed' as const,
    conclusion: run.conclusion,
    workflow_id: workflow.id,
    check_suite_id: run.suiteId,
    check_suite_node_id: nodeId('CheckSuite', run.suiteId),
    ...addressesOf(world, run),
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor: renderUser(world, run.actor),
    triggering_actor: renderUser(world, run.actor),
    referenced_workflows: [],
    head_commit: {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    repository: renderRepository(world, repository),
    head_repository: renderRepository(world, repository),
  }
}

function addressesOf(world: World, run: WorkflowRun) {
  const url = `${actionsUrl(world, run)}/runs/${run.id}`
  return {
    url,
    html_url: `${pageUrl(world, run.repository)}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${actionsUrl(world, run)}/workflows/${run.workflow.id}`,
    check_suite_url: `${repositoryUrl(world, run.repository)}/check-suites/${run.suiteId}`,
  }
}

export function renderWorkflow(world: World, run: WorkflowRun) {
  const { workflow, repository } = run
  const page = pageUrl(world, repository)
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: 'active' as const,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    url: `${actionsUrl(world, run)}/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  } satisfies Schemas['workflow']
}
