import type { Route } from '../http/route.ts'
import { protectionRoutes } from './branch-protection.ts'
import { branchRoutes } from './branches.ts'
import { commitRoutes } from './commits.ts'
import { compareRoutes } from './compare.ts'
import { contentRoutes } from './contents.ts'
import { objectRoutes } from './objects.ts'
import { pullMergingRoutes } from './pull-merging.ts'
import { pullRoutes } from './pulls.ts'
import { refRoutes } from './refs.ts'
import { reviewCommentRoutes } from './review-comments.ts'
import { reviewRoutes } from './reviews.ts'
import { reviewerRoutes } from './reviewers.ts'
import { appRoutes } from './apps.ts'
import { assigneeRoutes } from './assignees.ts'
import { collaboratorRoutes } from './collaborators.ts'
import { commentRoutes } from './comments.ts'
import { deliveryRoutes } from './deliveries.ts'
import { checkRunRoutes } from './check-runs.ts'
import { checkSuiteRoutes } from './check-suites.ts'
import { codeownersRoutes } from './codeowners.ts'
import { deploymentRoutes } from './deployments.ts'
import { deploymentStatusRoutes } from './deployment-statuses.ts'
import { releaseAssetRoutes } from './release-assets.ts'
import { releaseRoutes } from './releases.ts'
import { statusRoutes } from './statuses.ts'
import { tagRoutes } from './tags.ts'
import { graphqlRoutes } from './graphql.ts'
import { issueEventRoutes } from './issue-events.ts'
import { issueRoutes } from './issues.ts'
import { labelRoutes } from './labels.ts'
import { milestoneRoutes } from './milestones.ts'
import { organizationRoutes } from './organizations.ts'
import { reactionRoutes } from './reactions.ts'
import { rootRoutes } from './root.ts'
import { invitationRoutes } from './invitations.ts'
import { rateLimitRoutes } from './rate-limit.ts'
import { searchRoutes } from './search.ts'
import { subIssueRoutes } from './sub-issues.ts'
import { userRoutes } from './users.ts'
import { repositoryRoutes } from './repositories.ts'
import { workflowRunRoutes } from './workflow-runs.ts'

/** All that the sandbox answers, one line per resource. */
export const routes: readonly Route[] = [
  ...rootRoutes,
  ...appRoutes,
  ...userRoutes,
  ...organizationRoutes,
  ...repositoryRoutes,
  ...collaboratorRoutes,
  ...invitationRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...milestoneRoutes,
  ...assigneeRoutes,
  ...subIssueRoutes,
  ...issueEventRoutes,
  ...searchRoutes,
  ...rateLimitRoutes,
  ...deliveryRoutes,
  ...reactionRoutes,
  ...graphqlRoutes,
  ...tagRoutes,
  ...statusRoutes,
  ...releaseRoutes,
  ...releaseAssetRoutes,
  ...deploymentStatusRoutes,
  ...deploymentRoutes,
  ...codeownersRoutes,
  ...checkRunRoutes,
  ...checkSuiteRoutes,
  ...branchRoutes,
  ...protectionRoutes,
  ...commitRoutes,
  ...compareRoutes,
  ...contentRoutes,
  ...objectRoutes,
  ...pullMergingRoutes,
  ...pullRoutes,
  ...refRoutes,
  ...reviewCommentRoutes,
  ...reviewRoutes,
  ...reviewerRoutes,
  ...workflowRunRoutes,
]
