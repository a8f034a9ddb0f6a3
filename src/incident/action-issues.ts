import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { wroteIt, type Author } from '../github/author.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { readMarker } from '../github/marker.ts'
import { allPages, type Page } from '../github/pages.ts'

/** Of type Repository, with `$actionLabel`: a hundred action issues from `$after` on, the oldest first. */
export const ACTIONS = `actions: issues(first: 100, after: $after, labels: [$actionLabel], orderBy: { field: CREATED_AT, direction: ASC }) {
    pageInfo { hasNextPage endCursor }
    nodes {
      number title body createdAt updatedAt closedAt state stateReason author { login __typename }
      assignees(first: 10) { nodes { login } }
      milestone { dueOn }
    }
  }`

export interface ActionAnswer {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly closedAt: string | null
  readonly state: 'OPEN' | 'CLOSED'
  readonly stateReason: string | null
  readonly author: Author
  readonly assignees: { readonly nodes: readonly { readonly login: string }[] }
  readonly milestone: { readonly dueOn: string | null } | null
}

/** What became of an action, as its issue says. Instants are ISO 8601 UTC. */
export interface ActionFate {
  /** Dropped: closed as not planned or as a duplicate. */
  readonly outcome: 'open' | 'done' | 'dropped'
  readonly createdAt: string
  readonly closedAt: string | null
  /** Its milestone's day, where it has one. */
  readonly due: string | null
}

export function fateOf(issue: ActionAnswer): ActionFate {
  const dropped = issue.stateReason === 'NOT_PLANNED' || issue.stateReason === 'DUPLICATE'
  return {
    outcome: issue.state === 'OPEN' ? 'open' : dropped ? 'dropped' : 'done',
    createdAt: issue.createdAt,
    closedAt: issue.state === 'OPEN' ? null : issue.closedAt,
    // Midnight Pacific of the day that was asked for, which is the same day in UTC (DESIGN, section 2).
    due: issue.milestone?.dueOn?.slice(0, 10) ?? null,
  }
}

/** The app's own, with a marker that says so; anybody can set a label. */
export const isOurs = (
  github: GitHub,
  { author, body }: { readonly author: Author; readonly body: string },
  kind: 'action' | 'pull',
): boolean => wroteIt(github, author) && readMarker(kind, body) !== null

/** Which action of which document an issue is; null where the app did not make it: anybody can type a marker. */
export function actionMarkOf(github: GitHub, { author, body }: Pick<ActionAnswer, 'author' | 'body'>) {
  const { path, id } = (wroteIt(github, author) ? readMarker('action', body) : null) ?? {}
  return typeof path === 'string' && typeof id === 'string' ? { path, id } : null
}

/** The same for the same action, however its id is written. */
export const actionKey = (path: string, id: string): string => `${path} ${id.trim().toLowerCase()}`

export const actionVariables = ({ actions }: Config) => ({
  actionLabel: { type: 'String!', value: actions.label },
})

/** All that bear the label, from the first hundred on. */
export async function allActions(
  github: GitHub,
  at: RepositoryName,
  first: Page<ActionAnswer>,
  config: Config,
): Promise<ActionAnswer[]> {
  return allPages(first, async (after) => {
    const variables = { ...actionVariables(config), after: { type: 'String', value: after } }
    const answer = await bulk<{ readonly actions: Page<ActionAnswer> }>(github, at, ACTIONS, variables)
    return answer?.repository.actions
  })
}
