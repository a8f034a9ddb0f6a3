import type { RepositoryName } from '../effects.ts'
import type { Tracked } from '../review/actions.ts'
import type { Reviewed } from '../review/review.ts'

/** What a review looks at. */
export interface ReviewingState {
  readonly repository: RepositoryState
  /** All postmortems on the default branch. */
  readonly documents: readonly Reviewed[]
  /** The app's own action issues, with the document and the id that they are of. */
  readonly actions: readonly (Tracked & { readonly path: string; readonly id: string })[]
  /** The app's reviews, open or closed; a person may have written over the marker that names its time (`2026-Q3`, `2026`). */
  readonly written: readonly { readonly title: string; readonly span: string | null }[]
  /** Pull requests of postmortems that are still open. */
  readonly pending: readonly { readonly number: number; readonly createdAt: string }[]
}

export interface RepositoryState extends RepositoryName {
  readonly url: string
  /** Null where the repository has no commit yet. */
  readonly branch: string | null
  /** False where nothing can be written: archived, or its issues are switched off. */
  readonly takesIssues: boolean
  readonly hasLabel: boolean
}
