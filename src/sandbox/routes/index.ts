import type { Route } from '../http/route.ts'
import { appRoutes } from './apps.ts'
import { assigneeRoutes } from './assignees.ts'
import { collaboratorRoutes } from './collaborators.ts'
import { commentRoutes } from './comments.ts'
import { issueRoutes } from './issues.ts'
import { labelRoutes } from './labels.ts'
import { milestoneRoutes } from './milestones.ts'
import { organizationRoutes } from './organizations.ts'
import { reactionRoutes } from './reactions.ts'
import { subIssueRoutes } from './sub-issues.ts'
import { userRoutes } from './users.ts'
import { repositoryRoutes } from './repositories.ts'

/** All that the sandbox answers, one line per resource. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...userRoutes,
  ...organizationRoutes,
  ...repositoryRoutes,
  ...collaboratorRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...milestoneRoutes,
  ...assigneeRoutes,
  ...subIssueRoutes,
  ...reactionRoutes,
]
