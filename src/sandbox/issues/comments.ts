import type { By } from '../by.ts'
import { emit, type PartsOf } from '../hooks/emit.ts'
import { ApiError, invalid } from '../http/errors.ts'
import type { Comment, Issue } from '../model.ts'
import { renderComment, renderIssue } from '../render/issue.ts'
import { hasRole, nextId, timestamp, type World } from '../world.ts'
import { noteReferences } from './references.ts'

const LONGEST_BODY = 65_536

function checkBody(body: string): void {
  const refuse = (message: string): Error =>
    invalid({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message })
  if (body.trim() === '') throw refuse('Body cannot be blank')
  if (Array.from(body).length > LONGEST_BODY)
    throw refuse(`Body is too long (maximum is ${LONGEST_BODY} characters)`)
}

/** Adds a comment to an issue or to the conversation of a pull request. */
export function addComment(world: World, by: By, issue: Issue, body: string): Comment {
  checkBody(body)
  // Apps are turned away as well, whatever their permissions.
  if (issue.locked && !hasRole(by.account, issue.repository, 'write'))
    throw new ApiError(403, 'Unable to create comment because issue is locked.')
  const now = timestamp(world)
  const comment: Comment = {
    id: nextId(world),
    issue,
    author: by.account,
    app: by.app,
    body,
    createdAt: now,
    updatedAt: now,
    reactions: [],
    minimized: null,
  }
  issue.comments.push(comment)
  issue.updatedAt = now
  emit(world, 'issue_comment', 'created', { ...about(by, issue), parts: parts(world, comment) })
  noteReferences(world, by, issue, body)
  return comment
}

export function editComment(world: World, by: By, comment: Comment, body: string): void {
  checkBody(body)
  if (body === comment.body) return
  const changes = { body: { from: comment.body } }
  comment.body = body
  comment.updatedAt = timestamp(world)
  emit(world, 'issue_comment', 'edited', {
    ...about(by, comment.issue),
    parts: { ...parts(world, comment), changes },
  })
  noteReferences(world, by, comment.issue, body)
}

export function deleteComment(world: World, by: By, comment: Comment): void {
  const { issue } = comment
  issue.comments = issue.comments.filter((one) => one !== comment)
  issue.updatedAt = timestamp(world)
  emit(world, 'issue_comment', 'deleted', { ...about(by, issue), parts: parts(world, comment) })
}

const about = (by: By, issue: Issue) => ({ repository: issue.repository, sender: by.account })

const parts = (world: World, comment: Comment) => ({
  // Described as an issue *and* a second copy whose assignees have no properties: no value fits both.
  issue: renderIssue(world, comment.issue) as unknown as PartsOf<'issue_comment', 'created'>['issue'] &
    PartsOf<'issue_comment', 'edited'>['issue'] &
    PartsOf<'issue_comment', 'deleted'>['issue'],
  comment: renderComment(world, comment),
})
