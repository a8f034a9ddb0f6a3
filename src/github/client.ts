import type { Octokit } from '@octokit/rest'
import type { RepositoryName } from '../effects.ts'
import type { Guesses } from './guesses.ts'
import type { Remembered } from './remembered.ts'
import { CONFIG_PATH } from '../config/defaults.ts'
import { settle, type ConfigFile, type Settings } from '../config/settings.ts'

/** The methods of an Octokit that the app uses: Probot's and `@octokit/rest`'s both have them. */
export type Client = Pick<Octokit, 'request' | 'graphql'>

/** GitHub as one installation (or one token) sees it. */
export interface GitHub {
  readonly client: Client
  /** Who the app is, there: `debrief[bot]`, or the token's own user. Markers count only in this author's text. */
  readonly login: string
  /** Whose text counts as the app's own besides: where a person's token is used, the app that works there too. */
  readonly also?: readonly string[]
  /** The App's id, or null where a person's token is used. */
  readonly appId: number | null
  /** What was seen before by whoever looks again and again. */
  readonly guesses?: Guesses
  readonly remembered?: Remembered
}

/** By name, with their GraphQL types. */
export type Variables = Readonly<Record<string, { readonly type: string; readonly value: unknown }>>

export interface BulkAnswer<Repository, Beside = unknown> {
  readonly repository: Repository
  readonly settings: Settings
  readonly beside: Beside
}

/**
 * What is asked in the same request, but not of the repository: it is of type Query. What may be refused stands here, since GitHub
 * answers null for all that is around it.
 */
export interface Beside {
  readonly selection: string
  readonly bears: (missing: Missing) => boolean
}
const NOTHING: Beside = { selection: '', bears: () => false }

interface Blob {
  readonly text: string | null
  readonly isBinary: boolean | null
  readonly isTruncated: boolean
}
interface Bulk<Repository> {
  readonly repository: (Repository & { readonly debriefConfig: Partial<Blob> | null }) | null
  readonly organization: { readonly debriefConfig: Partial<Blob> | null } | null
}

const CONFIG = `debriefConfig: object(expression: "HEAD:${CONFIG_PATH}") { ... on Blob { text isBinary isTruncated } }`

/**
 * One GraphQL request for all that a feature wants of a repository, and the settings with it: reading the config costs
 * no request of its own.
 *
 * `selection` is of type Repository; `variables` are its variables beyond `$owner` and `$repo`, with their GraphQL types.
 * Null where the repository is not there (deleted, or the app was removed from it).
 */
export async function bulk<Repository, Further = unknown>(
  github: GitHub,
  { owner, repo }: RepositoryName,
  selection: string,
  variables: Variables = {},
  beside: Beside = NOTHING,
): Promise<BulkAnswer<Repository, Further> | null> {
  const declared = Object.entries(variables).map(([name, { type }]) => `, $${name}: ${type}`)
  const query = `query ($owner: String!, $repo: String!${declared.join('')}) {
    repository(owner: $owner, name: $repo) { ${CONFIG} ${selection} }
    organization: repository(owner: $owner, name: ".github") { ${CONFIG} }
    ${beside.selection}
  }`
  const values = Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))
  const asked = { owner, repo, ...values }
  const data = await graphql<Bulk<Repository> & Further>(github, query, asked, beside.bears)
  if (!data.repository) return null
  const settings = settle({
    repository: configFile(`${owner}/${repo}`, data.repository.debriefConfig),
    organization: configFile(`${owner}/.github`, data.organization?.debriefConfig ?? null),
  })
  return { repository: data.repository, settings, beside: data }
}

function configFile(repository: string, blob: Partial<Blob> | null): ConfigFile | null {
  if (!blob) return null
  const name = `${repository}/${CONFIG_PATH}`
  // Not text: handed on as what YAML cannot be, so that the reader names file and reason.
  if (blob.isBinary || blob.isTruncated || typeof blob.text !== 'string') return { name, text: '\0' }
  return { name, text: blob.text }
}

/** One of the errors that a GraphQL answer bears, with the place in the answer that is null for it. */
export interface Missing {
  readonly type: string
  readonly path: readonly unknown[]
}

const isNotThere = ({ type }: Missing): boolean => type === 'NOT_FOUND'

/**
 * A GraphQL read that bears things which are not there, and whatever else `bears` says: GitHub answers `null` for them, and an
 * error beside.
 * @throws whatever else GitHub has to say.
 */
export async function graphql<Data>(
  github: GitHub,
  query: string,
  variables: Record<string, unknown>,
  bears: (missing: Missing) => boolean = () => false,
): Promise<Data> {
  try {
    return await github.client.graphql<Data>(query, variables)
  } catch (error) {
    const partial = onlyMissing(error, (missing) => isNotThere(missing) || bears(missing))
    if (partial) return partial as Data // the query's author says what may be null
    throw error
  }
}

function onlyMissing(error: unknown, bears: (missing: Missing) => boolean): object | null {
  if (!(error instanceof Error) || !('errors' in error) || !('data' in error)) return null
  const { errors, data } = error
  if (!Array.isArray(errors) || typeof data !== 'object' || data === null) return null
  const missing = errors.every((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('type' in each)) return false
    const path: readonly unknown[] = 'path' in each && Array.isArray(each.path) ? each.path : []
    return bears({ type: String(each.type), path })
  })
  return missing ? data : null
}
