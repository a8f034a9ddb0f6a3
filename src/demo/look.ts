import type { Octokit } from '@octokit/rest'
import type { RepositoryName } from '../effects.ts'

/** GitHub as a person reads it: each of these is a page that somebody could open. */

const BOT = 'debrief[bot]'

/** What the story wants to go on with is not there: the message says what. */
export class Stopped extends Error {}

export function expected<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Stopped(`There is no ${what}.`)
  return value
}

/** The app's own comments on an issue, oldest first. */
export async function commentsOfApp(github: Octokit, where: RepositoryName, number: number) {
  const all = await github.paginate(github.rest.issues.listComments, {
    ...where,
    issue_number: number,
    per_page: 100,
  })
  return all.filter(({ user }) => user?.login === BOT).map(({ body }) => body ?? '')
}

/** The newest check "Postmortem" on a commit, with its annotations. */
export async function checkOn(github: Octokit, where: RepositoryName, sha: string) {
  const { data } = await github.rest.checks.listForRef({ ...where, ref: sha, check_name: 'Postmortem' })
  const run = expected(data.check_runs[0], `check “Postmortem” on commit ${sha.slice(0, 7)}`)
  const annotations = await github.paginate(github.rest.checks.listAnnotations, {
    ...where,
    check_run_id: run.id,
    per_page: 100,
  })
  return { conclusion: run.conclusion, title: run.output.title ?? '', annotations }
}

/** The issues of actions, open and closed, in the order in which they were made. */
export async function actionIssues(github: Octokit, where: RepositoryName) {
  return github.paginate(github.rest.issues.listForRepo, {
    ...where,
    labels: 'postmortem-action',
    state: 'all',
    direction: 'asc',
    per_page: 100,
  })
}
export type ActionIssue = Awaited<ReturnType<typeof actionIssues>>[number]

export const labelsOf = ({
  labels,
}: {
  readonly labels: readonly (string | { name?: string | null })[]
}): string[] => labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))).sort()

/** The calendar day of an issue's milestone. GitHub keeps midnight on its west coast, which is the same day in UTC. */
export const dueOf = ({ milestone }: Pick<ActionIssue, 'milestone'>): string | null =>
  milestone?.due_on?.slice(0, 10) ?? null

/** The dashboards: issues with the label that the app gives them. */
export async function dashboards(github: Octokit, where: RepositoryName) {
  const { data } = await github.rest.issues.listForRepo({
    ...where,
    labels: 'postmortem-digest',
    state: 'all',
  })
  return data
}

export async function documentOn(github: Octokit, where: RepositoryName, path: string, ref: string) {
  const { data } = await github.rest.repos.getContent({ ...where, path, ref })
  if (Array.isArray(data) || data.type !== 'file' || !('content' in data))
    throw new Stopped(`There is no file ${path} on ${ref}.`)
  return { sha: data.sha, text: Buffer.from(data.content, 'base64').toString('utf8') }
}
