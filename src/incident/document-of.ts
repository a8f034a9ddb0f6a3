import { dump } from 'js-yaml'
import type { PracticeName } from '../postmortem/practice.ts'
import { render } from '../templates.ts'

/** What a draft is filled with; whatever people wrote has been made inert. Empty or null stands for what is not known. */
export interface Told {
  /** The issue that asked for it; null where none did. */
  readonly number: number | null
  readonly title: string
  /** The title as it can stand in a heading. */
  readonly heading: string
  readonly severity: string | null
  readonly started: string | null
  readonly detected: string | null
  readonly mitigated: string | null
  readonly resolved: string | null
  readonly summary: string
  readonly impactedUsers: string
  readonly businessEffect: string
  readonly services: readonly string[]
  readonly participants: readonly string[]
  readonly launch: string | null
  readonly sprint: string | null
}

export const NOTHING_TOLD: Omit<Told, 'title' | 'heading'> = {
  number: null,
  severity: null,
  started: null,
  detected: null,
  mitigated: null,
  resolved: null,
  summary: '',
  impactedUsers: '',
  businessEffect: '',
  services: [],
  participants: [],
  launch: null,
  sprint: null,
}

/** The document of a practice, with a placeholder for whatever was not told; without the blocks that the app keeps. */
export function documentOf(practice: PracticeName, told: Told): string {
  return render(TEMPLATES[practice], {
    frontMatter: dump(FACTS[practice](told), { lineWidth: -1 }).trimEnd(),
    title: told.heading,
    // Nobody gathers a timeline for a document that no issue asked for.
    local: told.number === null,
    summary: told.summary,
    impactedUsers: told.impactedUsers,
    businessEffect: told.businessEffect,
    responders: told.participants.map((login) => `\`${login}\``).join(', '),
  })
}

const TEMPLATES: Readonly<Record<PracticeName, string>> = {
  postmortem: 'opening/document',
  premortem: 'opening/premortem',
  retrospective: 'opening/retrospective',
  'root-cause-analysis': 'opening/root-cause-analysis',
}

const numbered = (key: 'incident' | 'issue', { number }: Told) => (number === null ? {} : { [key]: number })

const begun = (key: 'incident' | 'issue', told: Told) => ({
  ...numbered(key, told),
  title: told.title,
  ...(key === 'incident' ? { severity: told.severity } : {}),
  status: 'draft',
})

const moments = ({ started, detected, mitigated, resolved }: Told) => ({
  started,
  detected,
  mitigated,
  resolved,
})

const FACTS: Readonly<Record<PracticeName, (told: Told) => object>> = {
  postmortem: (told) => ({
    ...begun('incident', told),
    ...moments(told),
    impacted_users: told.impactedUsers || null,
    business_effect: told.businessEffect || null,
    services: told.services,
    participants: told.participants,
  }),
  premortem: (told) => ({
    practice: 'premortem',
    ...begun('issue', told),
    launch: told.launch,
    participants: told.participants,
  }),
  retrospective: (told) => ({
    practice: 'retrospective',
    ...begun('issue', told),
    sprint: told.sprint,
    sprint_start: told.started,
    sprint_end: told.resolved,
    participants: told.participants,
  }),
  'root-cause-analysis': (told) => ({
    practice: 'root-cause-analysis',
    ...begun('incident', told),
    ...moments(told),
    services: told.services,
    participants: told.participants,
  }),
}
