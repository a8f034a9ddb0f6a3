import { INCIDENT } from './leads-to.ts'
import type { CausalGraph, Cause, Link } from './causes.ts'

/**
 * Each knot of causes that lead to each other, told by the shortest circle through its first cause: its links in the order in
 * which one leads to the next. A cause that leads to itself is a circle of one. In time linear in the links.
 */
export function circlesOf({ causes, links }: Pick<CausalGraph, 'causes' | 'links'>): Link[][] {
  const ahead = grouped(links, (link) => link.from)
  const knots = knotsOf(causes, links, ahead)
  const told = new Set<number>()
  return causes.flatMap((cause) => {
    const knot = knots.get(cause)
    if (knot === undefined || told.has(knot)) return []
    const circle = shortest(cause, ahead, (other) => knots.get(other) === knot)
    if (circle === null) return []
    told.add(knot)
    return [circle]
  })
}

type Ways = ReadonlyMap<Cause, readonly Link[]>

function grouped(links: readonly Link[], by: (link: Link) => Link['to']): Ways {
  const groups = new Map<Cause, Link[]>()
  for (const link of links) {
    const cause = by(link)
    if (cause === INCIDENT) continue
    const group = groups.get(cause)
    if (group) group.push(link)
    else groups.set(cause, [link])
  }
  return groups
}

/** Kosaraju: whoever is reached against the arrows, from the last one left going along them, can reach it too. */
function knotsOf(causes: readonly Cause[], links: readonly Link[], ahead: Ways): ReadonlyMap<Cause, number> {
  const back = grouped(links, (link) => link.to)
  const knots = new Map<Cause, number>()
  causesAsLeft(causes, ahead)
    .toReversed()
    .forEach((root, knot) => {
      const waiting = knots.has(root) ? [] : [root]
      for (let cause = waiting.pop(); cause !== undefined; cause = waiting.pop()) {
        knots.set(cause, knot)
        for (const { from } of back.get(cause) ?? []) if (!knots.has(from)) waiting.push(from)
      }
    })
  return knots
}

/** In the order in which a walk along the links, as deep as it goes first, leaves them. */
function causesAsLeft(causes: readonly Cause[], ahead: Ways): Cause[] {
  const left: Cause[] = []
  const seen = new Set<Cause>()
  for (const root of causes) {
    if (seen.has(root)) continue
    seen.add(root)
    const path = [{ cause: root, next: 0 }]
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const to = ahead.get(step.cause)?.[step.next++]?.to
      if (to === undefined) left.push(...path.splice(-1).map(({ cause }) => cause))
      else if (to !== INCIDENT && !seen.has(to)) {
        seen.add(to)
        path.push({ cause: to, next: 0 })
      }
    }
  }
  return left
}

/** By breadth, so that the first way back is the shortest. */
function shortest(start: Cause, ahead: Ways, isInKnot: (cause: Cause) => boolean): Link[] | null {
  const cameBy = new Map<Cause, Link>()
  const queue = [start]
  for (const cause of queue) {
    for (const link of ahead.get(cause) ?? []) {
      if (link.to === start) return wayTo(cause, start, cameBy, link)
      if (link.to === INCIDENT || cameBy.has(link.to) || !isInKnot(link.to)) continue
      cameBy.set(link.to, link)
      queue.push(link.to)
    }
  }
  return null
}

function wayTo(end: Cause, start: Cause, cameBy: ReadonlyMap<Cause, Link>, last: Link): Link[] {
  const way = [last]
  for (let at = end; at !== start;) {
    const link = cameBy.get(at)
    if (link === undefined) break
    way.push(link)
    at = link.from
  }
  return way.toReversed()
}
