import type { components } from '@octokit/openapi-types'
import type { BranchProtection, Chosen, Repository } from '../model.ts'
import type { World } from '../world.ts'
import { renderTeam, renderUser } from './account.ts'
import { renderApp } from './app.ts'
import { encodePath } from './files.ts'
import { repositoryUrl } from './repository.ts'

/** All of a branch's protection; what it does not ask for is left out or not enabled. */
export function renderFullProtection(world: World, repository: Repository, rules: BranchProtection) {
  const url = `${repositoryUrl(world, repository)}/branches/${encodePath(rules.branch)}/protection`
  const off = { enabled: false }
  const shown = {
    url,
    ...checksPart(url, rules),
    ...(rules.pushers ? { restrictions: renderChosen(world, `${url}/restrictions`, rules.pushers) } : {}),
    ...reviewsPart(world, url, rules),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: rules.enforceAdmins },
    required_linear_history: off,
    allow_force_pushes: { enabled: rules.allowForcePushes },
    allow_deletions: { enabled: rules.allowDeletions },
    block_creations: off,
    required_conversation_resolution: off,
    lock_branch: off,
    allow_fork_syncing: off,
  }
  return shown satisfies components['schemas']['branch-protection']
}

function checksPart(base: string, { requiredChecks, strict }: BranchProtection) {
  if (requiredChecks.length === 0 && !strict) return {}
  const url = `${base}/required_status_checks`
  return {
    required_status_checks: {
      url,
      strict,
      contexts: requiredChecks,
      contexts_url: `${url}/contexts`,
      checks: requiredChecks.map((context) => ({ context, app_id: null })),
    },
  }
}

function reviewsPart(world: World, url: string, rules: BranchProtection) {
  if (rules.requiredReviews === null) return {}
  return {
    required_pull_request_reviews: {
      url: `${url}/required_pull_request_reviews`,
      dismiss_stale_reviews: rules.dismissStale,
      require_code_owner_reviews: rules.requireCodeOwners,
      require_last_push_approval: false,
      required_approving_review_count: rules.requiredReviews,
      ...(rules.dismissers
        ? { dismissal_restrictions: renderChosen(world, `${url}/dismissal_restrictions`, rules.dismissers) }
        : {}),
    },
  }
}

const renderChosen = (world: World, url: string, { people, teams, apps }: Chosen) => ({
  url,
  users_url: `${url}/users`,
  teams_url: `${url}/teams`,
  apps_url: `${url}/apps`,
  users: people.map((one) => renderUser(world, one)),
  teams: teams.map((one) => renderTeam(world, one)),
  apps: apps.map((one) => ({ ...renderApp(world, one), description: one.description ?? '' })),
})
