import type { Octokit } from '@octokit/rest'
import type { Metrics } from './registry.ts'

type Headers = Readonly<Record<string, string | number | undefined>>

/**
 * An Octokit plugin that counts each request by its route's template and notes what is left of the limits: of the App in
 * its own name, which stands as installation "app".
 */
export function requestCounter({ githubRequests, githubBudget }: Metrics) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    const note = (headers: Headers) => {
      const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN)
      const resource = String(headers['x-ratelimit-resource'] ?? 'core')
      if (Number.isFinite(remaining)) githubBudget.set({ installation: 'app', resource }, remaining)
    }
    octokit.hook.after('request', ({ status, headers }, { method, url }) => {
      githubRequests.inc({ purpose: 'app', route: routeOf(method, url), status: String(status) })
      note(headers)
    })
    octokit.hook.error('request', (error, { method, url }) => {
      const { status, headers } = answerOf(error)
      githubRequests.inc({ purpose: 'app', route: routeOf(method, url), status: String(status) })
      note(headers)
      throw error
    })
  }
}

// A link that GitHub gave (a next page) has names and numbers in it: neither bounded nor for this page.
const TEMPLATE = /^\/(?!repos\/[^{]|repositories\/\d|orgs\/[^{]|users\/[^{])[a-z_{}/.-]*$/

const routeOf = (method: string, url: string): string =>
  TEMPLATE.test(url) ? `${method} ${url}` : `${method} other`

/** Octokit makes a 500 of a request that was never answered. */
function answerOf(error: unknown): { status: number; headers: Headers } {
  const response = error instanceof Error && 'response' in error ? error.response : null
  if (typeof response !== 'object' || response === null) return { status: 0, headers: {} }
  const { status, headers } = response as { status?: number; headers?: Headers } // as Octokit's RequestError says
  return { status: status ?? 0, headers: headers ?? {} }
}
