import { inertLine } from '../github/inert.ts'
import { render } from '../templates.ts'
import type { Place } from './state.ts'
import type { Wanted } from './wanted.ts'

/** Who an action is assigned to, and in words why it is nobody. */
export interface Dri {
  readonly assignee: string | null
  /** As the document names them, made inert; empty where it names nobody. */
  readonly named: string
  /** A sentence with the fix; empty where the DRI is assigned. */
  readonly trouble: string
}

export function driOf({ owners, ownerKind, login }: Wanted, place: Place): Dri {
  const named = owners.map((owner) => inertLine(owner, 100)).join(', ')
  const assignee = place.assignable.find((each) => each.toLowerCase() === login?.toLowerCase()) ?? null
  if (assignee !== null) return { assignee, named, trouble: '' }
  const facts = {
    named,
    repository: `${place.owner}/${place.repo}`,
    none: ownerKind === 'none' || named === '',
    several: ownerKind === 'several',
    team: ownerKind === 'team',
  }
  return { assignee: null, named, trouble: render('tracking/dri', facts).trim() }
}
