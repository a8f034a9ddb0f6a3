import { marker, readMarker } from '../github/marker.ts'

/** What became of an action in its document. `removed`: the document itself is gone; `gone`: only the action is. */
export const FATES = ['open', 'done', 'parked', 'gone', 'removed'] as const
export type Fate = (typeof FATES)[number]

/**
 * What was last applied, field by field: a hash of the document's wish, or the plain value where a later look has to
 * take exactly that away again. A field is written only when the wish differs from this, never because a person
 * changed the issue.
 */
export interface Applied {
  readonly title: string
  /** Hash of the owners as the document names them. */
  readonly dri: string
  readonly assignee: string | null
  readonly label: string
  readonly category: string | null
  readonly priority: string | null
  readonly due: string | null
  /** Hash of the facts in the body. */
  readonly text: string
  readonly fate: Fate
}

/** The hidden marker of an action's issue: which action of which document it is. */
export interface Mark {
  /** The database id of the document's repository. */
  readonly from: number
  readonly incident: number | null
  readonly path: string
  readonly id: string
  readonly applied: Applied
  /** Hash of the app's part of the body as it was written, by which a person's edit of it is seen. */
  readonly written: string
}

export const writeMark = (mark: Mark): string => marker('action', { ...mark })

/** Null where there is none, or none that can be understood. */
export function readMark(body: string): Mark | null {
  const data = readMarker('action', body)
  if (!data) return null
  const { from, incident, path, id, written } = data
  const applied = appliedOf(data['applied'])
  if (typeof from !== 'number' || typeof path !== 'string' || typeof id !== 'string' || !applied) return null
  return {
    from,
    incident: typeof incident === 'number' ? incident : null,
    path,
    id,
    applied,
    written: textOf(written),
  }
}

function appliedOf(value: unknown): Applied | null {
  if (typeof value !== 'object' || value === null) return null
  const data: Readonly<Record<string, unknown>> = { ...value }
  return {
    title: textOf(data['title']),
    dri: textOf(data['dri']),
    assignee: textOrNull(data['assignee']),
    label: textOf(data['label']),
    category: textOrNull(data['category']),
    priority: textOrNull(data['priority']),
    due: textOrNull(data['due']),
    text: textOf(data['text']),
    fate: FATES.find((fate) => fate === data['fate']) ?? 'open',
  }
}

const textOf = (value: unknown): string => textOrNull(value) ?? ''
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
