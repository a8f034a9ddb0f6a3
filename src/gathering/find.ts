import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'

/** Whatever has happened here may belong into a postmortem that is open: one look finds those. */
export function find({ place, branches, due, issues, pulls }: News): readonly Job[] {
  const isOnlyDue = due && issues.length === 0 && pulls.length === 0
  return branches.length > 0 && !isOnlyDue ? [{ feature: 'gathering', ...place }] : []
}
