import type { Octokit } from '@octokit/rest'
import type { RepositoryName } from '../effects.ts'
import { render } from '../templates.ts'
import { CHECKOUT, OBSERVABILITY } from './cast.ts'
import { actionIssues, checkOn, commentsOfApp, dashboards, documentOn, dueOf, labelsOf } from './look.ts'
import type { ActionIssue } from './look.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

/** One thing that has to be true in the end; `wrong` says what is not, null where all is well. */
export interface Fact {
  readonly says: string
  readonly wrong: string | null
}

/** The end of the story, read off GitHub as a person reads it: nothing is taken from anybody's memory. */
export async function endState(stage: Stage, story: Story): Promise<Fact[]> {
  const github = stage.as('priya')
  return [
    ...(await incidentFacts(github, story)),
    ...(await pullFacts(github, story)),
    ...(await actionFacts(github, story)),
    ...(await digestFacts(github, story)),
  ]
}

/** `holds` is compared as JSON with what was found. */
function fact(says: string, found: unknown, wanted: unknown): Fact {
  const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)]
  return { says, wrong: is === should ? null : `found ${is}, and it should be ${should}` }
}

async function incidentFacts(github: Octokit, { incident, pull }: Story): Promise<Fact[]> {
  const { data: issue } = await github.rest.issues.get({ ...CHECKOUT, issue_number: incident })
  const told = await commentsOfApp(github, CHECKOUT, incident)
  const link = told.filter((body) => body.includes(`#${pull}`) && body.includes('2026-10-09 15:30 UTC'))
  return [
    fact(
      'The incident is closed, with its two labels',
      [issue.state, ...labelsOf(issue)],
      ['closed', 'incident', 'sev1'],
    ),
    fact('One comment on it links the postmortem and names the day that the review was due', link.length, 1),
    fact(
      'One comment on it answers `/debrief digest`',
      told.filter((body) => body.includes('as of 2026-10-28')).length,
      1,
    ),
    fact(
      'It shows five sub-issues, two of them done',
      [issue.sub_issues_summary?.total, issue.sub_issues_summary?.completed],
      [5, 2],
    ),
  ]
}

async function pullFacts(github: Octokit, { pull, path, incident, first, second }: Story): Promise<Fact[]> {
  const { data } = await github.rest.pulls.get({ ...CHECKOUT, pull_number: pull })
  const { data: pulls } = await github.rest.pulls.list({ ...CHECKOUT, state: 'all' })
  const before = await checkOn(github, CHECKOUT, first)
  const after = await checkOn(github, CHECKOUT, second)
  const { text } = await documentOn(github, CHECKOUT, path, 'main')
  const document = render('demo/postmortem', { incident }).replace('@lena | 2026-10-23', '@lena | 2026-10-30')
  const people = (data.assignees ?? []).map(({ login }) => login)
  return [
    fact(
      'There is one postmortem pull request, merged',
      [pulls.length, data.merged, data.draft],
      [1, true, false],
    ),
    fact(
      'It has the label, and the incident’s responder',
      [labelsOf(data), people],
      [['postmortem'], ['mira']],
    ),
    fact(
      'The check failed on the blameful draft, with reasons',
      [before.conclusion, before.annotations.length > 20],
      ['failure', true],
    ),
    fact(
      'The check passed on the document that was reviewed, without a word',
      [after.conclusion, after.annotations.length],
      ['success', 0],
    ),
    fact('The document on `main` is the one that people wrote', text === document, true),
  ]
}

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

async function actionFacts(github: Octokit, story: Story): Promise<Fact[]> {
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

const PINNED =
  '{ repository(owner: "acme", name: "checkout") { pinnedIssues(first: 3) { nodes { issue { number } } } } }'
interface Pinned {
  readonly repository: {
    readonly pinnedIssues: { readonly nodes: readonly { readonly issue: { readonly number: number } }[] }
  }
}

async function digestFacts(github: Octokit, { untouched }: Story): Promise<Fact[]> {
  const boards = await dashboards(github, CHECKOUT)
  const [board] = boards
  if (!board) return [fact('acme/checkout has one dashboard', 0, 1)]
  const told = await commentsOfApp(github, CHECKOUT, board.number)
  const weeks = told.map((body) => /2026-W\d\d/.exec(body)?.[0])
  const last = told.at(-1) ?? ''
  const overdue = /### Overdue([\s\S]*?)(?=\n### |$)/.exec(last)?.[1] ?? ''
  const thanks = /### Closed([\s\S]*?)(?=\n### |$)/.exec(last)?.[1] ?? ''
  const { repository } = await github.graphql<Pinned>(PINNED)
  const pinned = repository.pinnedIssues.nodes.map(({ issue }) => issue.number)
  return [
    fact(
      'acme/checkout has one dashboard, open and pinned',
      [boards.length, board.state, pinned],
      [1, 'open', [board.number]],
    ),
    fact('It got one digest a week', weeks, ['2026-W42', '2026-W43', '2026-W44']),
    fact(
      'The last one asks the two whose actions were late then',
      [...overdue.matchAll(/@\w+/g)].map(([name]) => name),
      ['@mira', '@lena'],
    ),
    fact(
      '… and thanks the one who is done',
      [...thanks.matchAll(/`(\w+)`/g)].map(([, name]) => name).filter((name) => name === 'jonas'),
      ['jonas'],
    ),
    fact('The edit of the document changed A4 only', await changed(github, untouched), []),
  ]
}

/** Which of these issues look different now, or were written on since. */
async function changed(github: Octokit, before: readonly ActionIssue[]): Promise<string[]> {
  const now = new Map((await actionIssues(github, CHECKOUT)).map((issue) => [issue.number, issue]))
  return before.flatMap((then) => {
    const issue = now.get(then.number)
    return issue && issue.updated_at === then.updated_at && issue.comments === then.comments
      ? []
      : [`#${then.number}`]
  })
}
