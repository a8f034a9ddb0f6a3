import { graphql, type GitHub } from '../github/client.ts'
import type { Place } from '../news.ts'

/** As much as tells whether anything happened. */
export interface Overview {
  /** When an issue or a pull request last changed; null where there is none. */
  readonly changedAt: string | null
  readonly head: string | null
}

interface Answer {
  readonly issues: { readonly nodes: readonly { readonly updatedAt: string }[] }
  readonly pullRequests: { readonly nodes: readonly { readonly updatedAt: string }[] }
  readonly defaultBranchRef: { readonly target: { readonly oid: string } } | null
}

const LAST = 'first: 1, orderBy: { field: UPDATED_AT, direction: DESC }'
const FIELDS = `issues(${LAST}) { nodes { updatedAt } } pullRequests(${LAST}) { nodes { updatedAt } } defaultBranchRef { target { oid } }`

/** How many repositories one question asks about: GitHub charges a point for fifty. */
export const AT_ONCE = 50

/**
 * How up to fifty repositories stand, for one point of GraphQL: what is asked where tags of an earlier token are worth
 * nothing. A repository that is not there any more is left out.
 */
export async function overview(
  github: GitHub,
  places: readonly Place[],
): Promise<ReadonlyMap<Place, Overview>> {
  if (places.length === 0) return new Map()
  const names = places.map((_, index) => `$o${index}: String!, $r${index}: String!`).join(', ')
  const fields = places.map(
    (_, index) => `r${index}: repository(owner: $o${index}, name: $r${index}) { ${FIELDS} }`,
  )
  const values = Object.fromEntries(
    places.flatMap(({ owner, repo }, index) => [[`o${index}`, owner] as const, [`r${index}`, repo] as const]),
  )
  const data = await graphql<Record<string, Answer | null>>(
    github,
    `query (${names}) { ${fields.join('\n')} }`,
    values,
  )
  return new Map(
    places.flatMap((place, index) => {
      const answer = data[`r${index}`]
      return answer ? [[place, read(answer)] as const] : []
    }),
  )
}

function read({ issues, pullRequests, defaultBranchRef }: Answer): Overview {
  const times = [...issues.nodes, ...pullRequests.nodes].map(({ updatedAt }) => updatedAt)
  return { changedAt: times.sort().at(-1) ?? null, head: defaultBranchRef?.target.oid ?? null }
}
