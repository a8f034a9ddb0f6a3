import { marker, readMarker } from '../github/marker.ts'

/** What the app keeps in the body of a postmortem pull request that it opened. */
export interface PullMarker {
  readonly incident: number
  /** Blob ids of the drafts that the app committed or is about to: a document that is one of them is untouched. */
  readonly drafts: readonly string[]
}

export const pullMarker = (data: PullMarker): string => marker('pull', { ...data })

/** Only to be believed in a body that the app itself wrote. */
export function readPullMarker(body: string): PullMarker | null {
  const data = readMarker('pull', body)
  const incident = data?.['incident']
  if (typeof incident !== 'number') return null
  const drafts = data?.['drafts']
  return { incident, drafts: Array.isArray(drafts) ? drafts.filter((id) => typeof id === 'string') : [] }
}
