import type { Author } from '../github/author.ts'
import type { Page } from '../github/pages.ts'
import { ACTIONS, type ActionAnswer } from '../incident/action-issues.ts'

const AUTHOR = 'author { login __typename }'
const PEOPLE = 'assignees(first: 10) { nodes { login } }'

/** Of type Repository: a hundred open postmortem pull requests from `$after` on. */
export const PULLS = `pulls: pullRequests(first: 100, after: $after, labels: [$pullLabel], states: [OPEN], orderBy: { field: CREATED_AT, direction: ASC }) {
    pageInfo { hasNextPage endCursor }
    nodes { number title body createdAt ${AUTHOR} ${PEOPLE} }
  }`

/** Of type Repository: all that one look wants, where no list is longer than a hundred. */
export const OVERVIEW = `
  url isArchived hasIssuesEnabled
  dashboardLabel: label(name: $dashboardLabel) { id }
  pinnedIssues(first: 1) { totalCount }
  dashboards: issues(first: 5, labels: [$dashboardLabel], orderBy: { field: CREATED_AT, direction: ASC }) {
    nodes { number body state ${AUTHOR} comments(last: 100) { nodes { body createdAt ${AUTHOR} } } }
  }
  asked: issue(number: $number) @include(if: $isAsked) {
    number updatedAt
    labels(first: 100) { nodes { name } }
    comments(last: 100) { nodes { fullDatabaseId body createdAt ${AUTHOR} } }
  }
  ${ACTIONS}
  ${PULLS}`

/** The incidents of open postmortems, each by its own name (`i12`). */
export const incidentsQuery = (numbers: readonly number[]): string =>
  `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) {
    ${numbers.map((number) => `i${number}: issue(number: ${number}) { number body closedAt labels(first: 100) { nodes { name } } }`).join('\n')}
  } }`

interface List<Node> {
  readonly nodes: readonly Node[]
}

export interface CommentAnswer {
  /** A BigInt, which comes as a string: numbers of comments have outgrown 32 bits. */
  readonly fullDatabaseId?: string | null
  readonly body: string
  readonly createdAt: string
  readonly author: Author
}

export interface DashboardAnswer {
  readonly number: number
  readonly body: string
  readonly state: 'OPEN' | 'CLOSED'
  readonly author: Author
  readonly comments: List<CommentAnswer>
}

export interface AskedAnswer {
  readonly number: number
  readonly updatedAt: string
  readonly labels: List<{ readonly name: string }>
  readonly comments: List<CommentAnswer>
}

export interface PullAnswer {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly createdAt: string
  readonly author: Author
  readonly assignees: List<{ readonly login: string }>
}

export interface Overview {
  readonly url: string
  readonly isArchived: boolean
  readonly hasIssuesEnabled: boolean
  readonly dashboardLabel: object | null
  readonly pinnedIssues: { readonly totalCount: number } | null
  readonly dashboards: List<DashboardAnswer>
  readonly asked?: AskedAnswer | null
  readonly actions: Page<ActionAnswer>
  readonly pulls: Page<PullAnswer>
}

export interface IncidentAnswer {
  readonly number: number
  readonly body: string
  readonly closedAt: string | null
  readonly labels: List<{ readonly name: string }>
}
