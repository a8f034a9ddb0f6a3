import type { Evidence } from '../evidence/evidence.ts'
import { fromGitHub } from '../incident/thread.ts'
import { render } from '../templates.ts'
import type { Commit, Deployment, Failure, Release, Seen } from './state.ts'
import type { Window } from './window.ts'

// A reader wants to know what was in it, not all of it.
const MOST_TITLES = 3
// A deployment that has not ended after an hour has lost its way; one that has not yet will be told with its outcome.
const LOST_AFTER_MS = 3_600_000

interface Asked {
  /** The repository's page. */
  readonly url: string
  readonly now: Date
  /** Whether commits are told for their own sake, and not only as part of a deployment. */
  readonly commits: boolean
  /** When something was said or done on the incident itself. */
  readonly said: readonly string[]
  /** Whether the incident is over. */
  readonly over: boolean
}

/** What GitHub shows of the window, as entries: what belongs together is one. */
export function entriesOf(seen: Seen, { from, to }: Window, asked: Asked): Evidence[] {
  const isWithin = (at: string): boolean => {
    const instant = new Date(at).toISOString()
    return instant >= from && instant <= to
  }
  const deployments = seen.deployments.filter((one) => isWithin(one.at) && isTellable(one, asked.now))
  const shipped = shippedBy(deployments, seen)
  const commits = asked.commits ? seen.commits.filter(({ at }) => isWithin(at)) : []
  const notable = [
    ...deployments.map((one) => deploymentEntry(one, shipped.get(one) ?? [], asked.url)),
    ...seen.releases.filter(({ at }) => isWithin(at)).map(releaseEntry),
    ...byPull(commits.filter(isRevert)).map(revertEntry),
    ...failing(
      seen.failures.filter(({ at }) => isWithin(at)),
      seen.branch,
    ),
  ]
  const taken = new Set([...shipped.values()].flat())
  const plain = commits.filter((commit) => !taken.has(commit) && !isRevert(commit))
  const times = [...asked.said, ...notable.map(({ at }) => at)].sort()
  return [...notable, ...changes(plain, seen.branch, times, asked.over)]
}

/**
 * What came to the default branch and was not deployed, as far as anybody can tell. As long as the incident lasts it waits for
 * the next thing that happens: else each push would be a commit of ours.
 */
function changes(
  commits: readonly Commit[],
  branch: string,
  times: readonly string[],
  over: boolean,
): Evidence[] {
  const merges = byPull(commits.filter(({ pull }) => pull !== null)).map(mergeEntry)
  const entries = [...merges, ...pushed(commits.filter(({ pull }) => pull === null), branch, times)] // prettier-ignore
  const last = times.at(-1) ?? ''
  return entries.filter(({ at, end }) => over || (end ?? at) <= last)
}

const ENDED = new Set(['success', 'failure', 'error'])

const hasEnded = ({ status }: Deployment): boolean => status !== null && ENDED.has(status.state)
const hasFailed = ({ status }: Deployment): boolean =>
  status?.state === 'failure' || status?.state === 'error'

const isTellable = (one: Deployment, now: Date): boolean =>
  hasEnded(one) || now.getTime() - Date.parse(one.at) > LOST_AFTER_MS

/** The commits that each of these deployments was to bring: those up to its own that its environment did not have yet. */
function shippedBy(
  shown: readonly Deployment[],
  { deployments, commits }: Seen,
): ReadonlyMap<Deployment, readonly Commit[]> {
  const places = new Map(commits.map(({ sha }, index) => [sha, index]))
  const shipped = new Map<Deployment, readonly Commit[]>()
  // Newest first: what is behind this place is there already.
  const known = new Map<string, number>()
  for (const one of deployments.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const place = places.get(one.sha)
    const before = known.get(one.environment) ?? commits.length
    if (place === undefined || place >= before) continue
    if (shown.includes(one)) shipped.set(one, commits.slice(place, before))
    if (!hasFailed(one)) known.set(one.environment, place)
  }
  return shipped
}

function deploymentEntry(one: Deployment, commits: readonly Commit[], url: string): Evidence {
  const { id, at, sha, environment, status } = one
  const failed = hasFailed(one)
  const text = render('gathering/deployment', {
    commit: sha.slice(0, 7),
    environment,
    succeeded: status?.state === 'success',
    failed,
    endless: status !== null && !hasEnded(one),
    count: commits.length,
    ...titlesOf(commits),
  })
  return fromGitHub({
    at,
    end: status && hasEnded(one) && Date.parse(status.at) > Date.parse(at) ? status.at : null,
    kind: 'system',
    text: text.trim(),
    source: 'Deployments',
    link: status?.log ?? `${url}/deployments/${encodeURIComponent(environment.toWellFormed())}`,
    id: `deployment ${id}`,
    ...(failed ? { level: 'error' as const } : {}),
  })
}

/** Each pull request once, however many commits came with it. */
function titlesOf(commits: readonly Commit[]): { titles: string; more: number } {
  const titles = byPull(commits).map(([first]) => titleOf(first))
  return { titles: titles.slice(0, MOST_TITLES).join('; '), more: Math.max(0, titles.length - MOST_TITLES) }
}

const titleOf = ({ pull, title }: Commit): string => (pull ? `#${pull.number} ${pull.title}` : title)

type Together = readonly [Commit, ...Commit[]]

/** The newest first; commits of one pull request together, each other one alone. */
function byPull(commits: readonly Commit[]): Together[] {
  const found = new Map<string, [Commit, ...Commit[]]>()
  for (const commit of commits) {
    const key = commit.pull ? `#${commit.pull.number}` : commit.sha
    const known = found.get(key)
    if (known) known.push(commit)
    else found.set(key, [commit])
  }
  return [...found.values()]
}

const isRevert = ({ pull, title }: Commit): boolean => /^revert\b/i.test(pull?.title ?? title)

function revertEntry([commit]: Together): Evidence {
  const what = (commit.pull?.title ?? commit.title).replace(/^revert[\s:]*/i, '').replace(/^"(.*)"$/, '$1')
  return fromGitHub({
    at: commit.pull?.at ?? commit.at,
    kind: 'system',
    text: render('gathering/revert', { what, pull: commit.pull?.number ?? 0 }).trim(),
    source: commit.pull ? 'Pull requests' : 'Commits',
    link: commit.pull?.url ?? commit.url,
    id: `revert ${commit.pull?.number ?? commit.sha}`,
  })
}

function mergeEntry(commits: Together): Evidence {
  const [{ pull, at, url }] = commits
  const text = render('gathering/merge', {
    number: pull?.number ?? 0,
    title: pull?.title ?? '',
    count: commits.length,
  })
  return fromGitHub({
    at: pull?.at ?? at,
    kind: 'system',
    text: text.trim(),
    source: 'Pull requests',
    link: pull?.url ?? url,
    id: `pull ${pull?.number ?? 0}`,
  })
}

/** What was pushed without anything else between is one entry. */
function pushed(commits: readonly Commit[], branch: string, times: readonly string[]): Evidence[] {
  const groups = Map.groupBy(commits, ({ at }) => {
    const instant = new Date(at).toISOString()
    return times.filter((time) => time <= instant).length
  })
  return [...groups.values()].flatMap((group) => {
    const [newest, oldest] = [group[0], group.at(-1)]
    if (!newest || !oldest) return []
    const text = render('gathering/commits', { branch, count: group.length, ...titlesOf(group) })
    const end = Date.parse(newest.at) > Date.parse(oldest.at) ? newest.at : null
    return fromGitHub({
      at: oldest.at,
      end,
      kind: 'system',
      text: text.trim(),
      source: 'Commits',
      link: newest.url,
      id: `commit ${oldest.sha}`,
    })
  })
}

function releaseEntry({ id, at, tag, title, url }: Release): Evidence {
  return fromGitHub({
    at,
    kind: 'system',
    text: render('gathering/release', { tag, title: title === tag ? '' : (title ?? '') }).trim(),
    source: 'Releases',
    link: url,
    id: `release ${id}`,
  })
}

/** All failures of one workflow are one entry, at the time of the first. */
function failing(failures: readonly Failure[], branch: string): Evidence[] {
  const workflows = Map.groupBy(
    failures.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    ({ workflowId }) => workflowId,
  )
  return [...workflows.values()].flatMap((runs) => {
    const [first, last] = [runs[0], runs.at(-1)]
    if (!first || !last) return []
    return fromGitHub({
      at: first.at,
      end: runs.length > 1 ? last.at : null,
      kind: 'system',
      text: render('gathering/workflow', { workflow: first.workflow, branch, count: runs.length }).trim(),
      source: 'Actions',
      link: first.url,
      id: `workflow ${first.id}`,
    })
  })
}
