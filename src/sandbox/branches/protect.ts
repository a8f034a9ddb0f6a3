import type { By } from '../by.ts'
import type { BranchProtection, Chosen, Repository } from '../model.ts'
import { hasRole } from '../world.ts'

/** A protection that asks for nothing yet. */
export const unprotected = (branch: string): BranchProtection => ({
  branch,
  requiredChecks: [],
  strict: false,
  requiredReviews: null,
  requireCodeOwners: false,
  dismissStale: false,
  dismissers: null,
  pushers: null,
  enforceAdmins: false,
  allowForcePushes: false,
  allowDeletions: false,
  bypass: [],
})

/** Why a protected branch may not be pushed to directly, in GitHub's words; null where it may. */
export function whyProtected(repository: Repository, by: By, branch: string): string | null {
  const protection = repository.protections.get(branch)
  if (!protection || mayBypass(repository, by, branch)) return null
  if (!isChosen(protection.pushers, by)) return NOT_YOU
  const { requiredChecks: checks, requiredReviews } = protection
  const reasons = [
    ...(checks.length === 1 ? [`Required status check "${checks[0]}" is expected.`] : []),
    ...(checks.length > 1
      ? [`${checks.length} of ${checks.length} required status checks are expected.`]
      : []),
    ...(requiredReviews === null ? [] : ['Changes must be made through a pull request.']),
  ]
  return reasons.length > 0 ? reasons.join(' ') : null
}

export const NOT_YOU =
  "You're not authorized to push to this branch. Visit https://docs.github.com/articles/about-protected-branches/ for more information."

/** Administrators may, unless the protection includes them; an app never is one, and may where it is on the bypass list. */
export function mayBypass(repository: Repository, { account, app }: By, branch: string): boolean {
  const rules = repository.protections.get(branch)
  if (app) return rules?.bypass.includes(app) === true
  return hasRole(account, repository, 'admin') && rules?.enforceAdmins !== true
}

/** Whether it is one of those that were chosen; where nobody was, everybody is. */
export function isChosen(chosen: Chosen | null, { account, app }: By): boolean {
  if (chosen === null) return true
  if (app) return chosen.apps.includes(app)
  return chosen.people.includes(account) || chosen.teams.some(({ members }) => members.includes(account))
}
