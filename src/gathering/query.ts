import type { Config } from '../config/schema.ts'
import type { Author } from '../github/author.ts'
import type { SpanGuess } from '../github/guesses.ts'
import type { Also } from '../incident/read.ts'
import { COMMENTS, type Conversation } from './conversation.ts'

/** As many commits as are asked for; where there are so many, there may be more. */
export const MOST_COMMITS = 100

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

/** What is asked of one postmortem and the hours around its incident. */
export interface AskedAround extends SpanGuess {
  /** A blob id, or `refs/heads/BRANCH:PATH`. */
  readonly document: string
  /** The postmortem's branch. */
  readonly branch: string
  readonly sources: Config['timeline']['sources']
}

/**
 * The document, what the app has said on its pull request, and what the repository tells. Strangers can open pull requests from
 * branches of that name in their forks: ours is among the ten newest, or its comments are asked for apart.
 */
export const askAround = ({ document, branch, since, until, sources }: AskedAround): Also => ({
  repository: `
    document: object(expression: $document) { ... on Blob { oid text isBinary isTruncated } }
    talk: pullRequests(headRefName: $head, states: OPEN, first: 10, orderBy: { field: CREATED_AT, direction: DESC }) { nodes {
      number comments(first: 100) { ${COMMENTS} }
    } }
    changed: defaultBranchRef { name target { ... on Commit {
      history(first: ${MOST_COMMITS}, since: $since, until: $until) @include(if: $commits) { nodes {
        oid messageHeadline committedDate url parents(first: 1) { totalCount }
        associatedPullRequests(first: 1) { nodes { number title url mergedAt headRefName } }
      } }
    } } }
    releases(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) @include(if: $releases) {
      nodes { databaseId tagName name url publishedAt isDraft }
    }`,
  // Apart: where the app may not see deployments, GitHub answers null for all that stands around them.
  beside: {
    selection: `deployed: repository(owner: $owner, name: $repo) @include(if: $deployments) {
      deployments(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) { nodes {
        databaseId createdAt commitOid environment
        commit { associatedPullRequests(first: 1) { nodes { headRefName mergedAt } } }
        latestStatus { state createdAt logUrl }
        statuses(first: 10) { nodes { state createdAt logUrl } }
      } }
    }`,
    bears: ({ type, path }) => type === 'FORBIDDEN' && path[0] === 'deployed',
  },
  variables: {
    document: { type: 'String!', value: document },
    head: { type: 'String!', value: branch },
    since: { type: 'GitTimestamp', value: since },
    until: { type: 'GitTimestamp', value: until },
    commits: { type: 'Boolean!', value: sources.includes('commits') || sources.includes('deployments') },
    releases: { type: 'Boolean!', value: sources.includes('releases') },
    deployments: { type: 'Boolean!', value: sources.includes('deployments') },
  },
})

export interface AroundAnswer {
  readonly repository: {
    readonly document: {
      readonly oid?: string
      readonly text?: string | null
      readonly isBinary?: boolean | null
      readonly isTruncated?: boolean
    } | null
    readonly talk: { readonly nodes: readonly TalkAnswer[] }
    readonly changed: {
      readonly name: string
      readonly target: { readonly history?: { readonly nodes: readonly CommitAnswer[] } }
    } | null
    readonly releases?: { readonly nodes: readonly ReleaseAnswer[] }
  }
  readonly beside: {
    readonly deployed?: {
      readonly deployments: { readonly nodes: readonly DeploymentAnswer[] } | null
    } | null
  }
}

interface TalkAnswer {
  readonly number: number
  readonly comments: Conversation
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
