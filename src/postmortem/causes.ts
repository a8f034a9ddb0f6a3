import { idKey, INCIDENT } from './leads-to.ts'
import type { Action, CausalLink, Factor, Postmortem, Range, WhyAnswer } from './document.ts'

/** A factor, or an answer on the way to one. */
export interface Cause {
  readonly kind: 'factor' | 'why'
  readonly id: string
  /** An answer of a chain stands at no end. */
  readonly end: Factor['end']
  readonly text: string
  readonly range: Range
  readonly leadsTo: readonly CausalLink[]
}

/** The incident itself, in which every chain of causes ends. */
export type Effect = Cause | typeof INCIDENT

export interface Link {
  readonly from: Cause
  readonly to: Effect
  /** `implied`: nobody says so; what ends a chain, or stands where no links are drawn, led to the incident. */
  readonly by: CausalLink['by'] | 'implied'
  /** Where it is said; null where it is implied. */
  readonly range: Range | null
}

/** What led to what, as the document says it. */
export interface CausalGraph {
  readonly causes: readonly Cause[]
  readonly links: readonly Link[]
  /** Links to an id that nothing bears. */
  readonly unknown: readonly { readonly from: Cause; readonly link: CausalLink }[]
  /** Factors that no link leads to or from, where the other factors have some. */
  readonly orphans: readonly Cause[]
  /** Committed actions, with the factor that each answers; null where it names none that there is. */
  readonly actions: readonly { readonly action: Action; readonly answers: Cause | null }[]
}

export function causesOf(postmortem: Pick<Postmortem, 'factors' | 'whys' | 'actions'>): CausalGraph {
  const causes = [...postmortem.factors.map(asFactor), ...postmortem.whys.map(asWhy)]
  const byId = new Map(causes.toReversed().map((cause) => [idKey(cause.id), cause]))
  const links: Link[] = []
  const unknown: { from: Cause; link: CausalLink }[] = []
  for (const from of causes) {
    for (const link of from.leadsTo) {
      const to = link.to === INCIDENT ? INCIDENT : byId.get(idKey(link.to))
      if (to === undefined) unknown.push({ from, link })
      else links.push({ from, to, by: link.by, range: link.range })
    }
  }
  const alone = unlinked(causes, links, unknown)
  // Where nobody draws a link in words, factors that stand in a list are no orphans: nobody has any.
  const drawn = links.some(({ by }) => by === 'words') || unknown.length > 0
  return {
    causes,
    links: [...links, ...implied(causes, [...links, ...unknown], drawn ? alone : new Set())],
    unknown,
    orphans: drawn ? [...alone] : [],
    actions: postmortem.actions
      .filter(({ parked }) => !parked)
      .map((action) => ({ action, answers: byId.get(idKey(action.factor ?? '')) ?? null })),
  }
}

const asFactor = ({ id, end, text, range, leadsTo }: Factor): Cause => ({
  kind: 'factor', id, end, text, range, leadsTo,
}) // prettier-ignore

const asWhy = ({ id, text, range, leadsTo }: WhyAnswer): Cause => ({
  kind: 'why', id, end: 'unclear', text, range, leadsTo,
}) // prettier-ignore

/** A mistyped id is told as such; the factor that bears it meant to lead somewhere. */
function unlinked(
  causes: readonly Cause[],
  links: readonly Link[],
  unknown: CausalGraph['unknown'],
): ReadonlySet<Cause> {
  const linked = new Set<Effect>([
    ...links.flatMap(({ from, to }) => [from, to]),
    ...unknown.map(({ from }) => from),
  ])
  return new Set(causes.filter((cause) => !linked.has(cause)))
}

/** What leads to an unknown id leads somewhere, and not to the incident because of that. */
function implied(
  causes: readonly Cause[],
  said: readonly Pick<Link, 'from'>[],
  not: ReadonlySet<Cause>,
): Link[] {
  const leading = new Set(said.map(({ from }) => from))
  return causes
    .filter((cause) => !leading.has(cause) && !not.has(cause))
    .map((from) => ({ from, to: INCIDENT, by: 'implied', range: null }))
}
