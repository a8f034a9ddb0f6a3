import { withCustomRequest } from '@octokit/graphql'
import { Octokit } from '@octokit/rest'
import type { GitHub } from './client.ts'

export interface TokenOptions {
  readonly token: string
  /** The REST root where it is not github.com's. */
  readonly baseUrl?: string | undefined
  /** The app that works on the same repositories: what it wrote counts as ours. */
  readonly app: string
}

// Octokit would write each failure to the terminal by itself; whoever calls tells it in better words.
const SILENT = { debug: silent, info: silent, warn: silent, error: silent }
function silent(): void {}

/**
 * GitHub as a token sees it: a person's, or an installation's.
 * @throws RequestError 401 where GitHub does not know the token.
 */
export async function withToken({ token, baseUrl, app }: TokenOptions): Promise<GitHub> {
  const server = baseUrl === undefined ? {} : { baseUrl }
  const { request } = new Octokit({ auth: token, log: SILENT, ...server })
  const client = { request, graphql: withCustomRequest(request) }
  // `GET /user` is closed to an installation's token; this is open to both.
  const { viewer } = await client.graphql<{ viewer: { login: string } }>('{ viewer { login } }')
  return { client, login: viewer.login, also: [app], appId: null }
}
