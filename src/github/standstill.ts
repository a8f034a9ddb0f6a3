import type { FeatureName } from '../queue/queue.ts'
import { render } from '../templates.ts'
import { apply, type Caution } from './apply.ts'
import type { GitHub } from './client.ts'
import { marker } from './marker.ts'
import { findNote } from './note.ts'

/** Something that people wait for is not done, by no fault of theirs; or it was so, and is over. */
export interface Standstill {
  readonly owner: string
  readonly repo: string
  /** The issue or pull request where people wait. */
  readonly number: number
  readonly feature: FeatureName
  readonly since: Date
  readonly isOver: boolean
  /** Whether it is tried again without anybody's doing. */
  readonly isTriedAgain: boolean
}

/** Says so in one comment for each feature, which is changed when things change; what says so already is left as it is. */
export async function tellStandstill(
  github: GitHub,
  standstill: Standstill,
  caution: Caution | null = null,
): Promise<void> {
  const { owner, repo, number, feature, isOver } = standstill
  const thread = { owner, repo, issue_number: number }
  const told = await findNote(github, thread, ({ about, key }) => about === 'standstill' && key === feature)
  if (isOver && !told) return // somebody took it away
  if (told?.note['over'] === isOver) return
  const body = `${textOf(standstill)}\n${marker('note', { about: 'standstill', key: feature, over: isOver })}`
  const effect = told
    ? ({ do: 'editComment', id: told.id, body } as const)
    : ({ do: 'comment', number, body } as const)
  await apply(github, { owner, repo }, [effect], caution)
}

/** No reason is given: it may hold what is nobody's business here, and nobody here could do anything about it. */
function textOf({ feature, since, isOver, isTriedAgain }: Standstill): string {
  return render(isOver ? 'standstill-over' : 'standstill', {
    since: `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    isTriedAgain,
    opening: feature === 'opening',
    gathering: feature === 'gathering',
    checking: feature === 'checking',
    tracking: feature === 'tracking',
    publishing: feature === 'publishing',
  })
}
