import { keyOfFrontMatter } from './fact-names.ts'
import { keyRange } from './front-matter.ts'
import type { FrontMatter, ParseProblem, RequiredSection } from './document.ts'
import type { Source } from './source.ts'

/** The kinds of review that the engine knows. A document names its own in the front matter (`practice: premortem`). */
export const PRACTICES = ['postmortem', 'premortem', 'retrospective', 'root-cause-analysis'] as const
export type PracticeName = (typeof PRACTICES)[number]

export interface Practice {
  readonly name: PracticeName
  /** In a sentence: `root-cause analysis`. */
  readonly called: string
  /** The sections that a complete document of it has, in the order of its template. */
  readonly required: readonly RequiredSection[]
  /** Whether it looks back at an incident, with a severity, moments and a timeline; else it has none of these. */
  readonly ofIncident: boolean
}

const OF: Readonly<Record<PracticeName, Practice>> = {
  postmortem: {
    name: 'postmortem',
    called: 'postmortem',
    required: ['summary', 'impact', 'timeline', 'factors', 'actions', 'lessons', 'thanks'],
    ofIncident: true,
  },
  premortem: {
    name: 'premortem',
    called: 'premortem',
    required: ['summary', 'failure', 'risks', 'signs', 'actions'],
    ofIncident: false,
  },
  retrospective: {
    name: 'retrospective',
    called: 'retrospective',
    required: ['lastActions', 'wentWell', 'toImprove', 'actions', 'thanks'],
    ofIncident: false,
  },
  'root-cause-analysis': {
    name: 'root-cause-analysis',
    called: 'root-cause analysis',
    required: ['problem', 'evidence', 'factors', 'verification', 'actions', 'effectiveness'],
    ofIncident: true,
  },
}

export const practiceNamed = (name: PracticeName): Practice => OF[name]

const ALSO: readonly (readonly [PracticeName, RegExp])[] = [
  ['postmortem', /^(?:post ?mortem|incident (?:review|postmortem)|pir)$/],
  ['premortem', /^pre ?mortem$/],
  ['retrospective', /^(?:(?:sprint |team )?retro(?:spective)?)$/],
  ['root-cause-analysis', /^(?:root cause analysis|rca)$/],
]

/** `Pre-mortem`, `sprint retro`, `RCA`: the practice that somebody means, or null. */
export function practiceMeant(words: string): PracticeName | null {
  const name = words
    .slice(0, LONGEST_NAME)
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ')
  return ALSO.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

/** A longer one is none of them. */
const LONGEST_NAME = 60

/** What a document says that it is; one that says nothing is a postmortem, and so is one that says what nobody knows. */
export function practiceOf(
  source: Source,
  frontMatter: FrontMatter | null,
): { readonly practice: Practice; readonly problems: readonly ParseProblem[] } {
  const key = Object.keys(frontMatter?.data ?? {}).find((name) => keyOfFrontMatter(name) === 'practice')
  const value = key === undefined ? null : (frontMatter?.data[key] ?? null)
  const meant = typeof value === 'string' ? practiceMeant(value) : null
  if (meant !== null || value === null || key === undefined || frontMatter === null)
    return { practice: OF[meant ?? 'postmortem'], problems: [] }
  const said = typeof value === 'string' ? `“${value.slice(0, LONGEST_NAME)}”` : 'This'
  return {
    practice: OF.postmortem,
    problems: [
      {
        code: 'practice',
        message: `${said} is no practice that is known here, so the document is read as a postmortem.`,
        fix: `Use one of ${PRACTICES.map((name) => `\`${name}\``).join(', ')}, or leave the line out.`,
        range: keyRange(source, frontMatter, key),
      },
    ],
  }
}
