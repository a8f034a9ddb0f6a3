import type { FolderFile } from '../github/folder.ts'

/** What indexing looks at: the folder on the default branch, and how its actions stand. */
export interface IndexingState {
  /** The commit at which all was read. */
  readonly branch: { readonly name: string; readonly oid: string }
  /** The texts of its postmortems, by path. */
  readonly documents: ReadonlyMap<string, string>
  readonly page: FolderFile | null
  /** Another page of the folder's, such as `Readme.md`: somebody's own. */
  readonly hasOtherPage: boolean
  readonly index: FolderFile | null
  /** The last commit that changed `index.json`. */
  readonly last: Commit | null
  /** The issues of actions in this repository. */
  readonly actions: readonly ActionIssue[]
}

export interface Commit {
  readonly oid: string
  readonly at: string
  readonly title: string
}

/** Which action of which document it is, and whether it is open. */
export interface ActionIssue {
  readonly path: string
  readonly id: string
  readonly open: boolean
}
