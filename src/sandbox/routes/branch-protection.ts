import { z } from 'zod'
import { unprotected } from '../branches/protect.ts'
import { branchSha } from '../branches/resolve.ts'
import { ApiError, invalid } from '../http/errors.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { BranchProtection, Chosen } from '../model.ts'
import { renderFullProtection } from '../render/protection.ts'
import { findAccount, findApp } from '../world.ts'

const path = '/repos/{owner}/{repo}/branches/{branch}/protection'

export const protectionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    docs: 'branches/branch-protection#get-branch-protection',
    needs: { administration: 'read' },
    role: 'admin',
    handle: (ctx) => show(ctx, rulesOf(ctx)),
  },
  {
    method: 'PUT',
    path,
    docs: 'branches/branch-protection#update-branch-protection',
    needs: { administration: 'write' },
    role: 'admin',
    handle: update,
  },
  {
    method: 'DELETE',
    path,
    docs: 'branches/branch-protection#delete-branch-protection',
    needs: { administration: 'write' },
    role: 'admin',
    handle: (ctx) => {
      ctx.repository.protections.delete(rulesOf(ctx).branch)
      return { status: 204 }
    },
  },
]

const show = (ctx: Context, rules: BranchProtection): Answer => ({
  status: 200,
  body: renderFullProtection(ctx.world, ctx.repository, rules),
})

function branchOf(ctx: Context): string {
  const branch = ctx.param('branch')
  if (branchSha(ctx.repository, branch) === undefined) throw new ApiError(404, 'Branch not found')
  return branch
}

function rulesOf(ctx: Context): BranchProtection {
  const rules = ctx.repository.protections.get(branchOf(ctx))
  if (!rules) throw new ApiError(404, 'Branch not protected')
  return rules
}

const names = z.array(z.string()).default([])
const chosen = z.object({ users: names, teams: names, apps: names })
const some = chosen.partial()
const on = z.boolean().nullish()

const input = z.object({
  required_status_checks: z
    .object({
      strict: z.boolean(),
      contexts: names,
      checks: z.array(z.object({ context: z.string() })).default([]),
    })
    .nullable(),
  enforce_admins: z.boolean().nullable(),
  required_pull_request_reviews: z
    .object({
      dismissal_restrictions: some.optional(),
      dismiss_stale_reviews: z.boolean().default(false),
      require_code_owner_reviews: z.boolean().default(false),
      required_approving_review_count: z.number().int().min(0).max(6).default(1),
      require_last_push_approval: on,
    })
    .nullable(),
  restrictions: chosen.nullable(),
  allow_force_pushes: on,
  allow_deletions: on,
  required_linear_history: on,
  block_creations: on,
  required_conversation_resolution: on,
  lock_branch: on,
  allow_fork_syncing: on,
})

// The sandbox does not hold anybody to these, so it does not say that it would.
const UNKNOWN = [
  'required_linear_history',
  'block_creations',
  'required_conversation_resolution',
  'lock_branch',
  'allow_fork_syncing',
] as const

/** All is said anew each time: what is left out is off. */
function update(ctx: Context): Answer {
  const branch = branchOf(ctx)
  const wanted = ctx.input(input)
  const checks = wanted.required_status_checks
  const reviews = wanted.required_pull_request_reviews
  const rules: BranchProtection = {
    ...unprotected(branch),
    requiredChecks: [
      ...new Set([...(checks?.contexts ?? []), ...(checks?.checks ?? []).map(({ context }) => context)]),
    ],
    strict: checks?.strict ?? false,
    requiredReviews: reviews?.required_approving_review_count ?? null,
    requireCodeOwners: reviews?.require_code_owner_reviews ?? false,
    dismissStale: reviews?.dismiss_stale_reviews ?? false,
    dismissers: dismissersNamed(ctx, reviews?.dismissal_restrictions),
    pushers: wanted.restrictions && chosenBy(ctx, 'restrictions', wanted.restrictions),
    enforceAdmins: wanted.enforce_admins ?? false,
    allowForcePushes: wanted.allow_force_pushes ?? false,
    allowDeletions: wanted.allow_deletions ?? false,
  }
  for (const rule of UNKNOWN) if (wanted[rule]) ctx.world.onUnhandled(`branch protection: ${rule}`)
  ctx.repository.protections.set(branch, rules)
  return show(ctx, rules)
}

/** An empty object takes the restriction away. */
function dismissersNamed(ctx: Context, named: z.infer<typeof some> | undefined): Chosen | null {
  const { users, teams, apps } = named ?? {}
  if (!users && !teams && !apps) return null
  return chosenBy(ctx, 'dismissal_restrictions', { users: users ?? [], teams: teams ?? [], apps: apps ?? [] })
}

function chosenBy(ctx: Context, field: string, { users, teams, apps }: z.infer<typeof chosen>): Chosen {
  const { world, repository } = ctx
  if (repository.owner.type !== 'Organization')
    throw invalid('Only organization repositories can have users and team restrictions')
  const found = <T>(name: string, one: T | null | undefined): T => {
    if (!one) throw invalid(`${name} in ${field} does not exist.`)
    return one
  }
  return {
    people: users.map((login) => found(login, findAccount(world, login))),
    teams: teams.map((slug) =>
      found(
        slug,
        repository.owner.teams.find((team) => team.slug === slug.toLowerCase()),
      ),
    ),
    apps: apps.map((slug) => found(slug, findApp(world, slug))),
  }
}
