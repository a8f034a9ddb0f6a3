import type { RepositoryName } from '../effects.ts'
import { render } from '../templates.ts'
import { wroteIt } from './author.ts'
import type { GitHub } from './client.ts'
import { inertLine } from './inert.ts'
import { hashOf, marker, readMarker } from './marker.ts'

/**
 * Tells people where they look that something stands in the app's way (a missing permission, a protection, a value
 * that GitHub refuses); the same obstacle once, however often it is met.
 */
export async function tellObstacle(
  github: GitHub,
  at: RepositoryName,
  number: number,
  reason: string,
): Promise<void> {
  const hash = hashOf(reason)
  const place = { owner: at.owner, repo: at.repo, issue_number: number }
  const path = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
  const { data: comments } = await github.client.request(path, { ...place, per_page: 100 })
  const told = comments.some((comment) => {
    return wroteIt(github, comment.user) && readMarker('note', comment.body ?? '')?.['hash'] === hash
  })
  if (told) return
  const body = `${render('obstacle', { reason: inertLine(reason, 2_000) })}\n${marker('note', { about: 'obstacle', hash })}`
  await github.client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...place, body })
}
