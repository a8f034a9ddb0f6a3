import { DEFAULT_CONFIG, type Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import type { Reading } from '../feature.ts'
import { wroteIt } from '../github/author.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { mustShow } from '../github/told.ts'
import { isLookedBackAt } from '../incident/label.ts'
import { readPullMarker } from '../incident/pull.ts'
import { readPostmortem } from '../incident/read.ts'
import type { Job } from '../queue/queue.ts'
import { lookAround } from './around.ts'
import { OPEN, type OpenAnswer } from './query.ts'
import type { GatheringState, OpenPostmortem } from './state.ts'

/** The incident of the job, or all whose postmortem is open; null where there is none. */
export async function read(github: GitHub, job: Job): Promise<Reading<GatheringState> | null> {
  const numbers = job.number === undefined ? await openIncidents(github, job) : [job.number]
  const postmortems: OpenPostmortem[] = []
  let settings: Settings | null = null
  for (const number of numbers) {
    const found = await readOne(github, job, number)
    if (!found) continue
    postmortems.push(found.postmortem)
    settings = found.settings
  }
  const [first] = postmortems
  return first && settings ? { state: { postmortems }, settings, concerns: first.incident.number } : null
}

/** The incidents whose postmortem is open, by what the app itself wrote in their pull requests. */
async function openIncidents(github: GitHub, job: Job): Promise<readonly number[]> {
  const prefixOf = ({ postmortem }: Config): string => `refs/heads/${postmortem.branchPrefix}`
  const askFor = (config: Config) =>
    bulk<OpenAnswer>(github, job, OPEN, { prefix: { type: 'String!', value: prefixOf(config) } })
  let answer = await askFor(DEFAULT_CONFIG)
  if (answer && prefixOf(answer.settings.config) !== prefixOf(DEFAULT_CONFIG))
    answer = await askFor(answer.settings.config)
  if (!answer) return []
  const { pushedAt: at, defaultBranchRef: head, branches } = answer.repository
  mustShow(job, 'push', head ? { at, sha: head.target.oid } : { at })
  const pulls = (branches?.nodes ?? []).flatMap(({ associatedPullRequests: { nodes } }) => nodes)
  const incidents = pulls.flatMap(({ body, isCrossRepository, author }) => {
    const marker = !isCrossRepository && wroteIt(github, author) ? readPullMarker(body) : null
    return marker ? [marker.incident] : []
  })
  return [...new Set(incidents)].sort((a, b) => a - b)
}

async function readOne(github: GitHub, job: Job, number: number) {
  const found = await readPostmortem(github, job, number, ({ updatedAt: at, headRefOid: sha }) => ({
    at,
    sha,
  }))
  if (!found) return null
  const { state, settings } = found
  const { repository, incident, pull, documentOnBranch: document } = state
  if (repository.archived || !isLookedBackAt(incident.labels, settings.config)) return null
  if (!pull?.byApp || pull.state !== 'open' || !pull.marker || !document) return null
  const around = await lookAround(github, state, { pull: pull.number, document, config: settings.config })
  return around && { postmortem: { ...state, ...around }, settings }
}
