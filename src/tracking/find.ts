import { isDocument } from '../incident/document.ts'
import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'

/** Merged postmortems, and every document that changed on the default branch. */
export function find({ place, config, pulls, documents }: News): readonly Job[] {
  const merged = pulls.filter(({ state, paths }) => {
    return state === 'merged' && (paths?.some((path) => isDocument(path, config)) ?? true)
  })
  const changed = documents.filter((path) => isDocument(path, config))
  return [
    ...merged.map(({ number }) => ({ feature: 'tracking' as const, ...place, number })),
    ...changed.map((path) => ({ feature: 'tracking' as const, ...place, path })),
  ]
}
