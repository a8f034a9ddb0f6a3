import { DEFAULT_CONFIG, type Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { FOLDER, folderOf, folderVariables, type FolderAnswer } from '../github/folder.ts'
import type { Job } from '../queue/queue.ts'

/** What backfilling looks at: as the webhooks would have said, had the app been there. */
export interface Candidates {
  readonly incidents: readonly Job[]
  readonly documents: readonly Job[]
}

interface Listed {
  readonly incidents: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly nodes: readonly { readonly number: number; readonly createdAt: string }[]
  }
}
type Overview = Listed & FolderAnswer

const INCIDENTS = `incidents: issues(first: 100, after: $after, labels: $labels, orderBy: { field: CREATED_AT, direction: DESC }) {
  pageInfo { hasNextPage endCursor }
  nodes { number createdAt }
}`

/**
 * Incidents that were opened on or after `since` (a calendar date; all where null), and all documents on the default
 * branch. Null where the repository is not there for this token.
 */
export async function findCandidates(
  github: GitHub,
  repo: RepositoryName,
  since: string | null,
): Promise<Candidates | null> {
  const first = await overview(github, repo)
  if (!first) return null
  const job = { installationId: 0, owner: repo.owner, repo: repo.repo }
  const { config } = first.settings
  const incidents = await incidentsSince(github, repo, first.repository, config, since)
  const { documents } = folderOf(first.repository, config)
  return {
    incidents: incidents.map((number) => ({ ...job, feature: 'opening', number })),
    documents: documents.map(({ path }) => ({ ...job, feature: 'tracking', path })),
  }
}

async function overview(github: GitHub, repo: RepositoryName) {
  const ask = (config: Config) =>
    bulk<Overview>(github, repo, `${INCIDENTS} ${FOLDER}`, {
      labels: { type: '[String!]', value: config.incident.labels },
      ...folderVariables(config),
      after: { type: 'String', value: null },
    })
  const answer = await ask(DEFAULT_CONFIG)
  if (!answer) return null
  const { incident, postmortem } = answer.settings.config
  const asDefault =
    incident.labels.join() === DEFAULT_CONFIG.incident.labels.join() &&
    postmortem.folder === DEFAULT_CONFIG.postmortem.folder
  return asDefault ? answer : ask(answer.settings.config)
}

/** Oldest first, as they happened. */
async function incidentsSince(
  github: GitHub,
  repo: RepositoryName,
  first: Listed,
  config: Config,
  since: string | null,
): Promise<number[]> {
  const numbers: number[] = []
  for (let page: Listed['incidents'] | undefined = first.incidents; page;) {
    const wanted = page.nodes.filter(({ createdAt }) => since === null || createdAt.slice(0, 10) >= since)
    numbers.push(...wanted.map(({ number }) => number))
    if (!page.pageInfo.hasNextPage || wanted.length < page.nodes.length) break // newest first: the rest is older
    const answer: { repository: Listed } | null = await bulk<Listed>(github, repo, INCIDENTS, {
      labels: { type: '[String!]', value: config.incident.labels },
      after: { type: 'String', value: page.pageInfo.endCursor },
    })
    page = answer?.repository.incidents
  }
  return numbers.toReversed()
}
