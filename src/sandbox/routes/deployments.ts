import { z } from 'zod'
import { resolveCommit } from '../branches/resolve.ts'
import { latestStatuses } from '../checks/state.ts'
import { emit, type PartsOf } from '../hooks/emit.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Deployment } from '../model.ts'
import { renderDeployment } from '../render/deployment.ts'
import { nextId, timestamp } from '../world.ts'

const ALL = '/repos/{owner}/{repo}/deployments'
const ONE = `${ALL}/{deployment_id}`

export const deploymentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: ALL,
    docs: 'deployments/deployments#create-a-deployment',
    needs: { deployments: 'write' },
    handle: create,
  },
  {
    method: 'GET',
    path: ALL,
    docs: 'deployments/deployments#list-deployments',
    needs: { deployments: 'read' },
    handle: list,
  },
  {
    method: 'GET',
    path: ONE,
    docs: 'deployments/deployments#get-a-deployment',
    needs: { deployments: 'read' },
    handle: (ctx) => ({ status: 200, body: renderDeployment(ctx.world, deploymentOf(ctx)) }),
  },
  {
    method: 'DELETE',
    path: ONE,
    docs: 'deployments/deployments#delete-a-deployment',
    needs: { deployments: 'write' },
    handle: remove,
  },
]

/** The deployment that the path names. */
export function deploymentOf(ctx: Context): Deployment {
  const id = ctx.number('deployment_id')
  const deployment = ctx.repository.deployments.find((one) => one.id === id)
  if (!deployment) throw notFound()
  return deployment
}

const deploymentInput = z.object({
  ref: z.string().min(1),
  task: z.string().default('deploy'),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).optional(),
  payload: z.union([z.record(z.string(), z.unknown()), z.string()]).default({}),
  environment: z.string().default('production'),
  description: z.string().nullish(),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
})
type DeploymentInput = z.infer<typeof deploymentInput>

function create(ctx: Context): Answer {
  const { world, repository } = ctx
  const input = ctx.input(deploymentInput)
  const sha = resolveCommit(world, repository, input.ref)
  if (sha === undefined) throw new ApiError(422, `No ref found for: ${input.ref}`)
  checkContexts(ctx, sha, input)
  const now = timestamp(world)
  const deployment: Deployment = {
    id: nextId(world),
    repository,
    sha,
    ref: input.ref,
    task: input.task,
    environment: input.environment,
    originalEnvironment: input.environment,
    description: input.description ?? null,
    payload: input.payload,
    transient: input.transient_environment,
    production: input.production_environment ?? input.environment === 'production',
    creator: ctx.account,
    app: ctx.app,
    createdAt: now,
    updatedAt: now,
    statuses: [],
  }
  repository.deployments.push(deployment)
  const shown = renderDeployment(world, deployment)
  emit(world, 'deployment', 'created', {
    repository,
    sender: ctx.account,
    // The description takes the payload for an object without properties.
    parts: { deployment: shown, workflow: null, workflow_run: null } as unknown as PartsOf<
      'deployment',
      'created'
    >,
  })
  return { status: 201, body: shown }
}

/** The statuses that must have succeeded: those that are named, or all that the commit has. */
function checkContexts(
  { repository }: Context,
  sha: string,
  { ref, required_contexts: named }: DeploymentInput,
): void {
  const statuses = latestStatuses(repository, sha)
  const wanted = named ?? statuses.map(({ context }) => context)
  const contexts = wanted.map((context) => ({
    context,
    state: statuses.find((one) => one.context === context)?.state ?? 'expected',
  }))
  if (contexts.every(({ state }) => state === 'success')) return
  throw new ApiError(409, `Conflict: Commit status checks failed for ${ref}.`)
}

function list(ctx: Context): Answer {
  const fits = (deployment: Deployment): boolean =>
    (['sha', 'ref', 'task', 'environment'] as const).every((field) => {
      const wanted = ctx.query(field)
      return wanted === null || wanted === 'none' || deployment[field] === wanted
    })
  const found = ctx.repository.deployments.filter(fits).toReversed()
  return page(ctx, found, (one) => renderDeployment(ctx.world, one))
}

function remove(ctx: Context): Answer {
  const deployment = deploymentOf(ctx)
  const { repository } = ctx
  const active = deployment.statuses.at(-1)?.state
  if (repository.deployments.length > 1 && active !== 'inactive')
    throw new ApiError(
      422,
      'We cannot delete an active deployment unless it is the only deployment in a given environment.',
    )
  repository.deployments = repository.deployments.filter((one) => one !== deployment)
  return { status: 204 }
}
