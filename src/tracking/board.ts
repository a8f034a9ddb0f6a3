import { late, type Effect } from '../effects.ts'
import { inertLine } from '../github/inert.ts'
import { hashOf, marker } from '../github/marker.ts'
import { render } from '../templates.ts'
import { driOf } from './dri.ts'
import type { Tracked } from './match.ts'
import { noteOf, summaryOf } from './memory.ts'
import { nameOf } from './shelf.ts'
import type { Board, DocumentState, Obstacle, Place } from './state.ts'
import { keyOf, type Wanted, type Wants } from './wanted.ts'

/** An action that has an issue, or gets one in this plan. */
export interface Item {
  readonly wanted: Wanted
  readonly place: Place
  /** The issue that is there; else the name by which the plan makes it. */
  readonly issue: Tracked | string
}

/** One comment lists the issues of a document and what needs a look; edited when that changes, never repeated. */
export function summary(
  document: DocumentState,
  wants: Wants,
  items: readonly Item[],
  title: string,
): readonly Effect[] {
  const { board } = document
  const own = summaryOf(document)
  const facts = {
    title: inertLine(title),
    path: inertLine(document.path),
    unassigned: items.flatMap(unassigned),
    duplicates: wants.duplicates.map(({ id, title, line }) => ({ id, line, title: inertLine(title) })),
    elsewhere: items.flatMap(elsewhere),
  }
  const nothing = items.length === 0 && facts.duplicates.length === 0
  if (!board || (nothing && !own)) return []
  // Not the links: those of issues that this plan makes are not known yet.
  const hash = hashOf([facts, items.map(lineOf)])
  const fresh = items.some(({ issue }) => typeof issue === 'string')
  const moved = own?.data['path'] !== document.path
  if (own && !fresh && !moved && own.data['hash'] === hash) return []
  const issues = Object.fromEntries(items.map((item) => [keyOf(item.wanted.id), addressOf(item)]))
  const text = render('tracking/summary', {
    ...facts,
    items: shown(
      items.map((item) => ({ ...lineOf(item), url: urlOf(item) })),
      LISTED,
    ),
    unassigned: shown(facts.unassigned, LISTED / 2),
    duplicates: shown(facts.duplicates, LISTED / 2),
    elsewhere: shown(facts.elsewhere, LISTED / 2),
  }).trim()
  const body = `${text}\n\n${marker('note', { about: 'actions', path: document.path, hash, issues })}`
  return own ? [{ do: 'editComment', id: own.id, body }] : [{ do: 'comment', number: board.number, body }]
}

// A comment holds 65,536 characters, and the marker takes its share for every action.
const LISTED = 60

/** The first ones, and how many more there are. */
const shown = <T>(all: readonly T[], most: number) => ({
  count: all.length,
  first: all.slice(0, most),
  more: Math.max(0, all.length - most),
})

const lineOf = ({ wanted }: Item) => ({
  id: wanted.id,
  title: inertLine(wanted.title),
  due: wanted.due ?? '',
  done: wanted.fate === 'done',
  parked: wanted.fate === 'parked',
})

const urlOf = ({ issue }: Item): string => (typeof issue === 'string' ? late(issue, 'url') : issue.issue.url)

const addressOf = ({ place, issue }: Item): string =>
  `${nameOf(place)}#${typeof issue === 'string' ? late(issue, 'number') : issue.issue.number}`

function unassigned({ wanted, place }: Item) {
  const { trouble } = driOf(wanted, place)
  return trouble === '' || wanted.fate !== 'open' ? [] : [{ id: wanted.id, trouble }]
}

/** The document names another repository than the one where the issue was made. */
function elsewhere({ wanted, place }: Item) {
  const named = wanted.repository ? nameOf(wanted.repository) : null
  if (named === null || named.toLowerCase() === nameOf(place).toLowerCase()) return []
  return [{ id: wanted.id, named, place: nameOf(place) }]
}

/** A repository in which nothing can be made: said once, with the way out. */
export function tellObstacle(
  board: Board | null,
  place: Place,
  obstacle: Obstacle,
  ids: readonly string[],
): readonly Effect[] {
  const facts = {
    ids: ids.join(', '),
    one: ids.length === 1,
    repository: nameOf(place),
    unreachable: obstacle === 'unreachable',
    archived: obstacle === 'archived',
  }
  const key = `${nameOf(place).toLowerCase()} ${obstacle}`
  return once(board, 'repository', key, render('tracking/repository', facts))
}

/** A document that cannot be read: said once. */
export function tellUnreadable(
  board: Board | null,
  path: string,
  reason: 'binary' | 'large',
): readonly Effect[] {
  const text = render('tracking/unreadable', { path: inertLine(path), binary: reason === 'binary' })
  return once(board, 'unreadable', `${path} ${reason}`, text)
}

function once(board: Board | null, about: string, key: string, text: string): readonly Effect[] {
  if (!board || board.comments.some((comment) => noteOf(comment, about)?.['key'] === key)) return []
  return [
    { do: 'comment', number: board.number, body: `${text.trim()}\n\n${marker('note', { about, key })}` },
  ]
}
