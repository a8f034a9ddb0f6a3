import { graphql, type GitHub } from '../github/client.ts'
import type { ItemAnswer } from '../incident/query.ts'
import type { RepositoryName } from '../effects.ts'

/** Of a connection of comments. */
export const COMMENTS =
  'pageInfo { hasNextPage endCursor } nodes { fullDatabaseId createdAt url body author { __typename login } }'

/** What was said on a pull request, a hundred comments of it at most. */
export interface Conversation {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly Comment[]
}

export type Comment = Pick<ItemAnswer, 'author' | 'createdAt' | 'url' | 'fullDatabaseId'> & {
  readonly body: string
}

const PAGE = `query ($owner: String!, $repo: String!, $pull: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $pull) { comments(first: 100, after: $after) { ${COMMENTS} } } }
}`

interface PageAnswer {
  readonly repository: { readonly pullRequest: { readonly comments: Conversation } | null } | null
}

// Who says more is heard out at a thousand.
const MOST_PAGES = 10

interface Comments {
  readonly comments: readonly Comment[]
  /** False where more was said than is read. */
  readonly isWhole: boolean
}

/** All of it: what came along, and one more request for each further hundred, or for the first where none came. */
export async function allComments(
  github: GitHub,
  { owner, repo }: RepositoryName,
  pull: number,
  came: Conversation | null,
): Promise<Comments> {
  const all = [...(came?.nodes ?? [])]
  let page = came?.pageInfo ?? { hasNextPage: true, endCursor: null }
  for (let pages = 1; page.hasNextPage && pages < MOST_PAGES; pages++) {
    const after = page.endCursor
    const { repository } = await graphql<PageAnswer>(github, PAGE, { owner, repo, pull, after })
    const next = repository?.pullRequest?.comments
    if (!next) break
    all.push(...next.nodes)
    page = next.pageInfo
  }
  return { comments: all, isWhole: !page.hasNextPage }
}
