import { kindsOf } from '../recurrence/marks.ts'
import type { Remembered } from '../recurrence/remembered.ts'
import type { Named } from './review.ts'

/** What several incidents have in common. */
export interface Theme {
  /** A tag or a service that the documents name; `words` is read from them where they have no tags, by terms that they share. */
  readonly by: 'tag' | 'service' | 'words'
  /** `capacity`, `checkout`, `full disk`. */
  readonly name: string
  readonly incidents: readonly Named[]
}

/** An incident, with all tags of its document: what says too little to find others by may yet be what people count. */
export interface Told extends Named {
  readonly remembered: Remembered
  readonly tags: readonly string[]
}

/** What every document here is about. */
const NO_THEME = /^(?:incidents?|post-?mortems?|outages?|downtime|sev-?\d)$/

const themeTags = ({ tags }: Told): string[] => tags.filter((tag) => !NO_THEME.test(tag))

/** One incident is no theme. */
const FEWEST = 2

/** Tags, then services, then words; among each the most common first. */
export function themesOf(all: readonly Told[]): Theme[] {
  const isTagged = all.some((one) => themeTags(one).length > 0)
  return [
    ...groupsOf(all, 'tag', themeTags),
    ...groupsOf(all, 'service', ({ remembered }) => remembered.services),
    ...(isTagged ? [] : groupsOf(all, 'words', ({ remembered }) => kindsOf(remembered))),
  ]
}

function groupsOf(all: readonly Told[], by: Theme['by'], namesOf: (one: Told) => readonly string[]): Theme[] {
  const groups = new Map<string, { readonly name: string; readonly incidents: Named[] }>()
  for (const one of all) {
    const { path, title, day } = one
    // `Checkout` and `checkout` are one, by the name that came first.
    const names = new Map(namesOf(one).map((name) => [name.toLowerCase(), name]))
    for (const [key, name] of names) {
      const group = groups.get(key) ?? { name, incidents: [] }
      group.incidents.push({ path, title, day })
      groups.set(key, group)
    }
  }
  return [...groups.values()]
    .filter(({ incidents }) => incidents.length >= FEWEST)
    .sort((one, other) => other.incidents.length - one.incidents.length || one.name.localeCompare(other.name))
    .map(({ name, incidents }) => ({ by, name, incidents }))
}
