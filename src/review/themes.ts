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

/** One incident is no theme. */
const FEWEST = 2

/** Tags, then services, then words; among each the most common first. */
export function themesOf(all: readonly (Named & { readonly remembered: Remembered })[]): Theme[] {
  const isTagged = all.some(({ remembered }) => remembered.tags.length > 0)
  return [
    ...groupsOf(all, 'tag', ({ tags }) => tags),
    ...groupsOf(all, 'service', ({ services }) => services),
    ...(isTagged ? [] : groupsOf(all, 'words', kindsOf)),
  ]
}

function groupsOf(
  all: readonly (Named & { readonly remembered: Remembered })[],
  by: Theme['by'],
  namesOf: (remembered: Remembered) => readonly string[],
): Theme[] {
  const groups = new Map<string, { readonly name: string; readonly incidents: Named[] }>()
  for (const { path, title, day, remembered } of all) {
    // `Checkout` and `checkout` are one, by the name that came first.
    const names = new Map(namesOf(remembered).map((name) => [name.toLowerCase(), name]))
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
