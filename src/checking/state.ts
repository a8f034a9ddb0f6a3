/** What checking a postmortem pull request looks at. */
export interface CheckingState {
  readonly repository: string
  readonly headSha: string
  readonly documents: readonly DocumentState[]
  /** The hash of the check that stands on the head commit already, or null. */
  readonly standing: string | null
  /** By `owner/name`, in lower case: the repositories that actions are to be tracked in. */
  readonly targets: ReadonlyMap<string, Target>
}

export type DocumentState =
  | {
      readonly path: string
      readonly kind: 'text'
      readonly text: string
      /** Still word for word what the app drafted. */
      readonly untouched: boolean
    }
  | { readonly path: string; readonly kind: 'binary' | 'too-large' | 'empty' | 'one-of-many' }

export interface Target {
  readonly reachable: boolean
  readonly issuesEnabled: boolean
  readonly archived: boolean
  /** Logins, in lower case, of those who were asked about and can be assigned there. */
  readonly assignable: ReadonlySet<string>
}
