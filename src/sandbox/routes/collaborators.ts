import { z } from 'zod'
import { emit } from '../hooks/emit.ts'
import { invalid, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Account, Invitation, Repository, Role } from '../model.ts'
import { renderUser } from '../render/account.ts'
import { renderInvitation } from '../render/invitation.ts'
import { renderPermissions } from '../render/repository.ts'
import { findAccount, givenRole, nextId, roleOf, timestamp, type World } from '../world.ts'

export const collaboratorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators',
    docs: 'collaborators/collaborators#list-repository-collaborators',
    needs: { metadata: 'read' },
    role: 'write',
    handle: list,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}',
    docs: 'collaborators/collaborators#check-if-a-user-is-a-repository-collaborator',
    needs: { metadata: 'read' },
    role: 'write',
    handle: (ctx) => {
      if (!collaborates(accountOf(ctx), ctx.repository)) throw notFound()
      return { status: 204 }
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    docs: 'collaborators/collaborators#get-repository-permissions-for-a-user',
    needs: { metadata: 'read' },
    role: 'write',
    handle: permission,
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/collaborators/{username}',
    docs: 'collaborators/collaborators#add-a-repository-collaborator',
    needs: { administration: 'write' },
    role: 'admin',
    handle: add,
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/collaborators/{username}',
    docs: 'collaborators/collaborators#remove-a-repository-collaborator',
    needs: { administration: 'write' },
    role: 'admin',
    handle: remove,
  },
]

const PERMISSIONS = {
  pull: 'read',
  triage: 'triage',
  push: 'write',
  maintain: 'maintain',
  admin: 'admin',
} as const

/** By membership or invitation, not because the repository is public. */
const collaborates = (account: Account, repository: Repository): boolean =>
  account.type === 'User' && givenRole(account, repository) !== 'none'

function list(ctx: Context): Answer {
  const wanted = ctx.query('permission')
  const least = z.enum(['pull', 'triage', 'push', 'maintain', 'admin']).safeParse(wanted ?? 'pull')
  if (!least.success)
    throw invalid({ resource: 'Collaborator', field: 'permission', code: 'invalid', value: wanted })
  const outside = ctx.query('affiliation') === 'outside'
  const all = [...ctx.world.state.accounts.values()].filter(
    (one) =>
      collaborates(one, ctx.repository) &&
      renderPermissions(one, ctx.repository)[least.data] &&
      !(outside && (ctx.repository.owner.members.has(one.id) || ctx.repository.owner === one)),
  )
  return page(ctx, all, (one) => renderCollaborator(ctx.world, one, ctx.repository))
}

function permission(ctx: Context): Answer {
  const account = accountOf(ctx)
  const role = roleOf(account, ctx.repository)
  return {
    status: 200,
    body: {
      permission: legacy(role),
      role_name: role,
      user: renderCollaborator(ctx.world, account, ctx.repository),
    },
  }
}

/** Before triage and maintain there were but three. */
const legacy = (role: Role): string => (role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role)

/** Members of the organisation and those who collaborate already are changed at once; others are invited. */
function add(ctx: Context): Answer {
  const { world, repository } = ctx
  const names = z.enum(['pull', 'triage', 'push', 'maintain', 'admin'])
  const { permission = 'push' } = ctx.input(z.object({ permission: names.optional() }))
  const account = accountOf(ctx)
  const role = PERMISSIONS[permission]
  if (collaborates(account, repository)) {
    repository.collaborators.set(account.id, role)
    return { status: 204 }
  }
  const known = repository.invitations.find(({ invitee }) => invitee === account)
  const invitation: Invitation = known
    ? Object.assign(known, { role })
    : { id: nextId(world), invitee: account, inviter: ctx.account, role, createdAt: timestamp(world) }
  if (!known) repository.invitations.push(invitation)
  const body = renderInvitation(world, repository, invitation)
  return { status: 201, body, headers: { location: body.url } }
}

function remove(ctx: Context): Answer {
  const { repository, world } = ctx
  const account = accountOf(ctx)
  repository.invitations = repository.invitations.filter(({ invitee }) => invitee !== account)
  if (repository.collaborators.delete(account.id))
    emit(world, 'member', 'removed', {
      repository,
      sender: ctx.account,
      parts: { member: renderUser(world, account) },
    })
  return { status: 204 }
}

function accountOf(ctx: Context): Account {
  const account = findAccount(ctx.world, ctx.param('username'))
  if (!account) throw notFound()
  return account
}

const renderCollaborator = (world: World, account: Account, repository: Repository) => ({
  ...renderUser(world, account),
  permissions: renderPermissions(account, repository),
  role_name: roleOf(account, repository),
})
