import type { ActionIssue } from './look.ts'
import type { Narrator } from './narrator.ts'
import type { Tally } from './requests.ts'
import type { Stage } from './stage.ts'

/** What every scene has at hand. */
export interface Telling {
  readonly stage: Stage
  readonly narrator: Narrator
  readonly tally: Tally
}

/** What an incident label sets off. */
export interface Opened {
  readonly incident: number
  readonly pull: number
  readonly branch: string
  readonly path: string
}

export interface Written {
  /** The commit with the blameful draft. */
  readonly first: string
  /** The commit with the document as it was reviewed. */
  readonly second: string
  /** The document as people wrote it. */
  readonly written: string
}

/** What the whole story made, by the names that GitHub gave to it. */
export interface Story extends Opened, Written {
  /** The merge commit of the postmortem. */
  readonly merge: string
  /** The action issues that the later edit of the document has nothing to do with, as they were before it. */
  readonly untouched: readonly ActionIssue[]
  /** The pull request of the incident that came a month later. */
  readonly alike: number
}
