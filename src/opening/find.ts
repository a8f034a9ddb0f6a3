import { practiceAsked } from '../incident/label.ts'
import { readPullMarker } from '../incident/pull.ts'
import type { News } from '../news.ts'
import type { Job } from '../queue/queue.ts'

/** Incidents and what else asks for a review, those that did until somebody took the label away, and those whose postmortem changed. */
export function find({ place, config, issues, pulls, branches }: News): readonly Job[] {
  const incidents = issues.filter(({ number, labels }) => {
    return practiceAsked(labels, config) !== null || branches.includes(String(number))
  })
  const named = pulls.flatMap(({ byApp, body, state }) => {
    const incident = byApp && state === 'merged' ? readPullMarker(body)?.incident : undefined
    return incident === undefined ? [] : [incident]
  })
  const numbers = new Set([...incidents.map(({ number }) => number), ...named])
  return [...numbers].map((number) => ({ feature: 'opening', ...place, number }))
}
