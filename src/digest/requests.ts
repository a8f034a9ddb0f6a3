import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { wroteIt } from '../github/author.ts'
import type { GitHub } from '../github/client.ts'
import { readMarker } from '../github/marker.ts'
import { mayWrite } from '../github/permission.ts'
import { isIncident } from '../incident/label.ts'
import { asksForDigest } from './asking.ts'
import type { AskedAnswer, CommentAnswer } from './query.ts'
import type { Dashboard, Request } from './state.ts'

// Asking who may write costs a request for each person, and anybody can comment on a public repository.
const NEWEST = 5

/** What was asked on the dashboard or on an incident and has no answer; nothing elsewhere. */
export async function readRequest(
  github: GitHub,
  at: RepositoryName,
  asked: AskedAnswer | null,
  dashboard: Dashboard | null,
  config: Config,
): Promise<Request | null> {
  if (
    !asked ||
    !(
      asked.number === dashboard?.number ||
      isIncident(
        asked.labels.nodes.map(({ name }) => name),
        config,
      )
    )
  )
    return null
  const comments = []
  for (const comment of openRequests(github, asked.comments.nodes).slice(-NEWEST)) {
    if (await mayWrite(github, at, comment.login)) comments.push({ id: comment.id, at: comment.at })
  }
  return comments.length > 0 ? { number: asked.number, comments } : null
}

function openRequests(github: GitHub, comments: readonly CommentAnswer[]) {
  const answered = new Set(
    comments.flatMap(({ author, body }) => {
      const ids = wroteIt(github, author) ? readMarker('digest', body)?.['answers'] : undefined
      return Array.isArray(ids) ? (ids as readonly unknown[]) : []
    }),
  )
  return comments.flatMap(({ fullDatabaseId, author, body, createdAt: at }) => {
    const id = Number(fullDatabaseId ?? 0)
    // No answer to machines: two of them would talk for ever.
    const asks = author?.__typename === 'User' && asksForDigest(body)
    return asks && id > 0 && !answered.has(id) ? [{ id, at, login: author.login }] : []
  })
}
