import { marker, readMarker } from '../github/marker.ts'

/** What the app keeps in the body of a postmortem pull request that it opened. */
export interface PullMarker {
  readonly incident: number
  /** Blob ids of the drafts that the app committed or is about to: a document that is one of them is untouched. */
  readonly drafts: readonly string[]
}

export const pullMarker = (data: PullMarker): string => marker('pull', { ...data })

/** GitHub asks for an issue by a signed integer of 32 bits; anybody may write another number. */
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value < 2 ** 31

/** Only to be believed in a body that the app itself wrote. */
export function readPullMarker(body: string): PullMarker | null {
  const data = readMarker('pull', body)
  const incident = data?.['incident']
  if (!isNumber(incident)) return null
  const drafts = data?.['drafts']
  return { incident, drafts: Array.isArray(drafts) ? drafts.filter((id) => typeof id === 'string') : [] }
}
