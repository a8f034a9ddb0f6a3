import type { RepositoryName } from '../effects.ts'
import type { FeatureName } from '../queue/queue.ts'
import { apply, type Caution } from './apply.ts'
import { render } from '../templates.ts'
import { wroteIt } from './author.ts'
import type { GitHub } from './client.ts'
import { inertLine } from './inert.ts'
import { hashOf, marker, readMarker } from './marker.ts'

/** What stands in the way of a feature, and the issue or pull request where people look. */
export interface Obstacle {
  readonly number: number
  readonly reason: string
  readonly feature: FeatureName
}

/**
 * Tells people where they look that something stands in the app's way (a missing permission, a protection, a value
 * that GitHub refuses) and how to have it look again; the same obstacle once, however often it is met.
 */
export async function tellObstacle(
  github: GitHub,
  at: RepositoryName,
  { number, reason, feature }: Obstacle,
  caution: Caution | null = null,
): Promise<void> {
  const hash = hashOf(reason)
  const place = { owner: at.owner, repo: at.repo, issue_number: number }
  if (await isTold(github, place, hash)) return
  const text = render('obstacle', {
    reason: inertLine(reason, 2_000),
    opening: feature === 'opening',
    checking: feature === 'checking',
    tracking: feature === 'tracking',
  })
  const body = `${text}\n${marker('note', { about: 'obstacle', hash })}`
  await apply(github, at, [{ do: 'comment', number, body }], caution)
}

async function isTold(
  github: GitHub,
  place: { readonly owner: string; readonly repo: string; readonly issue_number: number },
  hash: string,
): Promise<boolean> {
  for (let page = 1; ; page++) {
    const path = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const { data } = await github.client.request(path, { ...place, per_page: 100, page })
    const told = data.some((comment) => {
      return wroteIt(github, comment.user) && readMarker('note', comment.body ?? '')?.['hash'] === hash
    })
    if (told || data.length < 100) return told
  }
}
