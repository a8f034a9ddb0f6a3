import type { Settings } from '../config/settings.ts'
import { ref, type Effect, type Ref } from '../effects.ts'
import { parse } from '../postmortem/parse.ts'
import { summary, tellObstacle, tellUnreadable, type Item } from './board.ts'
import { abandon, create, update, type Workshop } from './issue.ts'
import { findIssues, issuesOf, type Tracked } from './match.ts'
import { Shelf, isSame } from './shelf.ts'
import type { DocumentState, Obstacle, Place, TrackingState } from './state.ts'
import { keyOf, wantsOf, type Wanted } from './wanted.ts'

/** In the order in which they are performed: what others lean on comes first, what may fail by itself comes last. */
interface Steps {
  readonly issues: readonly Effect[]
  readonly board: readonly Effect[]
  readonly family: readonly Effect[]
}

export function plan(state: TrackingState, { config }: Settings, _now: Date): readonly Effect[] {
  const shelf = new Shelf(state.home, config)
  const all = state.documents.map((document, index) => {
    const shop = { home: state.home, document, config, shelf }
    return stepsOf(state, shop, `issue-${index}`)
  })
  // Home first: should another repository refuse, what belongs here is done by then.
  const issues = [...shelf.effects, ...all.flatMap((steps) => steps.issues)]
  return [
    ...issues.filter((effect) => effect.in === undefined),
    ...issues.filter((effect) => effect.in !== undefined),
    ...all.flatMap(({ board }) => board),
    ...all.flatMap(({ family }) => family),
  ]
}

function stepsOf(state: TrackingState, shop: Workshop, prefix: string): Steps {
  const { content, board, path } = shop.document
  const nothing: Steps = { issues: [], board: [], family: [] }
  if (content.kind === 'text') return stepsOfText(state, shop, prefix, content.text)
  if (content.kind === 'unreadable') return { ...nothing, board: tellUnreadable(board, path, content.reason) }
  return content.movedTo === null ? { ...nothing, issues: removed(state, shop) } : nothing
}

function removed(state: TrackingState, shop: Workshop): readonly Effect[] {
  const { document, home } = shop
  const own = issuesOf(home, document, state.places).filter(({ mark }) => mark?.path === document.path)
  return own.flatMap((tracked) => leave(tracked, 'removed', shop))
}

function stepsOfText(state: TrackingState, shop: Workshop, prefix: string, text: string): Steps {
  const { document, home, config } = shop
  const postmortem = parse(text, {
    openedOn: document.incidentIssue?.openedOn,
    sprintEnds: config.actions.sprintEnds,
  })
  const wants = wantsOf(postmortem, config)
  const tracked = issuesOf(home, document, state.places)
  const found = findIssues(wants.actions, document, tracked)
  const { items, blocked } = itemsOf(assign(state, wants.actions, found), prefix)
  const vanished = vanishedOf(tracked, new Set(found.values()))
  return {
    issues: [
      ...items.flatMap((item) => write(item, shop)),
      ...vanished.flatMap((each) => leave(each, 'gone', shop)),
    ],
    board: [
      ...[...blocked].flatMap(([place, { obstacle, ids }]) =>
        tellObstacle(document.board, place, obstacle, ids),
      ),
      ...summary(document, wants, items, postmortem.facts.title ?? document.path),
    ],
    family: adopt(document, items, shop),
  }
}

interface Assignment {
  readonly wanted: Wanted
  readonly place: Place
  readonly tracked: Tracked | null
}

/** What no action stands for any more. A second issue of an action that has one (a copy by accident) is no loss. */
function vanishedOf(tracked: readonly Tracked[], taken: ReadonlySet<Tracked>): Tracked[] {
  const identity = ({ mark }: Tracked) => `${keyOf(mark?.id ?? '')} ${mark?.applied.title}`
  const known = new Set([...taken].map(identity))
  return tracked.filter((each) => each.mark !== null && !taken.has(each) && !known.has(identity(each)))
}

/** Where each action has its issue, or where that is to be made. */
function assign(
  { home, places }: TrackingState,
  actions: readonly Wanted[],
  found: ReadonlyMap<Wanted, Tracked>,
): Assignment[] {
  return actions.flatMap((wanted): Assignment[] => {
    const tracked = found.get(wanted) ?? null
    if (tracked) return [{ wanted, place: tracked.place, tracked }]
    const name = wanted.repository ?? home
    const place = places.find((each) => isSame(each, name))
    return place && wanted.fate === 'open' ? [{ wanted, place, tracked }] : []
  })
}

interface Blocked {
  readonly obstacle: Obstacle
  readonly ids: readonly string[]
}

function itemsOf(assigned: readonly Assignment[], prefix: string) {
  const items: Item[] = []
  const blocked = new Map<Place, Blocked>()
  for (const [index, { wanted, place, tracked }] of assigned.entries()) {
    const { obstacle } = place
    if (tracked) items.push({ wanted, place, issue: tracked })
    else if (obstacle === null) items.push({ wanted, place, issue: `${prefix}-${index}` })
    else blocked.set(place, { obstacle, ids: [...(blocked.get(place)?.ids ?? []), wanted.id] })
  }
  return { items, blocked }
}

/** Where nothing can be written any more (archived, the app taken off), what is there stays as it is. */
function write({ wanted, place, issue }: Item, shop: Workshop): readonly Effect[] {
  if (typeof issue === 'string') return [create(wanted, place, issue, shop)]
  return place.obstacle === null ? update(wanted, issue, shop) : []
}

const leave = (tracked: Tracked, to: 'gone' | 'removed', shop: Workshop): readonly Effect[] =>
  tracked.place.obstacle === null ? abandon(tracked, to, shop) : []

/** Sub-issues stay within one owner, as GitHub has it. An issue that has a parent keeps it, whoever chose that. */
function adopt(
  { incidentIssue: parent }: DocumentState,
  items: readonly Item[],
  { home }: Workshop,
): readonly Effect[] {
  if (!parent) return []
  const children = items.flatMap(({ wanted, place, issue }): (Ref | { id: string })[] => {
    if (place.owner.toLowerCase() !== home.owner.toLowerCase()) return []
    if (typeof issue === 'string') return [ref(issue)]
    const isFree = !issue.issue.hasParent && place.obstacle === null && wanted.fate === 'open'
    return isFree ? [{ id: issue.issue.id }] : []
  })
  const { number, id } = parent
  return children.length > 0 ? [{ do: 'addSubIssues', parent: { number, id }, children }] : []
}
