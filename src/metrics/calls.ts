import type { Call } from '../github/line.ts'
import type { Metrics } from './registry.ts'

/** Counts the requests of installations by purpose, route and status, and notes what each has left. */
export function callCounter({ githubRequests, githubBudget }: Metrics): (call: Call) => void {
  return ({ installationId, purpose, route, status, remaining, resource }) => {
    githubRequests.inc({ purpose, route, status: String(status) })
    if (remaining !== null) githubBudget.set({ installation: String(installationId), resource }, remaining)
  }
}
