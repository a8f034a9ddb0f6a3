import type { components } from '@octokit/openapi-types'
import type { Invitation, Repository } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'
import { pageUrl, renderRepository } from './repository.ts'

export const renderInvitation = (world: World, repository: Repository, invitation: Invitation) =>
  ({
    id: invitation.id,
    node_id: nodeId('RepositoryInvitation', invitation.id),
    repository: renderRepository(world, repository),
    invitee: renderUser(world, invitation.invitee),
    inviter: renderUser(world, invitation.inviter),
    permissions: invitation.role,
    created_at: invitation.createdAt,
    expired: false,
    url: `${world.url}/user/repository_invitations/${invitation.id}`,
    html_url: `${pageUrl(world, repository)}/invitations`,
  }) satisfies components['schemas']['repository-invitation']
