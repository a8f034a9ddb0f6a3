import type { By } from '../by.ts'
import type { Repository } from '../model.ts'
import { hasRole } from '../world.ts'

/**
 * Why a protected branch may not be pushed to directly, in GitHub's words; null where it may. Administrators may: the
 * sandbox's protections do not include them. An app never is one.
 */
export function whyProtected(repository: Repository, by: By, branch: string): string | null {
  const protection = repository.protections.get(branch)
  if (!protection || mayBypass(repository, by)) return null
  const checks = protection.requiredChecks
  const expected =
    checks.length === 0
      ? ''
      : checks.length === 1
        ? `Required status check "${checks[0]}" is expected. `
        : `${checks.length} of ${checks.length} required status checks are expected. `
  return `${expected}Changes must be made through a pull request.`
}

export const mayBypass = (repository: Repository, by: By): boolean =>
  by.app === null && hasRole(by.account, repository, 'admin')
