import type { Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import type { Reading } from '../feature.ts'
import { underSettings } from '../github/under-settings.ts'
import { wroteIt } from '../github/author.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { NotYet, classify } from '../github/errors.ts'
import { mustShow } from '../github/told.ts'
import { isLookedBackAt } from '../incident/label.ts'
import { readPullMarker } from '../incident/pull.ts'
import { readPostmortem } from '../incident/read.ts'
import type { Job } from '../queue/queue.ts'
import type { PullAnswer } from '../incident/query.ts'
import { askAlong, lookAround } from './around.ts'
import { readElsewhere } from './elsewhere.ts'
import { OPEN, type AroundAnswer, type OpenAnswer } from './query.ts'
import type { GatheringState, OpenPostmortem } from './state.ts'

/** The incident of the job, or all whose postmortem is open; null where there is none. */
export async function read(github: GitHub, job: Job, now: Date): Promise<Reading<GatheringState> | null> {
  const numbers = job.number === undefined ? await openIncidents(github, job) : [job.number]
  const postmortems: OpenPostmortem[] = []
  let settings: Settings | null = null
  let failed: Error | null = null
  for (const number of numbers)
    try {
      const found = await readOne(github, job, number, now)
      if (!found) continue
      postmortems.push(found.postmortem)
      settings = found.settings
    } catch (thrown) {
      const error = classify(thrown, now)
      // A limit is one for all of them; whatever else stands in one's way is none of the others'.
      if (error instanceof NotYet) throw error
      failed ??= error
    }
  const [first] = postmortems
  if (first && settings) return { state: { postmortems }, settings, concerns: first.incident.number, failed }
  if (failed) throw failed
  return null
}

/** The incidents whose postmortem is open, by what the app itself wrote in their pull requests. */
async function openIncidents(github: GitHub, job: Job): Promise<readonly number[]> {
  const prefixOf = ({ postmortem }: Config): string => `refs/heads/${postmortem.branchPrefix}`
  const askFor = (config: Config) =>
    bulk<OpenAnswer>(github, job, OPEN, { prefix: { type: 'String!', value: prefixOf(config) } })
  const answer = await underSettings(askFor, (config) => [prefixOf(config)])
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

async function readOne(github: GitHub, job: Job, number: number, now: Date) {
  const shows = ({ updatedAt: at, headRefOid: sha }: PullAnswer) => ({ at, sha })
  const found = await readPostmortem<AroundAnswer['repository'], AroundAnswer['beside']>(
    github,
    job,
    number,
    shows,
    askAlong(github, job, number),
  )
  if (!found) return null
  const { state, settings, also: along } = found
  const { config } = settings
  const { repository, incident, pull, documentOnBranch: document } = state
  if (repository.archived || !isLookedBackAt(incident.labels, config)) return null
  if (!pull?.byApp || pull.state !== 'open' || !pull.marker || !document) return null
  const answer = await lookAround(github, state, { job, pull: pull.number, document, config, along })
  if (!answer) return null
  const { talk, ...around } = answer
  const { text } = around.document
  const brought = { pull: pull.number, text, seen: around.seen, talk }
  const elsewhere = await readElsewhere(github, state, brought, { config, now })
  return { postmortem: { ...state, ...around, elsewhere }, settings }
}
