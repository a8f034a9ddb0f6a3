import { CATEGORIES } from './document.ts'
import { dueOf } from './due.ts'
import { HANDLE, isPerson, isTeamName, isUnit, NOBODY, ownersOf } from './owners.ts'
import { plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { Category } from './document.ts'
import type { ActionContext } from './people.ts'

/** The names of an action's fields, in a table's head, before a colon and in nested bullets. */
export const FIELDS = {
  id: /^(?:id|#|no|nr|number|key|ref)$/,
  category: /^(?:category|type|kind|class|pillar|theme)$/,
  priority: /^(?:priority|prio|severity|urgency|p)$/,
  owner:
    /^(?:owners?|dri|dris|assignees?|assigned(?: to)?|who|responsible(?: person| party)?|lead|accountable|action owner|(?:person )?in charge|pic|person|by whom|driver|verantwortlich(?:e|er)?|zuständig|poc|contact|point of contact|directly responsible individual|name|raci)$/,
  due: /^(?:due(?: date| by| on)?|deadline|when|eta|target(?: date)?|date|by|by when|expected(?: date| completion| by)?|completion date|complete by|timeline|timeframe|time frame|delivery|due\/eta|finish by|until|fällig(?: am)?|termin|frist|bis)$/,
  measure:
    /^(?:success (?:measure|metric|criteri(?:a|on))s?|measures?(?: of success)?|done when|definition of done|acceptance(?: criteri(?:a|on))?|metric|verification|how (?:we|will we) (?:know|verify|measure).*|evidence|success|outcome|verified by|exit criteria|done means|dod)$/,
  factor:
    /^(?:factors?|addresses|cause|contributing factor|answers|for factor|root cause|relates to|related factor|(?:answers )?risks?)$/,
  repository: /^(?:repository|repo|tracked in|project)$/,
  status: /^(?:status|state|done|progress|complete(?:d)?)$/,
  action:
    /^(?:actions?(?: items?)?|tasks?|what|description|items?|commitment|to ?do|corrective action|measure to take|follow[- ]?up|work|details?|summary|title|improvement|step|recommendation)$/,
} as const
export type FieldName = keyof typeof FIELDS

/** "… | Ada | TBD": what is still open says nothing against the name beside it. */
function setOwners(draft: Draft, words: string): void {
  if (draft.owners === undefined || draft.owners === NOBODY) draft.owners = ownersOf(words)
}

/** "done 2 Nov" tells a date as well, though none that is still to come. */
function setStatus(draft: Draft, words: string, context: ActionContext): void {
  draft.done ??= DONE.test(words)
  if (draft.done && dueOf(words.replace(/^\S+\s*/, ''), context) !== null)
    draft.due ??= { text: words, day: null }
}

export function fieldOfName(name: string): FieldName | null {
  const words = plain(name)
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}\d/# -]/gu, '')
    .trim()
  const found = (Object.keys(FIELDS) as FieldName[]).find((field) => FIELDS[field].test(words))
  return found ?? null
}

const DONE =
  /^(?:\W*(?:done|complete[d]?|closed|fixed|resolved|shipped|deployed|merged|finished|implemented|\u2705|\u2714\uFE0F?|\u2611\uFE0F?|x|yes)\b.*|[\u2705\u2714\u2611]\uFE0F?)$/iu

/** Puts one field's value into the draft; a value that was already stated stays. */
export function setField(draft: Draft, field: FieldName, value: string, context: ActionContext): void {
  const words = plain(value)
  if (words === '') return
  if (field === 'owner') draft.owners ??= ownersOf(value)
  else if (field === 'due') setDue(draft, words, context)
  else if (field === 'category') setCategory(draft, words)
  else if (field === 'priority') draft.priority ??= words
  else if (field === 'measure') draft.measure ??= words
  else if (field === 'factor') setFactor(draft, words)
  else if (field === 'repository') setRepository(draft, words)
  else if (field === 'status') draft.done ??= DONE.test(words) && !/\b(?:not|un)\b/i.test(words)
  else if (field === 'id') draft.id ??= words
  else if (draft.text === '') draft.text = value
}

/** "Owner: @ada, 2026-12-01" names its date without a key of its own. */
export function setValues(draft: Draft, name: FieldName, value: string, context: ActionContext): void {
  const [, first = '', second = ''] = /^(.*\S)\s*(?:[,;|]|\s[\u2013\u2014-])\s*(\S.*)$/.exec(value) ?? []
  const due = name === 'owner' && second !== '' ? dueOf(second, context) : null
  if (due !== null) draft.due ??= { text: due.text, day: due.day }
  setField(draft, name, due === null ? value : first, context)
}

function setDue(draft: Draft, words: string, context: ActionContext): void {
  const due = dueOf(words, context)
  if (due !== null) draft.due ??= { text: due.text, day: due.day }
}

function setCategory(draft: Draft, words: string): void {
  draft.categoryText ??= words
  const category = categoryOf(words)
  if (category !== null) draft.category ??= category
}

function setFactor(draft: Draft, words: string): void {
  // A bare `R2` is a premortem's risk; among other words it is rather the name of a thing.
  const id = /\b(?:F|CF|C|RC)-?\d{1,3}\b|^R-?\d{1,3}(?=$|[,;&/ ]+R-?\d{1,3})/i.exec(words)?.[0]
  if (id !== undefined) draft.factor ??= id
}

function setRepository(draft: Draft, words: string): void {
  const name = /[\w.-]+\/[\w.-]+/.exec(words.replace(/^https?:\/\/[^/]+\//, ''))?.[0]
  if (name !== undefined) draft.repository ??= name
}

const STEMS: readonly (readonly [RegExp, Category])[] = [
  [/^prevent(?:ion|ive|ative|ing)?$/, 'prevention'],
  [/^(?:detect(?:ion|ive|ing)?|monitoring)$/, 'detection'],
  [/^mitigat(?:ion|ive|e|ing)$/, 'mitigation'],
  [/^(?:recover(?:y|ing)?|restoration)$/, 'recovery'],
  [/^(?:learn(?:ing)?|knowledge)$/, 'learning'],
]

/** One of the five categories, by its name or the verb that stands for it ("prevent", "mitigate"). */
export function categoryOf(words: string): Category | null {
  const bare = plain(words)
    .toLowerCase()
    .replace(/[^\p{L} ]/gu, ' ')
    .trim()
  if ((CATEGORIES as readonly string[]).includes(bare)) return bare as Category
  return (
    STEMS.find(([stem]) =>
      stem.test(bare.replace(/\s+(?:actions?|measures?|items?|work|improvements?)$/, '')),
    )?.[1] ?? null
  )
}

/** How much the place speaks for an owner: beside a date any name does, alone only one that is known to be a person's. */
export type Trust = 'handles' | 'known-people' | 'any-name'

const PRIORITY =
  /^(?:p[0-4]|prio(?:rity)?\s*:?\s*\w+|critical|high|medium|low|urgent|must|should|could)(?:[ -]?prio(?:rity)?)?$/i
const STATUS =
  /^(?:done|complete[d]?|in progress|in review|todo|to do|open|not started|started|wip|blocked|ongoing|planned|wont ?(?:do|fix)|won't (?:do|fix)|failed|closed|shipped|merged|pending)\b/i

/**
 * Reads a short remark at the edge of an action ("@ada", "P1", "Dec 5", "F2", "Owner: Ada") into the draft.
 * False where it is none of these, so that it belongs to the action's own words.
 */
export function takeRemark(draft: Draft, remark: string, context: ActionContext, trust: Trust): boolean {
  const [words = '', ...more] = plain(remark)
    .replace(/^[\s,;.]+|[\s,;]+$/g, '')
    .split(/\s*[,;|]\s+(?=[\p{L} ]{2,24}\s*[:=]\s)/u)
  for (const other of more) takeRemark(draft, other, context, trust)
  if (words === '') return true
  const field = /^([\p{L}#/ -]{1,30}?)\s*[:=]\s*(.+)$/u.exec(words)
  const name = field === null ? null : fieldOfName(field[1] ?? '')
  if (field !== null && name !== null && name !== 'action') {
    setValues(draft, name, field[2] ?? '', context)
    return true
  }
  const spoken = /^(?:owner|owned by|dri|assigned to|assignee|lead|responsible)\s+(@?\S.*)$/i.exec(words)
  if (spoken !== null) {
    setValues(draft, 'owner', spoken[1] ?? '', context)
    return true
  }
  return takePlainRemark(draft, words, context, trust)
}

function takePlainRemark(draft: Draft, words: string, context: ActionContext, trust: Trust): boolean {
  const due = dueOf(words, context)
  if (due !== null && !/^\d{1,3}$/.test(words)) {
    draft.due ??= { text: due.text, day: due.day }
    return true
  }
  const category = categoryOf(words)
  if (category !== null) draft.category ??= category
  else if (
    /^(?:addresses |answers |for |\u2192\s*|->\s*)?(?:F|CF|RC)-?\d{1,3}(?:\s*[,/&]\s*F\d+)*$/i.test(words)
  )
    setFactor(draft, words)
  else if (PRIORITY.test(words)) draft.priority ??= words
  else if (STATUS.test(words) && words.split(' ').length <= 4) setStatus(draft, words, context)
  else if (/^(?:in\s+)?[\w.-]+\/[\w.-]+$/.test(words) && isRepository(words.replace(/^in\s+/, '')))
    setRepository(draft, words)
  else if (isOwnerRemark(words, context, trust)) setOwners(draft, words)
  else return false
  return true
}

/** Initials or names joined by a slash are people; a repository is written small, or with digits and hyphens. */
export function isRepository(words: string): boolean {
  const [owner = '', name = ''] = words.split('/')
  if (owner.startsWith('@') || /^(?:and|he|s|w|n|ci|tcp|i|read|on|yes)$/i.test(owner)) return false
  return !/^\p{Lu}/u.test(owner) || /[-_.\d]/.test(owner + name)
}

/** Words that stand where an owner would and name none. */
export const ORPHAN =
  /^(?:tbd|tbc|unassigned|n\/a|\?+|none|no owner|unowned|owner tbd|needs? (?:an )?owner|owner needed|nobody|no ?one|someone|undecided|not (?:yet )?assigned)(?: yet| so far| for now)?$/i

function isOwnerRemark(words: string, { people }: ActionContext, trust: Trust): boolean {
  if (ORPHAN.test(words)) return true
  const handles = words.match(HANDLE)
  if (handles !== null)
    return (
      words.replace(HANDLE, '').replace(/\b(?:and|with|cc|plus)\b|[\s,&/+()]|\p{Lu}[\p{Ll}]+/gu, '') === ''
    )
  if (trust === 'handles') return false
  const parts = words.split(/\s*(?:,|\/|&|\+|\band\b)\s*/)
  return (
    parts.length <= 4 &&
    parts.every(
      (part) =>
        isPerson(part) ||
        people.isSpeaker(part) ||
        (isTeamName(part) && part.length < 40) ||
        (trust === 'any-name' && /^(?:\p{Lu}\p{L}+|[A-Z]{2,4})(?: \p{L}+){1,2}$/u.test(part) && isUnit(part)),
    ) &&
    (trust === 'any-name' || people.vouchFor(parts, isTeamName))
  )
}
