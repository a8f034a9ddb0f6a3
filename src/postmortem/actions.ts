import { acceptsFactor } from './acceptance.ts'
import { ActionReader } from './action-reader.ts'
import { isNothing, isPlaceholder, isUnanswered } from './placeholders.ts'
import { NOBODY } from './owners.ts'
import { qualityOf } from './smart.ts'
import { rangeIn } from './source.ts'
import { strengthOf } from './strength.ts'
import { suggestedCategory } from './suggested-category.ts'
import type { Action, ParseProblem } from './document.ts'
import type { ActionContext } from './people.ts'
import type { RawAction } from './action-reader.ts'
import type { Part } from './sections.ts'
import type { Source } from './source.ts'

/** Every action of the action and "Not now" sections, in reading order, with what its headings say carried down to it. */
export function actionsOf(parts: readonly Part[], source: Source, context: ActionContext): Action[] {
  const raw = parts
    .filter((part) => part.kind === 'actions' || part.kind === 'notNow')
    .flatMap((part) => new ActionReader(part, source.text, context).read())
    .filter(({ draft }) => isCommitment(draft))
  const ids = idsFor(raw)
  return raw.map((action, index) => actionOf(action, ids[index] ?? `A${index + 1}`, source))
}

/** "If we had drained the tank …", "The crew then raised a ticket": told in an action list, but nothing that is still to be done. */
const TOLD =
  /^(?:if (?:we|they|it|this|that|someone|somebody|the \S+) had\b|had (?:we|they|it|this|the \S+) \w+|(?:the )?[\p{L} -]{2,20} then \p{L}+ed\b)/iu

function isCommitment({ text, owners, due, factor }: RawAction['draft']): boolean {
  if (text === '' || isUnanswered(text) || isNothing(text)) return false
  // "F2 is accepted because …": nobody has to do anything, unless somebody is named.
  if ((owners?.names.length ?? 0) === 0 && acceptsFactor(text, factor !== undefined)) return false
  return owners !== undefined || due !== undefined || !TOLD.test(text)
}

/** An id as written; else the next free `A1`, `A2`, … */
function idsFor(raw: readonly RawAction[]): string[] {
  const taken = new Set(raw.flatMap((action) => action.draft.id?.toUpperCase() ?? []))
  let next = 1
  return raw.map(({ draft }) => {
    if (draft.id !== undefined) return draft.id
    while (taken.has(`A${next}`)) next++
    return `A${next++}`
  })
}

function actionOf({ draft, inherited, start, end, parked }: RawAction, id: string, source: Source): Action {
  const owners = draft.owners ?? inherited.owners ?? draft.subject ?? NOBODY
  const due = draft.due ?? inherited.due ?? null
  const measure = draft.measure ?? null
  const words = withoutSubject(draft)
  const quality = qualityOf(words, measure)
  return {
    range: rangeIn(source, start, end),
    id,
    text: draft.text,
    owners: owners.names,
    ownerKind: owners.kind,
    due: due?.day ?? null,
    dueText: due?.text ?? null,
    category: draft.category ?? inherited.category ?? null,
    categoryText: isPlaceholder(draft.categoryText ?? '') ? null : (draft.categoryText ?? null),
    suggestedCategory: suggestedCategory(words),
    strength: strengthOf(words, quality.vague),
    priority: draft.priority ?? inherited.priority ?? null,
    measure: measure !== null && isPlaceholder(measure) ? null : measure,
    repository: draft.repository ?? inherited.repository ?? null,
    ...quality,
    timeBound: due !== null,
    done: draft.done ?? inherited.done ?? false,
    factor: draft.factor ?? null,
    parked,
  }
}

/** "Support calls the customers" is judged by its verb; who does it says nothing about what is done. */
function withoutSubject({ text, subjectWords }: RawAction['draft']): string {
  if (subjectWords === undefined || !text.startsWith(subjectWords)) return text
  return text
    .slice(subjectWords.length)
    .replace(/^\s*\(@?[\w.-]+\)/, '')
    .trim()
}

/** Two actions with one id would be one issue: each repeat is told. */
export function duplicateIds(actions: readonly Action[]): ParseProblem[] {
  const first = new Map<string, Action>()
  return actions.flatMap((action) => {
    const key = action.id.toUpperCase()
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, action)
      return []
    }
    const message = `The action id ${action.id} is already used on line ${before.range.line}.`
    return [
      { code: 'duplicate-id' as const, message, fix: 'Give each action its own id.', range: action.range },
    ]
  })
}
