import { readMarker, type MarkerData } from '../github/marker.ts'
import type { DocumentState, OwnComment } from './state.ts'

/** Where the summary comment says that the issue of an action is, by the action's key. */
export type Remembered = ReadonlyMap<string, { readonly name: string; readonly number: number }>

type Place = Pick<DocumentState, 'board' | 'path' | 'alive'>

/** What the app knows from its own summary: an issue stays known where its marker or its label was taken away. */
export function remembered(document: Place): Remembered {
  const data = summaryOf(document)?.data['issues']
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : []
  return new Map(
    entries.flatMap(([key, where]) => {
      const [, name, number] = /^([\w-]+\/[\w.-]+)#(\d+)$/.exec(String(where)) ?? []
      return name && number ? [[key, { name: name.toLowerCase(), number: Number(number) }] as const] : []
    }),
  )
}

/** The summary of this document, or that of a path at which no document stands any more. */
export function summaryOf({ board, path, alive }: Place) {
  const all = (board?.comments ?? []).flatMap((comment) => {
    const data = noteOf(comment, 'actions')
    return data ? [{ id: comment.id, data }] : []
  })
  return (
    all.find(({ data }) => data['path'] === path) ??
    all.find(({ data }) => !alive.includes(String(data['path'])))
  )
}

/** The data of a comment about that matter; null where it is about another. */
export function noteOf({ body }: OwnComment, about: string): MarkerData | null {
  const data = readMarker('note', body)
  return data?.['about'] === about ? data : null
}
