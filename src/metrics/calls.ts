import type { Call } from '../github/line.ts'
import type { Metrics } from './registry.ts'

/** Counts the requests of installations by route and status, and notes what each has left. */
export function callCounter({ githubRequests, githubBudget }: Metrics): (call: Call) => void {
  return ({ installationId, route, status, remaining, resource }) => {
    githubRequests.inc({ route, status: String(status) })
    if (remaining !== null) githubBudget.set({ installation: String(installationId), resource }, remaining)
  }
}
