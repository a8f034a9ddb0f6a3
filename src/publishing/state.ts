import type { RepositoryName } from '../effects.ts'

/** A merged pull request that brought documents, and what was told of them. */
export interface PublishingState {
  readonly repository: RepositoryName & {
    /** GraphQL's. */
    readonly id: string
    readonly url: string
    readonly branch: string
  }
  readonly pull: {
    readonly number: number
    readonly url: string
    readonly mergedAt: string
  }
  /** Those that it added; what it changed was told when it came. */
  readonly documents: readonly DocumentText[]
  /** The comment in which the app keeps what it told, where. */
  readonly record: { readonly id: number; readonly body: string } | null
  /** The newest comment of somebody who may write that asks to try again; null where nobody did. */
  readonly asked: number | null
  readonly discussions: Discussions | null
}

export interface DocumentText {
  readonly path: string
  /** Null where it is no text, or too large, or gone. */
  readonly text: string | null
}

/** What there is for discussions; null in `PublishingState` where none are wanted. */
export interface Discussions {
  readonly enabled: boolean
  /** Null where the app may not see them. */
  readonly categories: readonly { readonly id: string; readonly name: string; readonly slug: string }[] | null
  /** The app's own of late, by the `id` of their message; only looked for where one may be there that the record does not know. */
  readonly lately: readonly { readonly number: number; readonly id: string }[]
}
