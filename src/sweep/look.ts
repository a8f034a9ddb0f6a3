import { wroteIt } from '../github/author.ts'
import type { GitHub } from '../github/client.ts'
import { statusOf } from '../github/errors.ts'
import { hashOf } from '../github/marker.ts'
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
  /** A hash of the settings in force. */
  readonly config?: string | undefined
}

export interface Seen {
  readonly news: News
  /** What to remember, once the jobs are stored; `next` is the sweep's to say. */
  readonly note: Omit<RepositoryNote, 'next'>
  /** More has changed than one look takes in: what is left are the younger changes. */
  readonly isPart: boolean
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
  /** Changes that one look takes in, at least a hundred. */
  readonly mostChanges: number
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
  const found = await details(looking.github, place, changes?.items ?? [])
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
  return toSeen(place, looking, changes ?? NO_CHANGES, found, documents)
}

const isAsNoted = ({ until, head }: RepositoryNote, overview: Overview): boolean =>
  (overview.changedAt === null || Date.parse(overview.changedAt) <= Date.parse(until)) &&
  overview.head === head

function toSeen(
  place: Place,
  { github, note, since, due, now }: Looking,
  { items, isPart }: Changes,
  { config, head, pulls, checked, branches }: Details,
  documents: readonly string[],
): Seen {
  const issues = items.filter(({ pull_request: pull }) => !pull).map((item) => toIssue(github, item))
  const settings = hashOf(config)
  const configured = note?.config !== undefined && note.config !== settings
  const first = note === null
  const passed = passedTime(note, since, due, now)
  const news: News = {
    place, config, first, due, passed, issues, pulls, checked, configured, branches, documents,
  } // prettier-ignore
  const last = Date.parse(items.at(-1)?.updated_at ?? note?.until ?? since.toISOString())
  // Others of the same second may be among what is left.
  const newest = isPart ? last - 1_000 : last
  const until = new Date(Math.min(newest, now.getTime() - SETTLED_MS)).toISOString()
  const ours = note?.ours || [...issues, ...pulls].some(({ byApp }) => byApp)
  return { news, note: { until, head, ours, config: settings }, isPart }
}

/** What a feature asks to be woken at next lies after the look before, so nothing of it was told then. */
function passedTime(note: RepositoryNote | null, since: Date, due: boolean, until: Date): News['passed'] {
  if (note === null) return { from: since, until }
  return due && note.next !== null ? { from: new Date(note.next), until } : undefined
}

type Item = Awaited<ReturnType<typeof page>>['data'][number]

interface Changes {
  /** The oldest change first, as webhooks tell them. */
  readonly items: readonly Item[]
  readonly isPart: boolean
}
const NO_CHANGES: Changes = { items: [], isPart: false }

const SIZE = 100
const NEWEST_FIRST = { direction: 'desc', page: 1 } as const

interface Which {
  readonly direction: 'asc' | 'desc'
  readonly page: number
  readonly since?: string
}

const page = (
  { client }: GitHub,
  { owner, repo }: Place,
  which: Which,
  headers: { 'if-none-match': string },
) =>
  client.request('GET /repos/{owner}/{repo}/issues', {
    owner,
    repo,
    state: 'all',
    sort: 'updated',
    per_page: SIZE,
    ...which,
    headers,
  })

/** Issues and pull requests that changed; null where none did. */
async function changedIssues(place: Place, looking: Looking): Promise<Changes | null> {
  const { github, tags, scope, note, since } = looking
  const [key] = keysOf(place)
  const isNew = ({ updated_at }: Item): boolean =>
    note ? Date.parse(updated_at) > Date.parse(note.until) : Date.parse(updated_at) >= since.getTime()
  try {
    const first = await tags.ask(place.installationId, scope, key, (headers) =>
      page(github, place, NEWEST_FIRST, headers),
    )
    const items = first?.data.filter(isNew) ?? []
    if (items.length === SIZE) return await manyChanges(place, looking)
    return items.length > 0 ? { items: items.toReversed(), isPart: false } : null
  } catch (error) {
    // No issues and no pull requests: switched off, or not for the app.
    if (statusOf(error) === 410 || statusOf(error) === 404) return null
    throw error
  }
}

/**
 * From the oldest on, so that the next look can go on where this one ends. What changes meanwhile moves to the end, and
 * all that follows it up by one: so each question begins anew at the last time seen, and pages are counted only within
 * one second, of which there may be more than a page.
 */
async function manyChanges(place: Place, { github, note, since, mostChanges }: Looking): Promise<Changes> {
  // GitHub's times are whole seconds, and the one that is known counts no more.
  const start = note ? new Date(Math.floor(Date.parse(note.until) / 1_000) * 1_000 + 1_000) : since
  const items = new Map<number, Item>()
  let from = start.toISOString()
  let number = 1
  let oldest: string | null = null
  for (;;) {
    const which = { direction: 'asc', page: number, since: from } as const
    const { data } = await page(github, place, which, { 'if-none-match': '"none"' })
    for (const item of data) {
      items.delete(item.number) // of one that changed meanwhile, the newest counts, in its new place
      items.set(item.number, item)
    }
    const [first, last] = [data[0], data.at(-1)]
    if (!first || !last || data.length < SIZE) return { items: [...items.values()], isPart: false }
    oldest ??= first.updated_at
    // The last second is looked at again, so it must not be the only one.
    if (items.size >= mostChanges && last.updated_at !== oldest)
      return { items: [...items.values()], isPart: true }
    number = Date.parse(last.updated_at) > Date.parse(from) ? 1 : number + 1
    from = last.updated_at
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
