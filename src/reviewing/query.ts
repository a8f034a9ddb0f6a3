import type { Author } from '../github/author.ts'
import { FOLDER, type FolderAnswer } from '../github/folder.ts'
import type { Page } from '../github/pages.ts'
import { ACTIONS, type ActionAnswer } from '../incident/action-issues.ts'

/** The label by which the app finds its reviews again. */
export const REVIEW_LABEL = 'postmortem-review'

/** Of type Repository: all that a review wants but the texts, where no list is longer than a hundred. */
export const OVERVIEW = `
  url isArchived hasIssuesEnabled
  reviewLabel: label(name: $reviewLabel) { id }
  reviews: issues(first: 100, labels: [$reviewLabel], orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { title body author { login __typename } }
  }
  pending: pullRequests(first: 100, labels: [$pullLabel], states: [OPEN], orderBy: { field: CREATED_AT, direction: ASC }) {
    nodes { number body createdAt author { login __typename } }
  }
  ${FOLDER}
  ${ACTIONS}`

interface Written {
  readonly body: string
  readonly author: Author
}

export interface Overview extends FolderAnswer {
  readonly url: string
  readonly isArchived: boolean
  readonly hasIssuesEnabled: boolean
  readonly reviewLabel: object | null
  readonly reviews: { readonly nodes: readonly (Written & { readonly title: string })[] }
  readonly pending: {
    readonly nodes: readonly (Written & { readonly number: number; readonly createdAt: string })[]
  }
  readonly actions: Page<ActionAnswer>
}
