import { bodyOf, leadOf } from '../../../postmortem/commitment.ts'
import type { Action } from '../../../postmortem/document.ts'
import { CONCRETE_VERBS } from '../../../postmortem/vocabulary.ts'
import type { DocumentRule } from '../../rule.ts'
import { listed, nameOf, openActions, placeOf } from '../../commitments.ts'

export const oneDeliverable: DocumentRule = {
  id: 'actions/one-deliverable',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'note' },
  summary: 'Each action is one piece of work.',
  why: 'Two pieces of work in one action share one owner and one date, and the action stays open, or is closed, when half of it is done.',
  source:
    'John Lunney, Sue Lueder and Betsy Beyer, "Postmortem Action Items: Plan the Work and Work the Plan", ;login: 42:1 (2017), on narrow scope: https://research.google/pubs/postmortem-action-items-plan-the-work-and-work-the-plan/',
  *check(context) {
    for (const action of openActions(context)) {
      if (action.vague) continue // what it is comes first
      const verbs = deliverablesOf(withoutTitle(context.text, action))
      if (verbs.length < 2) continue
      yield {
        at: placeOf(context, action),
        message: `${nameOf(context, action)} holds ${verbs.length === 2 ? 'two' : String(verbs.length)} pieces of work (${listed(verbs.map((verb) => `"${verb}"`))}). Make each an action of its own, with its own owner and date.`,
      }
    }
  },
}

/** "**Reload keys without a restart.** Backport the watch": the words in bold name the work that the rest tells. */
function withoutTitle(text: string, { range, text: words }: Action): string {
  const title = /(?:\*\*|__)([^*_\n]{3,120}[.:])(?:\*\*|__)/.exec(text.slice(range.start, range.end))?.[1]
  const rest = title !== undefined && words.startsWith(title) ? words.slice(title.length).trim() : ''
  return rest === '' ? words : rest
}

/** What brings the same piece of work to its end, or shows that it got there. */
const FINISHING =
  /^(?:test|verify|validate|check|document|link|run|deploy|release|roll|report|publish|share|record|announce|ship|apply|keep|use|show|track|notify|send|tag|call|mark|log|return|read|print|write|wire|alert|page|warn|exit|stop|fail|retry)$/

/** The leading verb of each commitment that the words hold. */
function deliverablesOf(text: string): string[] {
  const [first = '', ...rest] = bodyOf(text)
    .replace(/`[^`]*`|"[^"]*"/g, '`x`')
    .split(/; |,? and (?:also |then )?|\. (?=[A-Z])/)
  const { verb, object } = leadOf(first)
  if (verb === null || !CONCRETE_VERBS.has(verb) || object.split(' ').length < 2) return []
  // "Add a switch to stop the job and free the disk": both are what the switch is for.
  if (leadsToPurpose(first)) return []
  if (!rest.some((part) => secondOf(part) !== null)) return []
  // "Cap the queue, drop the cache and …": only beside an "and" does a comma join.
  const all = [first, ...rest].flatMap((part) => part.split(/, (?:then )?/)).slice(1)
  return [verb, ...all.flatMap((part) => secondOf(part) ?? [])]
}

function leadsToPurpose(words: string): boolean {
  return [...words.matchAll(/\b(?:to|that|which|when|if|how|can|will) ([a-z]+)/gi)].some(([, next = '']) =>
    CONCRETE_VERBS.has(next.toLowerCase().replace(/s$/, '')),
  )
}

const TAUGHT =
  /^(?:also |then )?(train|teach|coach|educate|drill)\s+(?:everyone|everybody|people|staff|all|each|every|the|our|new)\b/i

/**
 * "… and remove the old pool". Asks for the bare verb and an article or its like behind it, since "alerts and tests" joins
 * two things of one kind; "and link it" goes on with the first.
 */
function secondOf(part: string): string | null {
  // Telling people of a thing finishes it; teaching them is work of its own.
  const taught = TAUGHT.exec(part)?.[1]
  if (taught !== undefined) return taught.toLowerCase()
  const match = /^(?:also |then )?([a-z]+)\s+(?:the|an?|our|all|each|every|another|new|`x`)\s+\S/i.exec(part)
  const verb = match?.[1]?.toLowerCase()
  return verb === undefined || !CONCRETE_VERBS.has(verb) || FINISHING.test(verb) ? null : verb
}
