import { z } from 'zod'
import { emit } from '../hooks/emit.ts'
import { ApiError, invalid } from '../http/errors.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { renderFullRepository } from '../render/repository.ts'
import { renameRepository } from '../repositories.ts'
import { timestamp } from '../world.ts'

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    docs: 'repos/repos#get-a-repository',
    needs: { metadata: 'read' },
    handle: show,
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}',
    docs: 'repos/repos#update-a-repository',
    needs: { administration: 'write' },
    role: 'admin',
    // An archive has to be taken back somehow.
    whenArchived: true,
    handle: update,
  },
]

function show(ctx: Context): Answer {
  return { status: 200, body: renderFullRepository(ctx.world, ctx.repository, ctx.viewer) }
}

const settings = z.object({
  // What a name cannot hold becomes a hyphen.
  name: z
    .string()
    .min(1)
    .transform((name) => name.replaceAll(/[^\w.-]+/g, '-'))
    .optional(),
  description: z.string().nullable().optional(),
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
  has_issues: z.boolean().optional(),
  default_branch: z.string().optional(),
})

function update(ctx: Context): Answer {
  const { repository, world } = ctx
  const input = ctx.input(settings)
  if (repository.archived && input.archived !== false)
    throw new ApiError(403, 'Repository was archived so is read-only.')
  const branch = input.default_branch
  if (branch !== undefined && !repository.refs.has(`refs/heads/${branch}`))
    throw invalid({
      resource: 'Repository',
      field: 'default_branch',
      code: 'custom',
      message: `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`,
    })
  if (input.name !== undefined) renameRepository(world, ctx.account, repository, input.name)
  repository.private = input.private ?? repository.private
  repository.hasIssues = input.has_issues ?? repository.hasIssues
  repository.updatedAt = timestamp(world)
  editTexts(ctx, input)
  setArchived(ctx, input.archived ?? repository.archived)
  return show(ctx)
}

function editTexts(ctx: Context, { description, default_branch: branch }: z.infer<typeof settings>): void {
  const { repository, world } = ctx
  const changes: { description?: { from: string | null }; default_branch?: { from: string } } = {}
  if (description !== undefined && description !== repository.description) {
    changes.description = { from: repository.description }
    repository.description = description
  }
  if (branch !== undefined && branch !== repository.defaultBranch) {
    changes.default_branch = { from: repository.defaultBranch }
    repository.defaultBranch = branch
  }
  if (Object.keys(changes).length > 0)
    emit(world, 'repository', 'edited', { repository, sender: ctx.account, parts: { changes } })
}

function setArchived(ctx: Context, archived: boolean): void {
  const { repository, world } = ctx
  if (archived === repository.archived) return
  repository.archived = archived
  const about = { repository, sender: ctx.account, parts: {} }
  if (archived) emit(world, 'repository', 'archived', about)
  else emit(world, 'repository', 'unarchived', about)
}
