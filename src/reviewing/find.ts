import type { Config } from '../config/schema.ts'
import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'
import { dueBy, nextTime } from './schedule.ts'

/** Where the time of a review has come since the last look: once, however late that is seen, and nothing on other days. */
export function find({ place, config, passed }: News): readonly Job[] {
  if (!passed) return []
  const isDue = config.review.every.some((kind) => dueBy(kind, passed.until, config)?.isAfter(passed.from))
  return isDue ? [{ feature: 'reviewing', ...place }] : []
}

export function next(config: Config, after: Date): Date | null {
  const times = config.review.every.map((kind) => nextTime(kind, after, config).getTime())
  return times.length > 0 ? new Date(Math.min(...times)) : null
}
