import type { Author } from '../github/author.ts'
import type { Page } from '../github/pages.ts'
import { ACTIONS, type ActionAnswer } from '../incident/action-issues.ts'
import { FOLDER, type FolderAnswer } from '../github/folder.ts'

const COMMIT = 'oid committedDate messageHeadline'

/** Of type Repository: the folder without its texts, and when it and its index were changed last. */
export const OVERVIEW = `
  ${FOLDER}
  isArchived pushedAt
  defaultBranchRef { target { ... on Commit {
    ofIndex: history(first: 1, path: $indexPath) { nodes { ${COMMIT} } }
    ofFolder: history(first: 1, path: $folderPath) { nodes { ${COMMIT} associatedPullRequests(first: 1) { nodes { number } } } }
  } } }
  dashboards: issues(first: 5, labels: [$dashboardLabel], orderBy: { field: CREATED_AT, direction: ASC }) {
    nodes { number body author { __typename login } }
  }
  ${ACTIONS}`

export interface CommitAnswer {
  readonly oid: string
  readonly committedDate: string
  readonly messageHeadline: string
  readonly associatedPullRequests?: { readonly nodes: readonly { readonly number: number }[] } | null
}
interface History {
  readonly nodes: readonly CommitAnswer[]
}

interface IssueAnswer {
  readonly number: number
  readonly body: string
  readonly author: Author
}
export interface OverviewAnswer extends Omit<FolderAnswer, 'defaultBranchRef'> {
  readonly actions: Page<ActionAnswer>
  readonly isArchived: boolean
  readonly pushedAt: string | null
  readonly defaultBranchRef: {
    readonly name: string
    readonly target: { readonly oid: string; readonly ofIndex: History; readonly ofFolder: History }
  } | null
  readonly dashboards: { readonly nodes: readonly IssueAnswer[] }
}
