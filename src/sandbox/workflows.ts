import { resolveCommit } from './branches/resolve.ts'
import { emit, type PartsOf } from './hooks/emit.ts'
import type { Account, Repository, WorkflowRun } from './model.ts'
import { renderWorkflow, renderWorkflowRunEvent } from './render/workflow-run.ts'
import { nextId, timestamp, type World } from './world.ts'

interface NewRun {
  readonly workflow: string
  readonly branch: string
  readonly conclusion: WorkflowRun['conclusion']
}

/** There is no API call that runs a workflow to its end: it is there with its outcome at once, and told. */
export function runWorkflow(
  world: World,
  actor: Account,
  repository: Repository,
  { workflow: name, branch, conclusion }: NewRun,
): WorkflowRun {
  const headSha = resolveCommit(world, repository, branch)
  if (headSha === undefined) throw new Error(`There is no branch ${branch} to run a workflow on.`)
  const before = repository.workflowRuns.filter(({ workflow }) => workflow.name === name)
  const now = timestamp(world)
  const run: WorkflowRun = {
    id: nextId(world),
    repository,
    workflow: before[0]?.workflow ?? { id: nextId(world), name, path: `.github/workflows/${name}.yml` },
    number: before.length + 1,
    suiteId: nextId(world),
    event: 'push',
    headBranch: branch,
    headSha,
    conclusion,
    actor,
    createdAt: now,
    updatedAt: now,
  }
  repository.workflowRuns.push(run)
  const parts = { workflow: renderWorkflow(world, run), workflow_run: renderWorkflowRunEvent(world, run) }
  emit(world, 'workflow_run', 'completed', {
    repository,
    sender: actor,
    parts: parts satisfies PartsOf<'workflow_run', 'completed'>,
  })
  return run
}
