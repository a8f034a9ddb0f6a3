import { SECTIONS, type RequiredSection } from '../../../postmortem/document.ts'
import { listed } from '../../commitments.ts'
import type { Level } from '../../finding.ts'
import type { DocumentRule } from '../../rule.ts'
import { headingOf, isWaiting } from '../../where.ts'

interface Needed {
  readonly heading: string
  readonly holds: string
}
// Thanks have a rule of their own, `review/thanks`.
const NEEDED: Readonly<Partial<Record<RequiredSection, Needed>>> = {
  summary: {
    heading: '## Summary',
    holds: 'two or three sentences that somebody from another team understands',
  },
  impact: { heading: '## Impact', holds: 'who noticed what, for how long' },
  timeline: {
    heading: '## Timeline',
    holds: 'a line for each event: time with zone, what happened, how it is known',
  },
  factors: {
    heading: '## Contributing factors',
    holds: 'the conditions, near and far, that had to come together',
  },
  actions: { heading: '## Actions', holds: 'what will change, each with one owner and a due date' },
  lessons: { heading: '## Lessons learned', holds: 'what went well, what was hard, where luck helped' },
  failure: {
    heading: '## It has failed',
    holds: 'the launch as it looks on the day after it went wrong, in the past tense',
  },
  risks: { heading: '## Risks', holds: 'why it failed, each with likelihood, impact and owner' },
  signs: { heading: '## Early signs', holds: 'what would be seen first, where, and by whom' },
  lastActions: {
    heading: '## Last sprint’s actions',
    holds: 'what became of each, or that there were none',
  },
  wentWell: { heading: '## What went well', holds: 'what helped, and should stay' },
  toImprove: { heading: '## What to improve', holds: 'what made work harder than it had to be' },
  problem: {
    heading: '## Problem',
    holds: 'what is seen, where, since when and how often, without a cause in it',
  },
  evidence: {
    heading: '## Evidence',
    holds: 'what was observed and measured, and a timeline where there is one',
  },
  verification: {
    heading: '## Verification of causes',
    holds: 'for each cause how it was tested, and what came out',
  },
  effectiveness: {
    heading: '## Verification of effectiveness',
    holds: 'what will show that the problem is gone, when, and who looks',
  },
}

/** So many missing sections are one thing to mend, and one finding. */
const MANY = 3

export const missingSection: DocumentRule = {
  id: 'facts/missing-section',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'All sections that its practice asks for are there and filled in.',
  why: 'Each section answers a question that readers come with; a missing one is a question that nobody asked.',
  source:
    'PagerDuty, Incident Response documentation, "Postmortem Template": https://response.pagerduty.com/after/post_mortem_template/',
  *check(context) {
    const absent: RequiredSection[] = []
    for (const kind of context.postmortem.missingSections) {
      if (!NEEDED[kind] || isWaiting(context, kind)) continue
      const at = headingOf(context, kind)
      if (!at) absent.push(kind)
      else yield { at, message: emptyText(kind), ...levelOf(kind) }
    }
    if (absent.length >= MANY) {
      yield { at: null, message: `${String(absent.length)} sections are missing. ${allOf(absent)}` }
      return
    }
    for (const kind of absent) {
      // What the impact section would say is asked for by name, or stands elsewhere already.
      if (kind === 'impact') continue
      const level =
        kind === 'actions' && context.stage?.isSoaking ? { level: 'note' as const } : levelOf(kind)
      yield { at: null, message: `The ${nameOf(kind)} section is missing. ${oneOf(kind)}`, ...level }
    }
  },
}

const emptyText = (kind: RequiredSection): string =>
  `The ${nameOf(kind)} section is still empty. Fill it in, or say in a sentence why there is nothing to tell.`

/** As its heading has it: `what went well`. */
const nameOf = (kind: RequiredSection): string =>
  (SECTIONS as readonly string[]).includes(kind)
    ? kind
    : (NEEDED[kind]?.heading ?? kind).replace(/^## /, '').replace(/^./, (letter) => letter.toLowerCase())

/** Lessons may come last. */
const levelOf = (kind: RequiredSection): { readonly level?: Level } =>
  kind === 'lessons' ? { level: 'warning' } : {}

const oneOf = (kind: RequiredSection): string =>
  `Add \`${NEEDED[kind]?.heading ?? ''}\`: ${NEEDED[kind]?.holds ?? ''}.`

const allOf = (kinds: readonly RequiredSection[]): string =>
  `Add ${listed(kinds.map((kind) => `\`${NEEDED[kind]?.heading ?? ''}\``))}; two sentences in each are a good start.`
