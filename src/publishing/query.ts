import type { Author } from '../github/author.ts'

export interface CommentAnswer {
  readonly fullDatabaseId: string
  readonly body: string
  readonly author: Author
}

interface CommentsAnswer {
  readonly nodes: readonly CommentAnswer[]
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null }
}

/** Of type Repository: the pull request with a hundred of its files and its last hundred comments. */
export const PULL = `id url isArchived
  defaultBranchRef { name }
  pullRequest(number: $number) {
    number url merged mergedAt updatedAt baseRefName locked
    files(first: 100, after: $files) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
    comments(last: 100, before: $comments) {
      nodes { fullDatabaseId body author { __typename login } } pageInfo { hasPreviousPage startCursor }
    }
  }`

export interface PullAnswer {
  readonly id: string
  readonly url: string
  readonly isArchived: boolean
  readonly defaultBranchRef: { readonly name: string } | null
  readonly pullRequest: {
    readonly number: number
    readonly url: string
    readonly merged: boolean
    readonly mergedAt: string | null
    readonly updatedAt: string
    readonly baseRefName: string
    /** Then what was told cannot be recorded, and would be told again and again. */
    readonly locked: boolean
    readonly files: {
      readonly nodes: readonly { readonly path: string; readonly changeType: string }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    } | null
    readonly comments: CommentsAnswer
  } | null
}

/** Categories are asked for apart: where the app may not see them, GitHub answers null for all that stands around them. */
export const contentQuery = (documents: number): string => {
  const indexes = Array.from({ length: documents }, (_, index) => index)
  const declared = indexes.map((index) => `, $document${index}: String!`).join('')
  const texts = indexes.map(
    (index) =>
      `document${index}: object(expression: $document${index}) { ... on Blob { text isBinary isTruncated } }`,
  )
  return `query ($owner: String!, $repo: String!, $discussions: Boolean!, $lately: Boolean!${declared}) {
    repository(owner: $owner, name: $repo) { ${texts.join('\n')} hasDiscussionsEnabled }
    talk: repository(owner: $owner, name: $repo) @include(if: $discussions) {
      discussionCategories(first: 25) { nodes { id name slug } }
      discussions(first: 30, orderBy: { field: CREATED_AT, direction: DESC }) @include(if: $lately) {
        nodes { number body author { __typename login } }
      }
    }
  }`
}

export interface BlobAnswer {
  readonly text?: string | null
  readonly isBinary?: boolean | null
  readonly isTruncated?: boolean
}

export interface ContentAnswer {
  readonly repository:
    | ({ readonly hasDiscussionsEnabled: boolean } & {
        readonly [document: `document${number}`]: BlobAnswer | null
      })
    | null
  readonly talk?: {
    readonly discussionCategories: {
      readonly nodes: readonly { readonly id: string; readonly name: string; readonly slug: string }[]
    }
    readonly discussions?: {
      readonly nodes: readonly { readonly number: number; readonly body: string; readonly author: Author }[]
    }
  } | null
}
