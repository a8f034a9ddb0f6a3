import { isDocument } from '../incident/document.ts'
import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'

/** Open pull requests that touch a document, or may: whether the check on their head still holds is seen there. */
export function find({ place, config, pulls }: News): readonly Job[] {
  const open = pulls.filter(({ state, paths }) => {
    return state === 'open' && (paths?.some((path) => isDocument(path, config)) ?? true)
  })
  return open.map(({ number }) => ({ feature: 'checking', ...place, number }))
}
