import { bodyOf, leadOf } from '../../../postmortem/commitment.ts'
import { DEGREE_VERBS, INQUIRY_VERBS } from '../../../postmortem/vocabulary.ts'
import type { Action, Category } from '../../../postmortem/document.ts'
import type { DocumentRule } from '../../rule.ts'
import { nameOf, onEachOrOnce, openActions } from '../../commitments.ts'

export const specific: DocumentRule = {
  id: 'actions/specific',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  summary: 'Each action names a concrete result on a concrete thing.',
  why: 'Words like improve, investigate or be careful leave it open what will be different afterwards.',
  source:
    'John Lunney, Sue Lueder and Betsy Beyer, "Postmortem Action Items: Plan the Work and Work the Plan", ;login: 42:1 (2017), on wording action items: https://research.google/pubs/postmortem-action-items-plan-the-work-and-work-the-plan/',
  *check(context) {
    const open = openActions(context)
    const told = open
      .filter((action) => action.vague || !action.specific)
      .map((action) => ({ action, message: messageOf(action, nameOf(context, action)) }))
    const words = [...new Set(told.flatMap(({ action }) => vagueWordOf(action.text) ?? []))].slice(0, 4)
    const said = words.map((word) => `"${word}"`).join(', ')
    yield* onEachOrOnce(context, this.id, told, open.length, {
      none: `names what will exist when it is done${said && ` (${said})`}`,
      some: `leave open what will exist when they are done${said && `: ${said}`}`,
      fix: 'Name the artefact of each: an alert, a test, a limit, a page of the runbook.',
    })
  },
}

function messageOf(action: Action, name: string): string {
  const word = vagueWordOf(action.text)
  const artefact = ARTEFACTS[action.suggestedCategory ?? 'none']
  const lead = name.startsWith('This') ? '' : `${name}: `
  if (word === null)
    return `${name} leaves open what will be built or changed. Name what will exist when it is done, such as ${artefact}.`
  return INQUIRY_VERBS.has(word)
    ? `${lead}"${word}" has no end. Name what will exist when it is done, such as a written decision, or ${artefact}.`
    : `${lead}"${word}" leaves open what will be different. Name what will exist when it is done, such as ${artefact}.`
}

const ARTEFACTS: Readonly<Record<Category | 'none', string>> = {
  prevention: 'a check in the pipeline, a limit or a default',
  detection: 'an alert with its threshold, or a panel on a named dashboard',
  mitigation: 'a limit with its number, a fallback or a switch',
  recovery: 'a runbook step that was tried in a drill, or a command',
  learning: 'a page with a place, or a session with a date',
  none: 'an alert, a test, a limit or a runbook step',
}

/** Where the verb is plain enough, these are what leaves the rest open. */
const LOOSE =
  /\b(?:(?:(?:be )?more )?careful(?:ly)?|better|more|properly|appropriate(?:ly)?|as needed|if possible|where possible|awareness|culture|best practices|strategy|approach|mechanisms?|something|somehow|maybe)\b/i

function vagueWordOf(text: string): string | null {
  const words = bodyOf(text)
  const { verb } = leadOf(words)
  if (verb !== null && (INQUIRY_VERBS.has(verb) || DEGREE_VERBS.has(verb))) return verb
  return LOOSE.exec(words)?.[0].toLowerCase() ?? null
}
