import { z } from 'zod'
import { emit } from '../hooks/emit.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Account, Invitation, Repository } from '../model.ts'
import { renderUser } from '../render/account.ts'
import { renderInvitation } from '../render/invitation.ts'

const one = '/repos/{owner}/{repo}/invitations/{invitation_id}'

export const invitationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/invitations',
    docs: 'collaborators/invitations#list-repository-invitations',
    needs: { administration: 'read' },
    role: 'admin',
    handle: (ctx) =>
      page(ctx, ctx.repository.invitations, (invitation) =>
        renderInvitation(ctx.world, ctx.repository, invitation),
      ),
  },
  {
    method: 'PATCH',
    path: one,
    docs: 'collaborators/invitations#update-a-repository-invitation',
    needs: { administration: 'write' },
    role: 'admin',
    handle: update,
  },
  {
    method: 'DELETE',
    path: one,
    docs: 'collaborators/invitations#delete-a-repository-invitation',
    needs: { administration: 'write' },
    role: 'admin',
    handle: (ctx) => remove(ctx.repository, sentOf(ctx)),
  },
  {
    method: 'GET',
    path: '/user/repository_invitations',
    docs: 'collaborators/invitations#list-repository-invitations-for-the-authenticated-user',
    handle: (ctx) =>
      page(ctx, receivedBy(ctx), ({ repository, invitation }) =>
        renderInvitation(ctx.world, repository, invitation),
      ),
  },
  {
    method: 'PATCH',
    path: '/user/repository_invitations/{invitation_id}',
    docs: 'collaborators/invitations#accept-a-repository-invitation',
    handle: accept,
  },
  {
    method: 'DELETE',
    path: '/user/repository_invitations/{invitation_id}',
    docs: 'collaborators/invitations#decline-a-repository-invitation',
    handle: (ctx) => {
      const { repository, invitation } = receivedOf(ctx)
      return remove(repository, invitation)
    },
  },
]

function sentOf(ctx: Context): Invitation {
  const id = ctx.number('invitation_id')
  const invitation = ctx.repository.invitations.find((each) => each.id === id)
  if (!invitation) throw notFound()
  return invitation
}

const permissions = z.enum(['read', 'write', 'maintain', 'triage', 'admin'])

function update(ctx: Context): Answer {
  const invitation = sentOf(ctx)
  const input = ctx.input(z.object({ permissions: permissions.optional() }))
  invitation.role = input.permissions ?? invitation.role
  return { status: 200, body: renderInvitation(ctx.world, ctx.repository, invitation) }
}

function remove(repository: Repository, invitation: Invitation): Answer {
  repository.invitations = repository.invitations.filter((each) => each !== invitation)
  return { status: 204 }
}

interface Received {
  readonly repository: Repository
  readonly invitation: Invitation
}

function receivedBy(ctx: Context): Received[] {
  const self = person(ctx)
  return [...ctx.world.state.repositories.values()].flatMap((repository) =>
    repository.invitations
      .filter(({ invitee }) => invitee === self)
      .map((invitation) => ({ repository, invitation })),
  )
}

function person(ctx: Context): Account {
  if (ctx.actor.kind === 'user') return ctx.actor.account
  throw new ApiError(ctx.actor.kind === 'anonymous' ? 401 : 403, 'Requires authentication')
}

function receivedOf(ctx: Context): Received {
  const id = ctx.number('invitation_id')
  const found = receivedBy(ctx).find(({ invitation }) => invitation.id === id)
  if (!found) throw notFound()
  return found
}

function accept(ctx: Context): Answer {
  const { repository, invitation } = receivedOf(ctx)
  const { invitee, role } = invitation
  repository.collaborators.set(invitee.id, role)
  emit(ctx.world, 'member', 'added', {
    repository,
    sender: invitee,
    parts: { member: renderUser(ctx.world, invitee), changes: { role_name: { to: role } } },
  })
  return remove(repository, invitation)
}
