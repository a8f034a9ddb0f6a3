import { addDays } from '../postmortem/calendar.ts'
import type { Facts, FrontMatter, Section } from '../postmortem/document.ts'
import { entryOf } from '../postmortem/front-matter.ts'
import { lastDayOf } from '../postmortem/told-days.ts'
import { countUpTo } from './extent.ts'
import type { Level, RuleId } from './finding.ts'

/**
 * A review may come in two stages: the story within days of the incident, while memory is fresh, and its actions once they
 * have been thought over. `status: story` in the front matter says that the first is out and the second is to come.
 */
export interface Stage {
  /** The key and its value, as written. */
  readonly key: string
  /** The last day for the actions; null where the incident's day is not known, or nothing limits them. */
  readonly actionsBy: string | null
  /** False once that day is over: then the actions are asked for as in any postmortem. */
  readonly isSoaking: boolean
}

const STORY = /^story(?: (?:is )?(?:out|published|shared|reviewed))?$/i

interface Told {
  readonly frontMatter: FrontMatter | null
  readonly facts: Facts
  readonly openedOn: string | null
  readonly today: string | null
  readonly actionsWithinDays: number | null
}

/** Null for a document that is not in two stages. */
export function stageOf({
  frontMatter,
  facts,
  openedOn,
  today,
  actionsWithinDays: days,
}: Told): Stage | null {
  const found = entryOf(frontMatter, /^status$/)
  if (typeof found?.[1] !== 'string' || !STORY.test(found[1].trim())) return null
  const from = lastDayOf(facts) ?? openedOn
  const actionsBy = from === null || days === null ? null : addDays(from, days)
  return { key: found[0], actionsBy, isSoaking: today === null || actionsBy === null || today <= actionsBy }
}

/** Whether a finding is about the actions: by its rule, or as something missing or still to be written where they stand. */
export function aboutActions(sections: readonly Section[]): (rule: RuleId, at: number) => boolean {
  const inOrder = sections.toSorted((a, b) => a.heading.start - b.heading.start)
  const starts = inOrder.map(({ heading }) => heading.start)
  return (rule, at) => {
    if (rule === 'actions/follow-story') return false
    if (rule !== 'facts/placeholder' && rule !== 'facts/missing-section') return rule.startsWith('actions/')
    const kind = inOrder[countUpTo(starts, at) - 1]?.kind
    return kind === 'actions' || kind === 'notNow'
  }
}

/** While actions soak, what they lack is worth a note and no more; what else the document lacks stays as it is. */
export function soaked(level: Level, stage: Stage | null, isOfActions: boolean): Level {
  return stage?.isSoaking === true && isOfActions ? 'note' : level
}
