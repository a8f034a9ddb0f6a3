import type { Level } from '../finding.ts'
import type { Words } from './pattern.ts'

/** Words that tell what somebody did not do. */
export interface Omission extends Words {
  /** What could stand before the last of the words in place of the others. */
  readonly reword?: string
  /** Where it weighs less than the rule says. */
  readonly level?: Level
}

/** "Not *properly* tested": done, and told as if it were not. */
export const HALF = /^(?:properly|sufficiently|adequately|thoroughly|carefully)$/
