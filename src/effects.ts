/**
 * The closed union: everything that the app may ever do to GitHub is on this page. Effects are data, so that `plan`
 * can be tested with literals and a dry run is free; `github/apply.ts` is the only place that performs them.
 *
 * An effect with `as` lends its result to the later ones of the same plan: `ref('pull')` stands for its number,
 * `late('pull', 'url')` for a word inside a text.
 */

import type { Message } from './channels/message.ts'

export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

export interface Ref {
  readonly ref: string
}
export const ref = (name: string): Ref => ({ ref: name })

/** A number known now, or that of a thing which an earlier effect makes. */
export type Numbered = number | Ref

// Private-use characters: `inert()` takes them out of all text that comes from people, so nobody can forge a slot.
const OPEN = '\uE000'
const CLOSE = '\uE001'
/** `outcome` and `words` are of what was tried outside: a short code, and what people read of it. */
export const late = (name: string, field: 'number' | 'url' | 'outcome' | 'words'): string =>
  `${OPEN}${name}.${field}${CLOSE}`
export const LATE = /\uE000([a-zA-Z0-9-]+)\.(number|url|outcome|words)\uE001/g

export type AnnotationLevel = 'notice' | 'warning' | 'failure'

export interface Annotation {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  /** Only where both lines are one, as GitHub demands. */
  readonly startColumn?: number
  readonly endColumn?: number
  readonly level: AnnotationLevel
  readonly title: string
  readonly message: string
}

export interface CheckRun {
  readonly name: string
  readonly headSha: string
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'action_required'
  readonly title: string
  readonly summary: string
  readonly annotations: readonly Annotation[]
}

export interface IssueFields {
  readonly title?: string
  readonly body?: string
  readonly assignees?: readonly string[]
  readonly labels?: readonly string[]
  readonly milestone?: Numbered | null
  readonly state?: 'open' | 'closed'
}

interface Addressed {
  /** The repository, where it is not the job's own. */
  readonly in?: RepositoryName
}

export type Effect =
  | (Addressed & { readonly do: 'createBranch'; readonly branch: string; readonly fromSha: string })
  | (Addressed & {
      readonly do: 'commitFile'
      readonly branch: string
      readonly path: string
      readonly content: string
      readonly message: string
      /** The blob that is replaced, or null where the file must not exist yet. */
      readonly replaces: string | null
    })
  | (Addressed & {
      readonly do: 'openPull'
      readonly as?: string
      readonly head: string
      readonly base: string
      readonly title: string
      readonly body: string
      readonly draft: boolean
    })
  | (Addressed & {
      readonly do: 'createLabel'
      readonly name: string
      readonly color: string
      readonly description: string
    })
  | (Addressed & {
      readonly do: 'createMilestone'
      readonly as?: string
      readonly title: string
      readonly description: string
      /** Calendar date `2026-12-01`. */
      readonly due: string
    })
  | (Addressed & {
      readonly do: 'createIssue'
      readonly as?: string
      readonly title: string
      readonly body: string
      readonly assignees: readonly string[]
      readonly labels: readonly string[]
      readonly milestone: Numbered | null
    })
  | (Addressed & {
      readonly do: 'updateIssue'
      readonly number: Numbered
      readonly set: IssueFields
      /** The body that was read, where people write in it too: another one by now is looked at anew. */
      readonly was?: string
    })
  /** Makes all of them sub-issues of the addressed repository's `parent`, in one request. The ids are GraphQL's. */
  | (Addressed & {
      readonly do: 'addSubIssues'
      readonly parent: { readonly number: number; readonly id: string }
      readonly children: readonly (Ref | { readonly id: string })[]
    })
  /** Dispensable: refused (three are pinned already, or the app may not), it is passed over and the rest goes on. */
  | (Addressed & { readonly do: 'pinIssue'; readonly number: Numbered })
  /** Dispensable where the conversation is locked, unless a later effect needs it (`as`). */
  | (Addressed & {
      readonly do: 'comment'
      readonly as?: string
      readonly number: Numbered
      readonly body: string
    })
  | (Addressed & {
      readonly do: 'editComment'
      readonly id: Numbered
      readonly body: string
      /** The body as it stands, where the new one is known only while it is written: the same again is not written. */
      readonly was?: string
    })
  | (Addressed & { readonly do: 'putCheckRun'; readonly check: CheckRun })
  /** Several files in one commit; refused as stale where the branch has another head meanwhile. */
  | (Addressed & {
      readonly do: 'commitFiles'
      readonly branch: string
      /** The commit that was read, on which alone this one may stand. */
      readonly onto: string
      readonly files: readonly { readonly path: string; readonly content: string }[]
      readonly message: string
    })
  /**
   * Tells a channel outside GitHub that whoever runs the app has set up. Where that fails, or a discussion is refused, the rest goes
   * on: what came of it is for the record (`late`), and what may pass is thrown at the end.
   */
  | {
      readonly do: 'publish'
      readonly in?: never
      readonly as: string
      readonly channel: string
      readonly message: Message
    }
  | (Addressed & {
      readonly do: 'createDiscussion'
      readonly as: string
      /** GraphQL's ids. */
      readonly repositoryId: string
      readonly categoryId: string
      readonly title: string
      readonly body: string
    })
