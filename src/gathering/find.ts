import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'

/** Whatever has happened here may belong into a postmortem that is open: one look finds those. */
export function find({ place, branches }: News): readonly Job[] {
  return branches.length > 0 ? [{ feature: 'gathering', ...place }] : []
}
