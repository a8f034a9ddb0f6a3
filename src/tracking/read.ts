import type { RepositoryName } from '../effects.ts'
import type { Reading } from '../feature.ts'
import { graphql, type GitHub } from '../github/client.ts'
import type { Job } from '../queue/queue.ts'
import { begin, type Beginning } from './begin.ts'
import { Knowledge } from './knowledge.ts'
import { Question } from './question.ts'
import type { Survey, SurveyAnswer } from './survey.ts'
import type { TrackingState } from './state.ts'

// Each round answers what the one before made us ask, or turns a page of a hundred issues; more is a fault of ours.
const MOST_ROUNDS = 200

/** A beginning, and as many rounds of questions as there are left: one, where nothing is out of the ordinary. */
export async function read(github: GitHub, job: Job): Promise<Reading<TrackingState> | null> {
  const beginning = await begin(github, job)
  if (!beginning) return null
  const knowledge = new Knowledge(beginning)
  await readWhole(github, beginning, knowledge)
  for (let round = 0; await ask(github, knowledge); round++) {
    if (round > MOST_ROUNDS) throw new Error('tracking asks on and on, and GitHub answers without an end')
    await readWhole(github, beginning, knowledge)
  }
  await closeUninstalled(github, knowledge)
  const { state } = knowledge
  const concerns = state.documents.find(({ board }) => board)?.board?.number ?? job.number ?? null
  return { state, settings: beginning.settings, concerns }
}

/** One request to all repositories at once; false where nothing was left to ask. */
async function ask(github: GitHub, knowledge: Knowledge): Promise<boolean> {
  const question = new Question()
  const asked = knowledge
    .surveys()
    .map((survey, index) => ({ survey, alias: `repository${index}` }))
    .filter(({ survey, alias }) => survey.ask(question, alias, knowledge.wishes(survey)))
  if (asked.length === 0) return false
  const data = await graphql<Record<string, SurveyAnswer | null>>(github, question.text, question.values)
  for (const { survey, alias } of asked) survey.take(github, data[alias])
  return true
}

/** GraphQL shows the first 512 KB of a text; what is longer, and not too long, comes raw. */
async function readWhole(github: GitHub, { home }: Beginning, { home: survey }: Knowledge): Promise<void> {
  for (const [path, content] of survey.documents) {
    if (content) continue
    const { data } = await github.client.request('GET /repos/{owner}/{repo}/contents/{path}', {
      owner: home.owner,
      repo: home.repo,
      path,
      ref: home.sha,
      mediaType: { format: 'raw' },
    })
    const text: unknown = data // raw, whatever the route's type says
    survey.documents.set(path, { kind: 'text', text: typeof text === 'string' ? text : '' })
  }
}

/** A public repository can be read by anybody; only where the app is installed can it write. */
async function closeUninstalled(github: GitHub, knowledge: Knowledge): Promise<void> {
  const doubtful = knowledge.others.filter(({ open, isPublic }) => open && isPublic)
  if (github.appId === null || doubtful.length === 0) return
  const installed = await installedAmong(github, doubtful)
  for (const survey of doubtful) if (!installed.has(survey)) survey.close('unreachable')
}

async function installedAmong(github: GitHub, surveys: readonly Survey[]): Promise<ReadonlySet<Survey>> {
  const found = new Set<Survey>()
  const name = ({ owner, repo }: RepositoryName): string => `${owner}/${repo}`.toLowerCase()
  for (let page = 1; found.size < surveys.length; page++) {
    const { data } = await github.client.request('GET /installation/repositories', { per_page: 100, page })
    const names = new Set(data.repositories.map(({ full_name }) => full_name.toLowerCase()))
    for (const survey of surveys) if (names.has(name(survey.place))) found.add(survey)
    if (data.repositories.length < 100) break
  }
  return found
}
