import type * as GitHub from '@octokit/graphql-schema'
import type { Pull } from '../../model.ts'
import { closePull, convertToDraft, markReady, reopenPull } from '../../pulls/state.ts'
import { issueWithId } from '../ids.ts'
import { unknown } from '../problem.ts'
import { node } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { type Input, payload } from './payload.ts'

type OnPull = Input<{ readonly pullRequestId: string; readonly clientMutationId?: string | null }>
type Change = (world: Scope['world'], by: Scope, pull: Pull) => void

export function pullMutations(scope: Scope) {
  /** All of them take a pull request, do one thing to it, and show it. */
  const changing =
    (name: string, change: Change) =>
    ({ input }: OnPull) => {
      const { pull, repository, author } = issueWithId(scope, input.pullRequestId)
      if (!pull) throw unknown(`a PullRequest with the global id of '${input.pullRequestId}'`)
      if (author !== scope.account) scope.write(name, repository, [{ pull_requests: 'write' }], 'write')
      change(scope.world, scope, pull)
      return payload(input, { pullRequest: () => node('PullRequest', pull) })
    }
  return {
    markPullRequestReadyForReview: changing('MarkPullRequestReadyForReview', markReady),
    convertPullRequestToDraft: changing('ConvertPullRequestToDraft', convertToDraft),
    closePullRequest: changing('ClosePullRequest', closePull),
    reopenPullRequest: changing('ReopenPullRequest', reopenPull),
  } satisfies Partial<Record<keyof GitHub.Mutation, unknown>>
}
