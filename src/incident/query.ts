import type { Author } from '../github/author.ts'

/** Of type Repository: the incident with its thread, a hundred items from `$after` on. */
export const ISSUE = `issue(number: $number) {
    number title body url createdAt updatedAt closedAt
    author { __typename login }
    assignees(first: 10) { nodes { login } }
    labels(first: 100) { nodes { name } }
    timelineItems(first: 100, after: $after, itemTypes: [
      LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT, RENAMED_TITLE_EVENT, CLOSED_EVENT, REOPENED_EVENT, ISSUE_COMMENT
    ]) {
      pageInfo { hasNextPage endCursor }
      nodes {
        __typename
        ... on LabeledEvent { createdAt actor { __typename login } label { name } }
        ... on AssignedEvent { createdAt actor { __typename login } assignee { ... on User { login } ... on Bot { login } } }
        ... on UnlabeledEvent { createdAt actor { __typename login } label { name } }
        ... on UnassignedEvent { createdAt actor { __typename login } assignee { ... on User { login } ... on Bot { login } } }
        ... on RenamedTitleEvent { createdAt actor { __typename login } currentTitle }
        ... on ClosedEvent { createdAt actor { __typename login } }
        ... on ReopenedEvent { createdAt actor { __typename login } }
        ... on IssueComment { createdAt url fullDatabaseId body author { __typename login } }
      }
    }
  }`

/**
 * Of type Repository: the incident, and what there is of its postmortem. Fifty pull requests, since strangers can open
 * some from branches of that name in their forks.
 */
export const QUERY = `
  url isArchived
  defaultBranchRef { name target { oid } }
  branch: ref(qualifiedName: $ref) { target { oid } }
  onBranch: object(expression: $onBranch) { ... on Tree { entries { name type oid } } }
  onDefault: object(expression: $onDefault) { ... on Tree { entries { name type oid } } }
  index: object(expression: $index) { ... on Blob { text isBinary isTruncated } }
  pullRequests(headRefName: $branch, first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { number url state updatedAt headRefOid body isCrossRepository author { __typename login } labels(first: 100) { nodes { name } } }
  }
  ${ISSUE}
`

interface Names {
  readonly nodes: readonly { readonly name: string }[]
}
interface Folder {
  /** Absent where the path is a file. */
  readonly entries?: readonly { readonly name: string; readonly type: string; readonly oid: string }[] | null
}

/** Without any of it where the path is a folder. */
interface Blob {
  readonly text?: string | null
  readonly isBinary?: boolean | null
  readonly isTruncated?: boolean
}

export interface Answer {
  readonly url: string
  readonly isArchived: boolean
  readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null
  readonly branch: { readonly target: { readonly oid: string } } | null
  readonly onBranch: Folder | null
  readonly onDefault: Folder | null
  readonly index: Blob | null
  readonly pullRequests: { readonly nodes: readonly PullAnswer[] }
  readonly issue: IncidentAnswer | null
}

export interface PullAnswer {
  readonly number: number
  readonly url: string
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly updatedAt: string
  readonly headRefOid: string
  readonly body: string
  readonly isCrossRepository: boolean
  readonly author: Author
  readonly labels: Names
}

export interface IncidentAnswer {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly url: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly closedAt: string | null
  readonly author: Author
  readonly assignees: { readonly nodes: readonly { readonly login: string }[] }
  readonly labels: Names
  readonly timelineItems: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly nodes: readonly ItemAnswer[]
  }
}

export interface ItemAnswer {
  readonly __typename: string
  readonly createdAt: string
  readonly actor?: Author
  readonly author?: Author
  readonly label?: { readonly name: string }
  readonly assignee?: { readonly login?: string } | null
  readonly currentTitle?: string
  readonly url?: string
  /** A BigInt, which comes as a string: numbers of comments have outgrown 32 bits. */
  readonly fullDatabaseId?: string | null
  readonly body?: string
}
