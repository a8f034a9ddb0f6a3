import { isDocument } from '../incident/document.ts'
import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'
import { publishes } from './targets.ts'

/** Merged postmortems, where something is published at all. */
export function find({ place, config, pulls }: News): readonly Job[] {
  if (!publishes(config)) return []
  const merged = pulls.filter(
    ({ state, paths }) => state === 'merged' && (paths?.some((path) => isDocument(path, config)) ?? true),
  )
  return merged.map(({ number }) => ({ feature: 'publishing' as const, ...place, number }))
}
