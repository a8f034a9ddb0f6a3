import { wroteIt } from '../github/author.ts'
import type { GitHub } from '../github/client.ts'
import { statusOf } from '../github/errors.ts'
import type { ChangedIssue, News, Place } from '../news.ts'
import { details, documentsSince, type Details } from './details.ts'
import type { Overview } from './overview.ts'
import type { Tags } from './tags.ts'

/** What is remembered of a repository. Instants are ISO 8601 UTC. */
export interface RepositoryNote {
  /** All that changed before is known. */
  readonly until: string
  /** The default branch's commit up to which its documents are known; null where it is empty. */
  readonly head: string | null
  /** The app has written something there. */
  readonly ours: boolean
  /** When a feature wants to look again though nothing happened. */
  readonly next: string | null
}

export interface Seen {
  readonly news: News
  /** What to remember, once the jobs are stored; `next` is the sweep's to say. */
  readonly note: Omit<RepositoryNote, 'next'>
}

export interface Looking {
  readonly github: GitHub
  readonly tags: Tags
  readonly scope: string
  /** What is known of the place, and where it stands by an overview that was asked already. */
  readonly note: RepositoryNote | null
  readonly overview: Overview | null
  /** Nothing before it is the app's business. */
  readonly since: Date
  readonly due: boolean
  readonly now: Date
}

// GitHub's lists may show a change a little later than others that came after it, and its times are whole seconds: what is
// as young as that is not taken as known.
const SETTLED_MS = 2 * 60_000

export const keysOf = ({ owner, repo }: Place): readonly [issues: string, commits: string] => [
  `issues ${owner}/${repo}`,
  `commits ${owner}/${repo}`,
]

/** What happened in a repository; null where nothing did, which costs nothing while the tags hold. */
export async function look(place: Place, looking: Looking): Promise<Seen | null> {
  const { note, overview, due } = looking
  const isQuiet = note !== null && overview !== null && isAsNoted(note, overview)
  if (isQuiet && !due) return null
  const changes = isQuiet ? null : await changedIssues(place, looking)
  const last = isQuiet ? null : await lastCommit(place, looking)
  const moved = last !== null && last.sha !== note?.head
  if (note && changes === null && !moved && !due) return null
  const found = await details(looking.github, place, changes ?? [])
  if (!found) return null // not there any more
  // Nothing was written to the default branch since the app is there: nothing of its documents is new.
  const isOld = last !== null && last.at !== null && Date.parse(last.at) < looking.since.getTime()
  const from = note ? note.head : isOld ? found.head : { before: looking.since }
  const documents = await documentsSince(
    looking.github,
    place,
    from,
    found.head,
    found.config.postmortem.folder,
  )
  return toSeen(place, looking, changes ?? [], found, documents)
}

const isAsNoted = ({ until, head }: RepositoryNote, overview: Overview): boolean =>
  (overview.changedAt === null || Date.parse(overview.changedAt) <= Date.parse(until)) &&
  overview.head === head

function toSeen(
  place: Place,
  { github, note, since, due, now }: Looking,
  changes: readonly Item[],
  { config, head, pulls, branches }: Details,
  documents: readonly string[],
): Seen {
  const issues = changes.filter(({ pull_request: pull }) => !pull).map((item) => toIssue(github, item))
  const news: News = { place, config, first: note === null, due, issues, pulls, branches, documents }
  const newest = Date.parse(changes.at(-1)?.updated_at ?? note?.until ?? since.toISOString())
  const until = new Date(Math.min(newest, now.getTime() - SETTLED_MS)).toISOString()
  const ours = note?.ours || [...issues, ...pulls].some(({ byApp }) => byApp)
  return { news, note: { until, head, ours } }
}

type Item = Awaited<ReturnType<typeof page>>['data'][number]

const PATH = 'GET /repos/{owner}/{repo}/issues'
const SIZE = 100
// Of a first look; whoever has more of them in three months has other tools to find the oldest ones.
const MOST_PAGES = 20

const page = (
  { client }: GitHub,
  { owner, repo }: Place,
  number: number,
  headers: { 'if-none-match': string },
) =>
  client.request(PATH, {
    owner,
    repo,
    state: 'all',
    sort: 'updated',
    direction: 'desc',
    per_page: SIZE,
    page: number,
    headers,
  })

/** Issues and pull requests that changed, the oldest change first; null where none did. */
async function changedIssues(
  place: Place,
  { github, tags, scope, note, since }: Looking,
): Promise<Item[] | null> {
  const [key] = keysOf(place)
  const isNew = ({ updated_at }: Item): boolean =>
    note ? Date.parse(updated_at) > Date.parse(note.until) : Date.parse(updated_at) >= since.getTime()
  try {
    const first = await tags.ask(place.installationId, scope, key, (headers) =>
      page(github, place, 1, headers),
    )
    if (!first) return null
    const items = first.data.filter(isNew)
    for (let number = 2; items.length === (number - 1) * SIZE && number <= MOST_PAGES; number++) {
      const { data } = await page(github, place, number, { 'if-none-match': '"none"' })
      items.push(...data.filter(isNew))
    }
    // In the order in which it happened, as webhooks tell it.
    return items.length > 0 ? items.toReversed() : null
  } catch (error) {
    // No issues and no pull requests: switched off, or not for the app.
    if (statusOf(error) === 410 || statusOf(error) === 404) return null
    throw error
  }
}

const toIssue = (github: GitHub, { number, labels, comments, user }: Item): ChangedIssue => ({
  number,
  labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
  comments,
  byApp: wroteIt(github, user),
})

/** The default branch's newest commit; null where it is the one of before, or there is none. */
async function lastCommit(place: Place, { github, tags, scope }: Looking) {
  const { installationId, owner, repo } = place
  const [, key] = keysOf(place)
  try {
    const answer = await tags.ask(installationId, scope, key, (headers) =>
      github.client.request('GET /repos/{owner}/{repo}/commits', { owner, repo, per_page: 1, headers }),
    )
    const commit = answer?.data[0]
    return commit ? { sha: commit.sha, at: commit.commit.committer?.date ?? null } : null
  } catch (error) {
    if (statusOf(error) === 409 || statusOf(error) === 404) return null // no commit yet
    throw error
  }
}
