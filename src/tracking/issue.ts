import type { Config } from '../config/schema.ts'
import type { Effect, IssueFields, Numbered } from '../effects.ts'
import { hrefOf } from '../github/href.ts'
import { inertLine } from '../github/inert.ts'
import { hashOf, marker } from '../github/marker.ts'
import { render } from '../templates.ts'
import { newBody, remark, rewrite } from './body.ts'
import { driOf } from './dri.ts'
import type { Applied, Fate, Mark } from './mark.ts'
import type { Tracked } from './match.ts'
import { isSame, labelsOf, nameOf, type Shelf } from './shelf.ts'
import type { DocumentState, Home, Place } from './state.ts'
import type { Wanted } from './wanted.ts'

/** What the issues of one document are made of. */
export interface Workshop {
  readonly home: Home
  readonly document: DocumentState
  readonly config: Config
  readonly shelf: Shelf
}

/** A new issue, with every field as the document has it. */
export function create(wanted: Wanted, place: Place, as: string, shop: Workshop): Effect {
  const mark = markOf(wanted, 'open', place, shop)
  const { assignee, due } = mark.applied
  return {
    do: 'createIssue',
    as,
    title: wanted.title,
    body: newBody(partOf(wanted, place, shop), mark),
    assignees: assignee === null ? [] : [assignee],
    labels: ownLabels(wanted, place, shop),
    milestone: due === null ? null : shop.shelf.milestone(place, due),
    ...shop.shelf.at(place),
  }
}

/** The fields that the document changed since they were last applied, and no other. */
export function update(wanted: Wanted, tracked: Tracked, shop: Workshop): readonly Effect[] {
  const { place, issue, mark: before } = tracked
  const after = markOf(wanted, wanted.fate, place, shop)
  if (!before) return adopt(tracked, partOf(wanted, place, shop), after, shop)
  const fate = settleFate(tracked, wanted.fate)
  const mark: Mark = { ...after, applied: { ...after.applied, fate: fate.now } }
  const incident = mark.incident ?? before.incident
  const wish = [mark.applied, incident, mark.path, mark.id]
  if (hashOf(wish) === hashOf([before.applied, before.incident, before.path, before.id])) return []
  const body =
    mark.applied.text === before.applied.text
      ? remark(issue.body, { ...mark, incident })
      : rewrite(issue.body, partOf(wanted, place, shop), { ...mark, incident })
  const set: IssueFields = {
    ...titleOf(wanted, tracked, before.applied, mark.applied),
    ...assigneesOf(tracked, before.applied, mark.applied),
    ...labelsChanged(wanted, tracked, before.applied, shop),
    ...milestoneOf(tracked, before.applied, mark.applied, shop),
    ...(fate.state ? { state: fate.state } : {}),
    body,
  }
  return [
    ...say(tracked, fate, shop),
    { do: 'updateIssue', number: issue.number, set, ...shop.shelf.at(place) },
  ]
}

/** An action that the document no longer has (or a document that is gone): said once, never closed in silence. */
export function abandon(tracked: Tracked, to: 'gone' | 'removed', shop: Workshop): readonly Effect[] {
  const { place, issue, mark } = tracked
  if (!mark) return []
  const fate = settleFate(tracked, to)
  if (fate.now === mark.applied.fate) return []
  const body = remark(issue.body, { ...mark, applied: { ...mark.applied, fate: fate.now } })
  const update: Effect = { do: 'updateIssue', number: issue.number, set: { body }, ...shop.shelf.at(place) }
  return [...say(tracked, fate, shop), update]
}

/** A body that a person wrote anew, marker and all: their fields stand, the app's part comes below their words. */
function adopt({ place, issue }: Tracked, part: string, mark: Mark, shop: Workshop): readonly Effect[] {
  const set = { body: rewrite(issue.body, part, mark) }
  return [{ do: 'updateIssue', number: issue.number, set, ...shop.shelf.at(place) }]
}

function markOf(wanted: Wanted, fate: Fate, place: Place, shop: Workshop): Mark {
  const { label, category, priority } = labelsOf(wanted, shop.config)
  const applied: Applied = {
    title: hashOf(wanted.title),
    dri: hashOf(wanted.owners.map((owner) => owner.toLowerCase())),
    assignee: driOf(wanted, place).assignee,
    label,
    category,
    priority,
    due: wanted.due,
    text: hashOf(factsOf(wanted, place, shop)),
    fate,
  }
  const { incident, path } = shop.document
  return { from: shop.home.id, incident, path, id: wanted.id, applied, written: '' }
}

/** What the body says. The permalink is left out: it stays true while the document moves on. */
function factsOf(wanted: Wanted, place: Place, { home, document }: Workshop) {
  const { assignee, named, trouble } = driOf(wanted, place)
  const issue = document.incidentIssue
  return {
    action: wanted.text,
    measure: wanted.measure,
    factorId: wanted.factor?.id ?? '',
    factor: wanted.factor?.text ?? '',
    // In code: it is assigned already, so nobody needs a second notice.
    dri: assignee === null ? named : `\`${assignee}\``,
    trouble,
    due: wanted.due ?? '',
    incident: issue ? `${isSame(home, place) ? '' : nameOf(home)}#${issue.number}` : '',
    lost: issue ? '' : (document.incident ?? ''),
    path: inertLine(document.path),
  }
}

function partOf(wanted: Wanted, place: Place, shop: Workshop): string {
  const { home, document } = shop
  const link = `${hrefOf(home.url, home.sha, document.path)}?plain=1#L${wanted.line}`
  const { ofIncident } = wanted.practice
  return render('tracking/issue', {
    ...factsOf(wanted, place, shop),
    line: wanted.line,
    link,
    ofIncident,
  })
}

function ownLabels(wanted: Wanted, place: Place, { config, shelf }: Workshop): string[] {
  const { label, category, priority } = labelsOf(wanted, config)
  const names = [...new Set([label, category, priority].filter((name) => name !== null))]
  for (const name of names) shelf.label(place, name, wanted)
  return names
}

function titleOf(wanted: Wanted, { issue }: Tracked, before: Applied, after: Applied): IssueFields {
  return before.title === after.title || issue.title === wanted.title ? {} : { title: wanted.title }
}

/**
 * Whoever the document names anew is assigned. A DRI who only now can be assigned is, unless a person has found
 * somebody meanwhile.
 */
function assigneesOf({ issue }: Tracked, before: Applied, after: Applied): IssueFields {
  const wanted = after.assignee === null ? [] : [after.assignee]
  const renamed = before.dri !== after.dri
  const nowPossible = before.assignee === null && after.assignee !== null && issue.assignees.length === 0
  if (!renamed && !nowPossible) return {}
  return sameNames(issue.assignees, wanted) ? {} : { assignees: wanted }
}

/** Only our own label of a field that changed is replaced; what people set or took off stays so. */
function labelsChanged(
  wanted: Wanted,
  { issue, place }: Tracked,
  before: Applied,
  shop: Workshop,
): IssueFields {
  const own = labelsOf(wanted, shop.config)
  let labels = [...issue.labels]
  for (const field of ['label', 'category', 'priority'] as const) {
    const [was, is] = [before[field], own[field]]
    if (was?.toLowerCase() === is?.toLowerCase()) continue
    labels = labels.filter((label) => label.toLowerCase() !== was?.toLowerCase())
    if (is === null) continue
    shop.shelf.label(place, is, wanted)
    if (!labels.some((label) => label.toLowerCase() === is.toLowerCase())) labels.push(is)
  }
  return sameNames(labels, issue.labels) ? {} : { labels }
}

function milestoneOf(
  { issue, place }: Tracked,
  before: Applied,
  after: Applied,
  { shelf }: Workshop,
): IssueFields {
  if (before.due === after.due) return {}
  const milestone: Numbered | null = after.due === null ? null : shelf.milestone(place, after.due)
  return milestone === issue.milestone ? {} : { milestone }
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  const normal = (names: readonly string[]) => JSON.stringify(names.map((name) => name.toLowerCase()).sort())
  return normal(some) === normal(others)
}

interface FateChange {
  /** What is applied from now on. */
  readonly now: Fate
  /** What is said about it; null where it is said already or nobody needs to hear. */
  readonly say: Fate | null
  readonly state: 'open' | 'closed' | null
}

function settleFate({ issue, mark }: Tracked, to: Fate): FateChange {
  const before = mark?.applied.fate ?? 'open'
  if (before === to) return { now: to, say: null, state: null }
  // Said by a look that was cut short before it could note so in the body.
  const unsaid = issue.said === to ? null : to
  if (to === 'done') return { now: to, say: issue.open ? unsaid : null, state: issue.open ? 'closed' : null }
  if (to === 'open') return { now: to, say: unsaid, state: before === 'done' && !issue.open ? 'open' : null }
  // A closed issue needs no word; should it be opened again, it gets one then.
  return issue.open ? { now: to, say: unsaid, state: null } : { now: before, say: null, state: null }
}

function say({ place, issue, mark }: Tracked, { say: fate }: FateChange, shop: Workshop): readonly Effect[] {
  if (fate === null || !mark) return []
  const path = inertLine(shop.document.path)
  const facts = { path, id: mark.id, reopened: mark.applied.fate === 'done' }
  const text = render(`tracking/${fate === 'open' ? 'back' : fate}`, facts).trim()
  const body = `${text}\n\n${marker('note', { about: 'fate', fate })}`
  return [{ do: 'comment', number: issue.number, body, ...shop.shelf.at(place) }]
}
