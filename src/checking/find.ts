import { isDocument } from '../incident/document.ts'
import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'

/**
 * Open pull requests that touch a document, or may: whether the check on their head still holds is seen there. And those
 * whose check somebody asked for anew, or may come out otherwise by settings that changed.
 */
export function find({ place, config, pulls, checked, configured }: News): readonly Job[] {
  const open = pulls.filter(({ state, paths }) => {
    return state === 'open' && (paths?.some((path) => isDocument(path, config)) ?? true)
  })
  const anew = checked.filter(({ again }) => again || configured)
  const numbers = new Set([...open, ...anew].map(({ number }) => number))
  return [...numbers].map((number) => ({ feature: 'checking', ...place, number }))
}
