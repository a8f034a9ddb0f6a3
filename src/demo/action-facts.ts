import type { Octokit } from '@octokit/rest'
import type { RepositoryName } from '../effects.ts'
import { CHECKOUT, OBSERVABILITY } from './cast.ts'
import { fact, type Fact } from './fact.ts'
import { actionIssues, documentOn, dueOf, labelsOf, type ActionIssue } from './look.ts'
import type { Story } from './story.ts'

interface Expected {
  readonly id: string
  readonly where: RepositoryName
  /** Words of its title. */
  readonly title: string
  readonly dri: string
  readonly due: string
  readonly labels: readonly string[]
  readonly state: 'open' | 'closed'
}

const ACTIONS: readonly Expected[] = [
  { id: 'A1', where: CHECKOUT, title: 'lag_alert_seconds', dri: 'jonas', due: '2026-10-20', labels: labels('prevention', 'p1'), state: 'closed' },
  { id: 'A2', where: OBSERVABILITY, title: 'heartbeat row', dri: 'tomas', due: '2026-10-21', labels: labels('detection', 'p1'), state: 'closed' },
  { id: 'A3', where: CHECKOUT, title: 'failover controller declines', dri: 'mira', due: '2026-10-21', labels: labels('mitigation', 'p1'), state: 'open' },
  { id: 'A4', where: CHECKOUT, title: 'ops catch-up', dri: 'lena', due: '2026-10-30', labels: labels('recovery', 'p2'), state: 'open' },
  { id: 'A5', where: CHECKOUT, title: 'Drill a failover', dri: 'priya', due: '2026-10-30', labels: labels('learning', 'p3'), state: 'open' },
] // prettier-ignore

function labels(category: string, priority: string): string[] {
  return [`action: ${category}`, 'postmortem-action', `priority: ${priority}`]
}

/** Each action of the document is one issue that says what the document says. */
export async function actionFacts(github: Octokit, story: Story): Promise<Fact[]> {
  const children = await github.paginate(github.rest.issues.listSubIssues, {
    ...CHECKOUT,
    issue_number: story.incident,
  })
  const urls = new Set(children.map(({ html_url: url }) => url))
  const found = new Map<RepositoryName, readonly ActionIssue[]>()
  for (const where of [CHECKOUT, OBSERVABILITY]) found.set(where, await actionIssues(github, where))
  const total = [...found.values()].map(({ length }) => length)
  const counted = fact(
    'There are four action issues in acme/checkout and one in acme/observability',
    total,
    [4, 1],
  )
  const each = await Promise.all(
    ACTIONS.map((expected) => actionFact(github, expected, found.get(expected.where) ?? [], urls, story)),
  )
  return [counted, ...each, milestoneFact(found.get(CHECKOUT) ?? [])]
}

async function actionFact(
  github: Octokit,
  { id, title, dri, due, labels, state }: Expected,
  issues: readonly ActionIssue[],
  children: ReadonlySet<string>,
  { path, merge }: Story,
): Promise<Fact> {
  const says = `${id} is an issue of @${dri}, due ${due}, ${state}, below the incident, and links its line`
  const all = issues.filter((issue) => issue.title.includes(title))
  const issue = all[0]
  if (!issue || all.length !== 1)
    return fact(says, `${all.length} issues with “${title}” in the title`, 'one issue')
  const found = {
    state: issue.state,
    people: (issue.assignees ?? []).map(({ login }) => login),
    due: dueOf(issue),
    labels: labelsOf(issue),
    below: children.has(issue.html_url),
    links: await lineLinked(github, issue.body ?? '', path, merge),
  }
  return fact(says, found, { state, people: [dri], due, labels, below: true, links: id })
}

/** The id in the line of the document that the issue's permalink opens. */
async function lineLinked(github: Octokit, body: string, path: string, merge: string): Promise<string> {
  const [, sha = '', line = ''] = /\/blob\/([0-9a-f]{40})\/\S+#L(\d+)/.exec(body) ?? []
  if (sha === '') return 'no permalink'
  // A later edit may have renewed the link; as long as it did not, it is the merge that is linked.
  const { text } = await documentOn(github, CHECKOUT, path, sha)
  const id =
    /^\| (A\d)/.exec(text.split('\n')[Number(line) - 1] ?? '')?.[1] ?? `line ${line} of ${sha.slice(0, 7)}`
  return sha === merge || id === 'A4' ? id : `${id} at ${sha.slice(0, 7)}, not at the merge`
}

function milestoneFact(issues: readonly ActionIssue[]): Fact {
  const numbers = issues
    .filter((issue) => dueOf(issue) === '2026-10-30')
    .map(({ milestone }) => milestone?.number)
  return fact(
    'The two that are due on one day share one milestone',
    [numbers.length, new Set(numbers).size],
    [2, 1],
  )
}
