import type { Span } from '../lint/prose/mask.ts'
import { readProse, type Prose } from '../lint/prose/prose.ts'
import { toneFindings } from '../lint/tone.ts'

/** The rule by which words would blame somebody, and where. */
interface Blame extends Span {
  readonly rule: string
}

type IsOn = (rule: string) => boolean

const isBlameRule = (rule: string): boolean => rule.startsWith('blame/')

/**
 * All that blames somebody in a text. A waiver does not count here: what a team may leave in its own document is not told to others.
 * A rule that the team has switched off is off here too.
 */
export const blamesIn = ({ sentences }: Pick<Prose, 'sentences'>, isOn: IsOn = () => true): Blame[] =>
  [...toneFindings(sentences, ({ id }) => isBlameRule(id) && isOn(id))].map(({ rule, raw }) => ({
    rule: rule.id,
    start: raw.at?.start ?? 0,
    end: raw.at?.end ?? 0,
  }))

/** The first rule by which a text of its own blames somebody; null where it is neutral. */
export const blameOf = (words: string, isOn: IsOn = () => true): string | null =>
  blamesIn(readProse(words), isOn)[0]?.rule ?? null
