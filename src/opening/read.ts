import type { Reading } from '../feature.ts'
import type { GitHub } from '../github/client.ts'
import { readPostmortem } from '../incident/read.ts'
import type { PostmortemState } from '../incident/state.ts'
import type { Job } from '../queue/queue.ts'

export async function read(github: GitHub, job: Job): Promise<Reading<PostmortemState> | null> {
  if (job.number === undefined) return null
  const found = await readPostmortem(
    github,
    job,
    job.number,
    ({ state, updatedAt: at }) => (state === 'MERGED' ? { at } : null), // it is their merge that wakes
  )
  return found && { ...found, concerns: job.number }
}
