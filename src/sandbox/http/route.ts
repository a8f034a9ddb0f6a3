import type { z } from 'zod'
import type { Account, App, Installation, Permissions, Repository, Role } from '../model.ts'
import type { World } from '../world.ts'
import { ApiError, notFound } from './errors.ts'

/** One operation of the API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** GitHub's own template, word for word: `/repos/{owner}/{repo}/issues/{issue_number}`. */
  readonly path: string
  /** Its page below docs.github.com/rest: `issues/issues#get-an-issue`. */
  readonly docs: string
  /**
   * What an installation's token must hold: all of it, or all of one of several. Needed in repositories only (paths
   * that start with `/repos/{owner}/{repo}`); reading what is public needs none.
   */
  readonly needs?: Permissions | readonly Permissions[]
  /** What a person must be in the repository: `read` for GET and `write` for all else, unless said otherwise. */
  readonly role?: Role
  /** `app`: only with the app's own JWT. `any`: the route looks for itself. Otherwise JWTs are turned away. */
  readonly auth?: 'app' | 'any'
  /** Allowed although the repository is archived. */
  readonly whenArchived?: true
  handle(ctx: Context): Answer | Promise<Answer>
}

export interface Answer {
  readonly status: number
  /** JSON, unless it is text or bytes; then say a `content-type`. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly account: Account }
  | { readonly kind: 'app'; readonly app: App }
  | {
      readonly kind: 'installation'
      readonly installation: Installation
      readonly permissions: Permissions
      readonly repositories: readonly Repository[] | null
    }

export interface Request {
  readonly method: string
  /** Without the query; decoded only within `params`. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly raw: Uint8Array
}

/** What a route works with: the request, who asks, and the world. */
export class Context {
  readonly world: World
  readonly actor: Actor
  readonly request: Request
  readonly #repository: Repository | null

  constructor(world: World, actor: Actor, request: Request, repository: Repository | null) {
    this.world = world
    this.actor = actor
    this.request = request
    this.#repository = repository
  }

  /** The one that the path names; that the actor may see it has been looked at before the route is called. */
  get repository(): Repository {
    if (!this.#repository) throw notFound()
    return this.#repository
  }

  /** Who acts: the person, or the app's bot. Throws 401 for nobody. */
  get account(): Account {
    if (this.actor.kind === 'user') return this.actor.account
    if (this.actor.kind === 'installation') return this.actor.installation.app.bot
    if (this.actor.kind === 'app') return this.actor.app.bot
    throw new ApiError(401, 'Requires authentication')
  }

  /** The app that acts, for `performed_via_github_app`. */
  get app(): App | null {
    return this.actor.kind === 'installation' ? this.actor.installation.app : null
  }

  /** `account`, or null for an anonymous reader. */
  get viewer(): Account | null {
    return this.actor.kind === 'anonymous' ? null : this.account
  }

  param(name: string): string {
    return this.request.params[name] ?? ''
  }

  /** A whole number of the path; anything else is 404, as there. */
  number(name: string): number {
    const text = this.param(name)
    if (!/^\d{1,15}$/.test(text)) throw notFound()
    return Number(text)
  }

  query(name: string): string | null {
    return this.request.query.get(name)
  }

  get accept(): string {
    return this.request.headers.get('accept') ?? ''
  }

  /** The request's JSON body, held against `schema`; 400 where it is no JSON, 422 where it does not fit. */
  input<T>(schema: z.ZodType<T>): T {
    const body = parseBody(this.request.raw)
    const result = schema.safeParse(body)
    if (result.success) return result.data
    if (!isRecord(body) || Array.isArray(body)) throw new ApiError(400, 'Body should be a JSON object')
    throw new ApiError(422, `Invalid request.\n\n${misfit(body, result.error.issues[0])}`)
  }
}

/** What does not fit, in the words in which GitHub says it. */
function misfit(body: unknown, issue: z.core.$ZodIssue | undefined): string {
  const names = issue?.path.map(String) ?? []
  let value = body
  for (const name of names) value = isRecord(value) ? value[name] : undefined
  if (value === undefined) return `"${names.join('.')}" wasn't supplied.`
  const what = issue?.code === 'invalid_type' ? `not of type ${issue.expected}` : 'not a permitted value'
  return `For 'properties/${names.join('/')}', ${JSON.stringify(value)} is ${what}.`
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function parseBody(raw: Uint8Array): unknown {
  const text = Buffer.from(raw).toString('utf8').trim()
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError(400, 'Problems parsing JSON')
    throw error
  }
}
