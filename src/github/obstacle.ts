import type { RepositoryName } from '../effects.ts'
import type { FeatureName } from '../queue/queue.ts'
import { apply, type Caution } from './apply.ts'
import { render } from '../templates.ts'
import type { GitHub } from './client.ts'
import { inertLine } from './inert.ts'
import { hashOf, marker } from './marker.ts'
import { findNote } from './note.ts'

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
  if (await findNote(github, place, (note) => note['hash'] === hash)) return
  const text = render('obstacle', {
    reason: inertLine(reason, 2_000),
    opening: feature === 'opening',
    gathering: feature === 'gathering',
    checking: feature === 'checking',
    tracking: feature === 'tracking',
    indexing: feature === 'indexing',
  })
  const body = `${text}\n${marker('note', { about: 'obstacle', hash })}`
  await apply(github, at, [{ do: 'comment', number, body }], caution)
}
