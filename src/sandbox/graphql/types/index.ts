import type { Fields } from '../fields.ts'
import type { Things } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { botFields, organizationFields, teamFields, userFields } from './actor.ts'
import { appFields, runFields, statusContextFields, suiteFields } from './check.ts'
import { commentFields } from './comment.ts'
import { commitFields } from './commit.ts'
import { deploymentFields, deploymentStatusFields, releaseFields } from './deployment.ts'
import { categoryFields, discussionFields } from './discussion.ts'
import { issueFields } from './issue.ts'
import { labelFields, milestoneFields } from './label.ts'
import { blobFields, entryFields, treeFields } from './object.ts'
import { pullCommitFields, pullFields } from './pull.ts'
import { refFields } from './ref.ts'
import { repositoryFields } from './repository.ts'
import { requestFields, reviewCommentFields, reviewFields, threadFields } from './review.ts'

type Types = { readonly [K in keyof Things]: (scope: Scope, thing: Things[K]) => Fields<unknown> }

/** How each type is shown: one line per type, the fields are in the file that it names. */
export const TYPES: Types = {
  User: userFields,
  Organization: organizationFields,
  Bot: botFields,
  Team: teamFields,
  App: appFields,
  Repository: repositoryFields,
  Ref: refFields,
  Commit: commitFields,
  Tree: treeFields,
  TreeEntry: entryFields,
  Blob: blobFields,
  Issue: issueFields,
  PullRequest: pullFields,
  PullRequestCommit: pullCommitFields,
  PullRequestReview: reviewFields,
  PullRequestReviewComment: reviewCommentFields,
  PullRequestReviewThread: threadFields,
  ReviewRequest: requestFields,
  IssueComment: commentFields,
  Label: labelFields,
  Milestone: milestoneFields,
  CheckSuite: suiteFields,
  CheckRun: runFields,
  StatusContext: statusContextFields,
  Deployment: deploymentFields,
  DeploymentStatus: deploymentStatusFields,
  Release: releaseFields,
  Discussion: discussionFields,
  DiscussionCategory: categoryFields,
}
