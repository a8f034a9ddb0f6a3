import type { Config } from '../config/schema.ts'
import { isDocument } from '../incident/document.ts'
import type { ChangedIssue, News } from '../news.ts'
import type { Job } from '../queue/queue.ts'

/** Where documents or actions changed, where the app is new, and where its time has come: then what was put off is due. */
export function find({ place, config, first, due, issues, documents }: News): readonly Job[] {
  if (!config.index.enabled) return []
  const changed =
    documents.some((path) => isDocument(path, config)) || issues.some((issue) => isAction(issue, config))
  return first || due || changed ? [{ feature: 'indexing', ...place }] : []
}

const isAction = ({ byApp, labels }: ChangedIssue, { actions }: Config): boolean =>
  byApp && labels.some((label) => label.toLowerCase() === actions.label.toLowerCase())

const DAY_MS = 24 * 60 * 60_000

/** The next midnight, where no digest asks for one anyway. */
export function next({ index, digest }: Config, after: Date): Date | null {
  if (!index.enabled || digest.enabled) return null
  return new Date((Math.floor(after.getTime() / DAY_MS) + 1) * DAY_MS)
}
