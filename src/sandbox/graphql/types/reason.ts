import type * as GitHub from '@octokit/graphql-schema'
import type { Issue } from '../../model.ts'

export const reasonOf = (reason: Issue['stateReason']): GitHub.IssueStateReason | null =>
  reason === null ? null : (reason.toUpperCase() as GitHub.IssueStateReason)

export const lockReasonOf = (reason: Issue['lockReason']): GitHub.LockReason | null =>
  reason === null ? null : (reason.toUpperCase().replaceAll(/[- ]/g, '_') as GitHub.LockReason)
