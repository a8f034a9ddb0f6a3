import type { Catalogue } from '../catalogue/catalogue.ts'
import type { FolderFile } from '../github/folder.ts'

/** What indexing looks at: the folder on the default branch, and how its actions stand. */
export interface IndexingState {
  /** The commit at which all was read. */
  readonly branch: { readonly name: string; readonly oid: string }
  /** Its postmortems, with their actions as open as their issues are. */
  readonly catalogue: Catalogue
  readonly page: FolderFile | null
  /** Another page of the folder's, such as `Readme.md`: somebody's own. */
  readonly hasOtherPage: boolean
  readonly index: FolderFile | null
  /** The last commit that changed `index.json`. */
  readonly last: Commit | null
}

export interface Commit {
  readonly oid: string
  readonly at: string
  readonly title: string
}
