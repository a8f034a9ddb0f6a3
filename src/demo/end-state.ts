import type { Octokit } from '@octokit/rest'
import { CHECKOUT, OBSERVABILITY } from './cast.ts'
import { actionIssues, checkOn, commentsOfApp, dashboards, documentOn, labelsOf } from './look.ts'
import type { ActionIssue } from './look.ts'
import { actionFacts } from './action-facts.ts'
import { fact, type Fact } from './fact.ts'
import { TOKEN, blockOf, tableOf } from './scenes/gathering.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

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

async function incidentFacts(github: Octokit, { incident, pull }: Story): Promise<Fact[]> {
  const { data: issue } = await github.rest.issues.get({ ...CHECKOUT, issue_number: incident })
  const told = await commentsOfApp(github, CHECKOUT, incident)
  return [
    fact(
      'The incident is closed, with its two labels',
      [issue.state, ...labelsOf(issue)],
      ['closed', 'incident', 'sev1'],
    ),
    fact(
      'One comment on it links the postmortem, and says that it is merged',
      told.filter((body) => body.includes(`merged: #${pull}.`)).length,
      1,
    ),
    fact(
      'One comment on it lists the five actions',
      told.map((body) => body.match(/^- \*\*A\d\*\*/gm)?.length ?? 0).filter((actions) => actions > 0),
      [5],
    ),
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

async function pullFacts(
  github: Octokit,
  { pull, path, branch, first, second, written, alike }: Story,
): Promise<Fact[]> {
  const { data } = await github.rest.pulls.get({ ...CHECKOUT, pull_number: pull })
  const { data: pulls } = await github.rest.pulls.list({ ...CHECKOUT, state: 'all' })
  const before = await checkOn(github, CHECKOUT, first)
  const after = await checkOn(github, CHECKOUT, second)
  const { text } = await documentOn(github, CHECKOUT, path, 'main')
  const { text: listed } = await documentOn(github, CHECKOUT, 'postmortems/README.md', 'main')
  const theirs = withoutBlocks(written.replace('@lena | 2026-10-23', '@lena | 2026-10-30'))
  const people = (data.assignees ?? []).map(({ login }) => login)
  return [
    fact(
      'There is one postmortem pull request, merged',
      [pulls.filter(({ head }) => head.ref === branch).length, data.merged, data.draft],
      [1, true, false],
    ),
    fact(
      'It has the label, and the incident’s responder',
      [labelsOf(data), people],
      [['postmortem'], ['mira']],
    ),
    fact(
      'The check failed on the blameful draft, with reasons',
      [before.conclusion, before.annotations.length > 10],
      ['failure', true],
    ),
    fact(
      'The check passed on the document that was reviewed, without a word',
      [after.conclusion, after.annotations.length],
      ['success', 0],
    ),
    fact('Beside the app’s blocks, the document on `main` is what people wrote', withoutBlocks(text), theirs),
    fact('The table of the folder lists it', listed.match(/^\| 2026-.*/gm)?.length, 1),
    ...blockFacts(text),
    fact(
      'The pull request of the incident a month later names it',
      pulls.find(({ number }) => number === alike)?.body?.includes(`/${path}>`),
      true,
    ),
  ]
}

const withoutBlocks = (text: string): string =>
  text.replace(/<!-- debrief:(\w+) [^]*?<!-- \/debrief:\1 -->/g, '').replace(/\n{3,}/g, '\n\n')

function blockFacts(text: string): Fact[] {
  const rows = tableOf(text, 'timeline')
  const seenBy = [
    'Deployments',
    'PagerDuty',
    'controller on orders-failover',
    '/cloud/eu-west/storage',
    'jonas',
  ]
  const missing = seenBy.filter((source) => !rows.some((row) => row.includes(source)))
  const times = rows.map((row) => row.slice(2, 18)).filter((time) => time.startsWith('2026'))
  const shown = (metric: string) => tableOf(text, 'metrics').find((row) => row.includes(metric))
  return [
    fact('The timeline has what GitHub, three tools and people saw', missing, []),
    fact('… in the order of time', times, times.toSorted()),
    fact('No token stands in it', text.includes(TOKEN), false),
    fact('Its metrics are computed', shown('Time to mitigate'), '| Time to mitigate | 55 min |'),
    fact(
      'Its causal map is drawn, with actions on their factors',
      /flowchart[^]*A3/.test(blockOf(text, 'factors')),
      true,
    ),
  ]
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
  const [other] = await dashboards(github, OBSERVABILITY)
  const toldThere = await commentsOfApp(github, OBSERVABILITY, other?.number ?? 0)
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
    fact('It got one digest a week', weeksOf(told), ['2026-W42', '2026-W43', '2026-W44']),
    fact('So did the one of acme/observability', weeksOf(toldThere), ['2026-W42', '2026-W43', '2026-W44']),
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

const weeksOf = (digests: readonly string[]) => digests.map((body) => /2026-W\d\d/.exec(body)?.[0])

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
