import type { Octokit } from '@octokit/rest'

/** A draft pull request, by its node id, is ready for review: what only GraphQL can say. */
export async function markReady(person: Pick<Octokit, 'graphql'>, id: string): Promise<void> {
  await person.graphql(
    'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }',
    { id },
  )
}
