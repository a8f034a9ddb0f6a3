/**
 * How new the state is that webhooks told of: GitHub's API may show for a while what was before. Times and a commit, by which
 * an older answer is known as such; nothing of what happened.
 */
export interface Told {
  /** When the last of them came, in milliseconds since 1970 by the app's own clock. */
  readonly heard: number
  /** By what it is about: `#12` an issue or pull request, `push` the repository's branches. */
  readonly of: Readonly<Record<string, Sighting>>
}

export interface Sighting {
  /** Seconds since 1970, by GitHub's clock: when it last changed. */
  readonly at: number
  /** The head that it then had, where that is what changed. */
  readonly sha?: string | undefined
}

// A board's job may wait out an hour's limit while thousands of its issues change; the newest will do.
const MOST = 50

/** What both tell, the newest of each. */
export function newest(a: Told | undefined, b: Told | undefined): Told | undefined {
  if (!a || !b) return a ?? b
  const of = { ...a.of }
  for (const [what, sighting] of Object.entries(b.of)) of[what] = newer(of[what], sighting)
  const kept = Object.entries(of)
    .toSorted(([, one], [, other]) => other.at - one.at)
    .slice(0, MOST)
  return { heard: Math.max(a.heard, b.heard), of: Object.fromEntries(kept) }
}

function newer(a: Sighting | undefined, b: Sighting): Sighting {
  if (!a || a.at < b.at) return b
  // Within one second nobody can tell which head came last.
  return a.at > b.at || a.sha === b.sha ? a : { at: a.at }
}

/** Whether `known` tells all of it already. */
export function covers(known: Told | undefined, told: Told | undefined): boolean {
  return Object.entries(told?.of ?? {}).every(([what, { at, sha }]) => {
    const sighting = known?.of[what]
    return sighting && (sighting.at > at || (sighting.at === at && (!sighting.sha || sighting.sha === sha)))
  })
}
