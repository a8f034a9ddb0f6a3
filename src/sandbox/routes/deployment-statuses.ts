import { z } from 'zod'
import { emit, type PartsOf } from '../hooks/emit.ts'
import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Deployment, DeploymentStatus } from '../model.ts'
import { renderDeployment, renderDeploymentStatus } from '../render/deployment.ts'
import { nextId, timestamp } from '../world.ts'
import { deploymentOf } from './deployments.ts'

const ALL = '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses'

export const deploymentStatusRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: ALL,
    docs: 'deployments/statuses#create-a-deployment-status',
    needs: { deployments: 'write' },
    handle: create,
  },
  {
    method: 'GET',
    path: ALL,
    docs: 'deployments/statuses#list-deployment-statuses',
    needs: { deployments: 'read' },
    handle: (ctx) =>
      page(ctx, deploymentOf(ctx).statuses.toReversed(), (one) => renderDeploymentStatus(ctx.world, one)),
  },
  {
    method: 'GET',
    path: `${ALL}/{status_id}`,
    docs: 'deployments/statuses#get-a-deployment-status',
    needs: { deployments: 'read' },
    handle(ctx) {
      const id = ctx.number('status_id')
      const status = deploymentOf(ctx).statuses.find((one) => one.id === id)
      if (!status) throw notFound()
      return { status: 200, body: renderDeploymentStatus(ctx.world, status) }
    },
  },
]

const statusInput = z.object({
  state: z.enum(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']),
  target_url: z.string().optional(),
  log_url: z.string().optional(),
  description: z.string().max(140).default(''),
  environment: z.string().optional(),
  environment_url: z.string().default(''),
  auto_inactive: z.boolean().default(true),
})

function create(ctx: Context): Answer {
  const deployment = deploymentOf(ctx)
  const input = ctx.input(statusInput)
  const environment = input.environment ?? deployment.environment
  const status = add(ctx, deployment, {
    state: input.state,
    description: input.description,
    environment,
    environmentUrl: input.environment_url,
    logUrl: input.log_url ?? input.target_url ?? '',
  })
  deployment.environment = environment
  if (input.state === 'success' && input.auto_inactive) retireOthers(ctx, deployment)
  const body = renderDeploymentStatus(ctx.world, status)
  return { status: 201, body, headers: { location: body.url } }
}

type NewStatus = Pick<DeploymentStatus, 'state' | 'description' | 'environment' | 'environmentUrl' | 'logUrl'>

function add(ctx: Context, deployment: Deployment, own: NewStatus): DeploymentStatus {
  const { world, account, app, repository } = ctx
  const now = timestamp(world)
  const status: DeploymentStatus = {
    id: nextId(world),
    deployment,
    creator: account,
    app,
    createdAt: now,
    updatedAt: now,
    ...own,
  }
  deployment.statuses.push(status)
  deployment.updatedAt = now
  emit(world, 'deployment_status', 'created', {
    repository,
    sender: account,
    // The description takes the payload for an object without properties, and knows fewer events of an app.
    parts: {
      deployment: renderDeployment(world, deployment),
      deployment_status: renderDeploymentStatus(world, status),
    } as unknown as PartsOf<'deployment_status', 'created'>,
  })
  return status
}

/** What succeeds takes the place of what was in that environment before, unless that is a lasting production. */
function retireOthers(ctx: Context, deployment: Deployment): void {
  for (const other of ctx.repository.deployments) {
    const former = other.statuses.at(-1)
    if (other.id >= deployment.id || other.environment !== deployment.environment) continue
    if (former?.state !== 'success' || other.transient) continue
    const { environment, environmentUrl, logUrl } = former
    add(ctx, other, { state: 'inactive', description: '', environment, environmentUrl, logUrl })
  }
}
