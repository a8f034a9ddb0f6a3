import { wroteIt, type Author } from '../github/author.ts'
import type { GitHub } from '../github/client.ts'
import { readMarker } from '../github/marker.ts'
import type { ActionIssue, Board, Content, Milestone, OwnComment } from './state.ts'

/** What GraphQL answers, and what the feature makes of it. */

export interface Page {
  readonly hasNextPage: boolean
  readonly endCursor: string | null
}

export interface BlobAnswer {
  readonly text?: string | null
  readonly byteSize?: number
  readonly isBinary?: boolean | null
  readonly isTruncated?: boolean
}
export const BLOB = '... on Blob { text byteSize isBinary isTruncated }'

export const MAX_BYTES = 1024 * 1024

/** Null where GitHub shows only the beginning of a text that is small enough to be read in whole. */
export function contentOf(blob: BlobAnswer | null | undefined): Content | null {
  if (blob?.byteSize === undefined) return { kind: 'gone', movedTo: null }
  if (blob.byteSize > MAX_BYTES) return { kind: 'unreadable', reason: 'large' }
  if (blob.isBinary || typeof blob.text !== 'string') return { kind: 'unreadable', reason: 'binary' }
  return blob.isTruncated ? null : { kind: 'text', text: blob.text }
}

export interface CommentAnswer {
  readonly fullDatabaseId: string
  readonly body: string
  readonly author: Author
}
export interface ThreadAnswer {
  readonly id: string
  readonly number: number
  readonly createdAt: string
  readonly comments: {
    readonly nodes: readonly CommentAnswer[]
    readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null }
  }
}
export const thread = (before: string): string => `id number createdAt
  comments(last: 100, before: ${before}) {
    nodes { fullDatabaseId body author { __typename login } } pageInfo { hasPreviousPage startCursor }
  }`

export const ownComments = (github: GitHub, comments: readonly CommentAnswer[]): OwnComment[] =>
  comments
    .filter(({ author }) => wroteIt(github, author))
    .map(({ fullDatabaseId, body }) => ({ id: Number(fullDatabaseId), body }))

export interface ThreadState extends Board {
  readonly id: string
  readonly openedOn: string
  /** From where older comments are read; null where all are. */
  readonly older: string | null
}

export function threadOf(
  github: GitHub,
  answer: ThreadAnswer,
  newer: readonly OwnComment[] = [],
): ThreadState {
  const { hasPreviousPage, startCursor } = answer.comments.pageInfo
  return {
    id: answer.id,
    number: answer.number,
    openedOn: answer.createdAt.slice(0, 10),
    comments: [...ownComments(github, answer.comments.nodes), ...newer],
    older: hasPreviousPage ? startCursor : null,
  }
}

export interface IssueAnswer {
  readonly id: string
  readonly number: number
  readonly url: string
  readonly title: string
  readonly body: string
  readonly state: 'OPEN' | 'CLOSED'
  readonly author: Author
  readonly assignees: { readonly nodes: readonly { readonly login: string }[] }
  readonly labels: { readonly nodes: readonly { readonly name: string }[] }
  readonly milestone: { readonly number: number } | null
  readonly parent: { readonly number: number } | null
  readonly comments: { readonly nodes: readonly CommentAnswer[] }
}
// The last words on it are enough to see what a look that was cut short had said already.
export const ISSUE = `id number url title body state author { __typename login }
  assignees(first: 20) { nodes { login } } labels(first: 100) { nodes { name } }
  milestone { number } parent { number }
  comments(last: 10) { nodes { fullDatabaseId body author { __typename login } } }`

/** Null where the app did not make it: anybody can type a marker. */
export function issueOf(github: GitHub, answer: IssueAnswer | null | undefined): ActionIssue | null {
  if (!answer || !wroteIt(github, answer.author)) return null
  return {
    id: answer.id,
    number: answer.number,
    url: answer.url,
    title: answer.title,
    body: answer.body,
    open: answer.state === 'OPEN',
    assignees: answer.assignees.nodes.map(({ login }) => login),
    labels: answer.labels.nodes.map(({ name }) => name),
    milestone: answer.milestone?.number ?? null,
    hasParent: answer.parent !== null,
    said: saidOn(ownComments(github, answer.comments.nodes)),
  }
}

function saidOn(comments: readonly OwnComment[]): string | null {
  const fates = comments.flatMap(({ body }) => {
    const data = readMarker('note', body)
    return data?.['about'] === 'fate' ? [String(data['fate'])] : []
  })
  return fates.at(-1) ?? null
}

export interface MilestoneAnswer {
  readonly number: number
  readonly title: string
  readonly dueOn: string | null
}

// GitHub keeps midnight Pacific, which is the same calendar day in UTC.
export const milestoneOf = ({ number, title, dueOn }: MilestoneAnswer): Milestone => ({
  number,
  title,
  due: dueOn?.slice(0, 10) ?? null,
})
