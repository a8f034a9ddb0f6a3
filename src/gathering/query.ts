import type { Author } from '../github/author.ts'
import type { Conversation } from './elsewhere.ts'

/** Of type Repository: the open pull requests of all postmortems. A branch of that name in a fork is a stranger's. */
export const OPEN = `pushedAt
  defaultBranchRef { target { oid } }
  branches: refs(refPrefix: $prefix, first: 100, orderBy: { field: ALPHABETICAL, direction: DESC }) { nodes {
    associatedPullRequests(states: OPEN, first: 1) { nodes { body isCrossRepository author { __typename login } } }
  } }`

export interface OpenAnswer {
  readonly pushedAt: string | null
  readonly defaultBranchRef: { readonly target: { readonly oid: string } } | null
  readonly branches: {
    readonly nodes: readonly {
      readonly associatedPullRequests: {
        readonly nodes: readonly {
          readonly body: string
          readonly isCrossRepository: boolean
          readonly author: Author
        }[]
      }
    }[]
  } | null
}

/**
 * The document, what the app has said on its pull request, and what the repository tells. Deployments are asked for apart:
 * where the app may not see them, GitHub answers null for all that stands around them.
 */
export const AROUND = `query (
  $owner: String!, $repo: String!, $oid: GitObjectID!, $pull: Int!, $since: GitTimestamp!, $until: GitTimestamp,
  $commits: Boolean!, $releases: Boolean!, $deployments: Boolean!
) {
  repository(owner: $owner, name: $repo) {
    document: object(oid: $oid) { ... on Blob { text isBinary isTruncated } }
    pullRequest(number: $pull) {
      comments(first: 100) { pageInfo { hasNextPage } nodes { fullDatabaseId createdAt url body author { __typename login } } }
    }
    defaultBranchRef { name target { ... on Commit {
      history(first: 100, since: $since, until: $until) @include(if: $commits) { nodes {
        oid messageHeadline committedDate url parents(first: 1) { totalCount }
        associatedPullRequests(first: 1) { nodes { number title url mergedAt headRefName } }
      } }
    } } }
    releases(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) @include(if: $releases) {
      nodes { databaseId tagName name url publishedAt isDraft }
    }
  }
  deployed: repository(owner: $owner, name: $repo) @include(if: $deployments) {
    deployments(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) { nodes {
      databaseId createdAt commitOid environment
      commit { associatedPullRequests(first: 1) { nodes { headRefName mergedAt } } }
      latestStatus { state createdAt logUrl }
      statuses(first: 10) { nodes { state createdAt logUrl } }
    } }
  }
}`

export interface AroundAnswer {
  readonly repository: {
    readonly document: {
      readonly text?: string | null
      readonly isBinary?: boolean | null
      readonly isTruncated?: boolean
    } | null
    readonly pullRequest: {
      readonly comments: Conversation
    } | null
    readonly defaultBranchRef: {
      readonly name: string
      readonly target: { readonly history?: { readonly nodes: readonly CommitAnswer[] } }
    } | null
    readonly releases?: { readonly nodes: readonly ReleaseAnswer[] }
  } | null
  readonly deployed?: { readonly deployments: { readonly nodes: readonly DeploymentAnswer[] } | null } | null
}

export interface CommitAnswer {
  readonly oid: string
  readonly messageHeadline: string
  readonly committedDate: string
  readonly url: string
  readonly parents: { readonly totalCount: number }
  readonly associatedPullRequests: {
    readonly nodes: readonly {
      readonly number: number
      readonly title: string
      readonly url: string
      readonly mergedAt: string | null
      readonly headRefName: string
    }[]
  } | null
}

export interface ReleaseAnswer {
  readonly databaseId: number | null
  readonly tagName: string
  readonly name: string | null
  readonly url: string
  readonly publishedAt: string | null
  readonly isDraft: boolean
}

export interface DeploymentAnswer {
  readonly databaseId: number | null
  readonly createdAt: string
  readonly commitOid: string
  readonly environment: string | null
  readonly commit: {
    readonly associatedPullRequests: {
      readonly nodes: readonly { readonly headRefName: string; readonly mergedAt: string | null }[]
    } | null
  } | null
  readonly latestStatus: StatusAnswer | null
  readonly statuses: { readonly nodes: readonly StatusAnswer[] } | null
}

interface StatusAnswer {
  readonly state: string
  readonly createdAt: string
  readonly logUrl: string | null
}
