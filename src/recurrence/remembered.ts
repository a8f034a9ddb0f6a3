import { EMPTY_WORDS } from './empty-words.ts'
import { readFrontMatter } from '../postmortem/front-matter.ts'
import { sourceOf } from '../postmortem/source.ts'
import { servicesOf, tagsOf } from '../postmortem/tags.ts'
import { dayToldIn } from '../postmortem/told-days.ts'
import type { Postmortem, SectionKind } from '../postmortem/document.ts'

/** The parts of a document in which two can be alike, by how much they say of what kind an incident was. */
export const FIELD_WEIGHTS = {
  tags: 4,
  title: 3,
  factors: 3,
  services: 2,
  summary: 2,
  impact: 1,
  rest: 0.7,
} as const
export type FieldName = keyof typeof FIELD_WEIGHTS

/** A postmortem as far as it can be compared with others. */
export interface Remembered {
  /** Tells it from the others: its path. */
  readonly id: string
  readonly title: string | null
  /** The day of the incident, `2026-11-23`; null where nothing says. */
  readonly day: string | null
  readonly services: readonly string[]
  readonly tags: readonly string[]
  /** Ways to fail that it plainly told of, where its text is not at hand any more. */
  readonly kinds?: readonly string[]
  /** Markdown, `''` where the document has none. */
  readonly fields: Readonly<Record<Exclude<FieldName, 'services' | 'tags'>, string>>
}

/** What is done about it, who helped and how long it took say nothing of its kind. */
const LEFT_OUT: ReadonlySet<SectionKind> = new Set([
  'summary', 'impact', 'factors', 'whys', 'actions', 'notNow', 'thanks', 'metrics', 'participants', 'lessons',
]) // prettier-ignore

export function rememberedOf(id: string, postmortem: Postmortem): Remembered {
  const { facts } = postmortem
  const title = facts.title ?? nameOf(id)
  return {
    id,
    title: facts.title,
    day: dayToldIn(id, postmortem),
    services: servicesOf(postmortem),
    // `#downtime` stands on all of them.
    tags: tagsOf(postmortem).filter((tag) => !EMPTY_WORDS.has(tag)),
    fields: {
      title,
      summary: bodiesOf(postmortem, (kind) => kind === 'summary'),
      factors: bodiesOf(postmortem, (kind) => kind === 'factors' || kind === 'whys'),
      impact: [facts.businessEffect ?? '', bodiesOf(postmortem, (kind) => kind === 'impact')].join('\n\n'),
      rest: restOf(postmortem),
    },
  }
}

/** `2026-11-20-pool.md` as `pool`: file names are titles too. */
const nameOf = (path: string): string =>
  path
    .replace(/^.*[/\\]/, '')
    .replace(/\.(?:md|markdown)$/i, '')
    .replaceAll(/[\d_-]+/g, ' ')

/** Each stretch once: a section holds those below it. */
function bodiesOf({ sections, text }: Postmortem, isWanted: (kind: SectionKind) => boolean): string {
  let until = 0
  return sections
    .flatMap(({ kind, body, empty }) => {
      if (!isWanted(kind) || empty || body.start < until) return []
      until = body.end
      return [text.slice(body.start, body.end)]
    })
    .join('\n\n')
}

/** The body without the sections that are fields of their own, and those that are none. */
function restOf({ sections, text }: Postmortem): string {
  const kept: string[] = []
  let at = readFrontMatter(sourceOf(text)).bodyStart
  for (const { kind, heading, body } of sections) {
    if (!LEFT_OUT.has(kind) || heading.start < at) continue
    kept.push(text.slice(at, heading.start))
    at = body.end
  }
  kept.push(text.slice(at))
  return kept.join('\n\n')
}
