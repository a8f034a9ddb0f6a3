import { describe, expect, it, vi } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { SHOP, comments, nameOf, onStage, writes } from './stage.ts'
import { writtenUp } from '../written-up.ts'

const PATH = 'postmortems/1-checkout.md'

interface Text {
  readonly incident?: string | null
  readonly after?: string
}

function postmortem(rows: readonly string[], { incident = '1', after = '' }: Text = {}): string {
  return writtenUp({ incident, rows, after })
}

const A1 =
  '| A1 | detection | | Alert on replica lag above 30 s | @grace | 2026-12-01 | It fires in the drill | F1 |'
const A2 = '| A2 | prevention | p3 | Fail over by runbook only | @linus | 2026-12-15 | Two drills pass | F1 |'

type Files = Readonly<Record<string, string | Uint8Array | null>>

function saveAll(stage: Stage, files: Files, branch = 'main'): string {
  return stage.sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: postmortem', author: 'ada' })
}

const save = (stage: Stage, text: string | Uint8Array | null, path = PATH): string =>
  saveAll(stage, { [path]: text })

/** A pull request with the document, merged; the first thing after the incident, so it is #2. */
async function merge(stage: Stage, content: string | Uint8Array, { base = 'main' } = {}): Promise<void> {
  const ada = stage.as('ada')
  if (base !== 'main') saveAll(stage, { 'base.txt': 'x' }, base)
  saveAll(stage, { [PATH]: content }, 'write-up')
  const { data } = await ada.rest.pulls.create({ ...SHOP, head: 'write-up', base, title: 'Postmortem' })
  await stage.settle()
  await ada.rest.pulls.merge({ ...SHOP, pull_number: data.number })
  await stage.settle()
}

async function children(stage: Stage) {
  const { data } = await stage.as('ada').rest.issues.listSubIssues({ ...SHOP, issue_number: 1 })
  return data
}

/** All that the app asked of GitHub. */
const requests = (stage: Stage, since: number): string[] =>
  stage.sandbox.traffic.slice(since).flatMap((line) => {
    return line.kind === 'api' && line.actor === 'installation' ? [nameOf(line)] : []
  })

/** Retries wait a little: tries until it holds. */
const later = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 5_000, interval: 50 })

const namesOf = (labels: readonly (string | { name?: string })[] = []): string[] =>
  labels
    .map((label) => (typeof label === 'string' ? label : (label.name ?? '')))
    .toSorted((a, b) => a.localeCompare(b))

/** An incident without a label: an issue that only the document knows. */
async function incident(stage: Stage): Promise<number> {
  const { data } = await stage.as('ada').rest.issues.create({ ...SHOP, title: 'Checkout errors' })
  await stage.settle()
  return data.number
}

async function actionIssues(stage: Stage, repo = 'shop') {
  const { data } = await stage.as('ada').rest.issues.listForRepo({
    owner: 'acme',
    repo,
    state: 'all',
    labels: 'postmortem-action',
    direction: 'asc',
  })
  return data
}

const ISSUE_WRITES = /\/issues\/\d+$|\/issues$|milestones|labels|comments|addSubIssue/

/** The app's own writes that tracking makes, since that point of the traffic. */
const tracking = (stage: Stage, since = 0): string[] =>
  writes(stage, since).filter((line) => ISSUE_WRITES.test(line))

describe('a postmortem comes to the default branch', () => {
  it('and each action is one issue, under the incident, with its DRI, its date and the line that says so', async () => {
    const stage = await onStage()
    const number = await incident(stage)
    const sha = save(stage, postmortem([A1, A2]))
    await stage.settle()
    const [first, second, ...others] = await actionIssues(stage)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      title: 'Alert on replica lag above 30 s',
      user: { login: 'debrief[bot]' },
      assignees: [{ login: 'grace' }],
      milestone: { title: 'Actions due 2026-12-01', due_on: '2026-12-01T08:00:00Z' },
    })
    expect(namesOf(first?.labels)).toEqual(['action: detection', 'postmortem-action', 'priority: p1'])
    expect(second?.assignees?.map(({ login }) => login)).toEqual(['linus'])
    const line = postmortem([A1, A2]).split('\n').indexOf(A1) + 1
    expect(first?.body).toContain(`${stage.sandbox.url}/acme/shop/blob/${sha}/${PATH}?plain=1#L${line}`)
    const { data: children } = await stage
      .as('ada')
      .rest.issues.listSubIssues({ ...SHOP, issue_number: number })
    expect(children.map((child) => child.number)).toEqual([first?.number, second?.number])
    const [summary, ...more] = await comments(stage, number)
    expect(more).toEqual([])
    expect(summary?.body).toContain(`due 2026-12-15: ${second?.html_url}`)
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('by a merge: the event of the merge and that of the push together make each thing once', async () => {
    const stage = await onStage()
    await incident(stage)
    stage.sandbox.faults.hooks({ times: 50, how: 'double' })
    await merge(stage, postmortem([A1, A2]))
    expect(await actionIssues(stage)).toHaveLength(2)
    expect(await comments(stage, 1)).toHaveLength(1)
  })

  it('two of one incident in one merge: the actions of both, each once', async () => {
    const stage = await onStage()
    await incident(stage)
    saveAll(stage, { 'postmortems/1-part-two.md': postmortem([A1, A2]) }, 'write-up')
    await merge(stage, postmortem([A1]))
    expect(await actionIssues(stage)).toHaveLength(3)
    const before = stage.sandbox.traffic.length
    saveAll(stage, {
      [PATH]: postmortem([A1], { after: 'More.\n' }),
      'postmortems/1-part-two.md': postmortem([A1, A2], { after: 'More.\n' }),
    })
    await stage.settle()
    expect(tracking(stage, before)).toEqual([])
  })

  it('and a push of something else, or of the same again, writes nothing', async () => {
    const stage = await onStage()
    await incident(stage)
    save(stage, postmortem([A1, A2]))
    await stage.settle()
    const before = stage.sandbox.traffic.length
    save(stage, '# Read me\n', 'README.md')
    save(
      stage,
      '# How we write postmortems\n\n## Actions\n\n- Something @ada 2026-12-01\n',
      'postmortems/README.md',
    )
    save(stage, `${postmortem([A1, A2])}\nOne more sentence.\n`)
    await stage.settle()
    expect(tracking(stage, before)).toEqual([])
  })

  it('of ten actions: one read, a write for each action, and three more but for the labels', async () => {
    const stage = await onStage()
    await incident(stage)
    const rows = Array.from({ length: 10 }, (_, index) =>
      A1.replace('A1', `A${index + 1}`).replace('30 s', `${index} s`),
    )
    const before = stage.sandbox.traffic.length
    save(stage, postmortem(rows))
    await stage.settle()
    const calls = requests(stage, before)
    const counted = Object.entries(Object.groupBy(calls, (call) => call)).map(([call, all]) => [
      call,
      all?.length,
    ])
    expect(Object.fromEntries(counted)).toEqual({
      'POST /graphql': 3, // two ask what the index has to tell
      'POST /graphql createCommitOnBranch': 1,
      'POST /repos/acme/shop/labels': 3,
      'POST /repos/acme/shop/milestones': 1,
      'POST /repos/acme/shop/issues': 10,
      'POST /repos/acme/shop/issues/1/comments': 1,
      'POST /graphql addSubIssue': 1,
    })
  })

  it('that is named by its day, or by the team’s own settings: what was guessed wrong is asked anew', async () => {
    const stage = await onStage()
    await incident(stage)
    const config = 'actions:\n  label: follow-up\n'
    save(stage, postmortem([A1]), 'postmortems/2026-11-20-checkout.md')
    await stage.settle()
    expect(await children(stage)).toHaveLength(1)
    save(stage, config, '.github/postmortem.yml')
    save(stage, postmortem([A2]), 'postmortems/1-checkout.md')
    await stage.settle()
    save(stage, postmortem([A2, A1.replace('A1', 'A3')]), 'postmortems/1-checkout.md')
    await stage.settle()
    save(stage, `${config}postmortem:\n  folder: writeups\n`, '.github/postmortem.yml')
    save(stage, postmortem([A1]), 'writeups/1-checkout.md')
    await stage.settle()
    const labels = (await children(stage)).map((child) => namesOf(child.labels)[1])
    expect(labels).toEqual(['postmortem-action', 'follow-up', 'follow-up', 'follow-up'])
    const before = stage.sandbox.traffic.length
    save(stage, postmortem([A1], { after: 'More.\n' }), 'writeups/1-checkout.md')
    await stage.settle()
    expect(tracking(stage, before)).toEqual([])
  })

  it('with more issues and milestones than one page holds', async () => {
    const stage = await onStage()
    const rows = Array.from({ length: 105 }, (_, index) => {
      const day = new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10)
      return A1.replace('A1', `A${index + 1}`)
        .replace('30 s', `${index} s`)
        .replace('2026-12-01', day)
    })
    save(stage, postmortem(rows, { incident: null }))
    await stage.settle()
    const { data } = await stage
      .as('ada')
      .rest.search.issuesAndPullRequests({ q: 'repo:acme/shop label:postmortem-action' })
    expect(data.total_count).toBe(105)
    const before = stage.sandbox.traffic.length
    save(stage, postmortem(rows, { incident: null, after: 'More.\n' }))
    await stage.settle()
    expect(tracking(stage, before)).toEqual([])
  })
})

describe('GitHub fails half-way', () => {
  it('after an issue was made, unheard: the next try finds it, and makes the rest', async () => {
    const stage = await onStage()
    await incident(stage)
    const path = '/repos/{owner}/{repo}/issues'
    stage.sandbox.faults.api({ method: 'POST', path, times: 1, answer: 'reset-after-write' })
    const links = { method: 'POST', path: '/graphql', body: /addSubIssue/ } as const
    stage.sandbox.faults.api({ ...links, times: 1, answer: { status: 502 } })
    save(stage, postmortem([A1, A2]))
    await stage.settle()
    await later(async () => expect(await children(stage)).toHaveLength(2))
    expect(await actionIssues(stage)).toHaveLength(2)
    expect(await comments(stage, 1)).toHaveLength(1)
  })
})

describe('the document changes later', () => {
  it('and the issue follows in what changed; what a person changed stays', async () => {
    const stage = await onStage()
    await incident(stage)
    save(stage, postmortem([A1, A2]))
    await stage.settle()
    const ada = stage.as('ada')
    const [first] = await actionIssues(stage)
    const own = { ...SHOP, issue_number: first?.number ?? 0 }
    await ada.rest.issues.update({
      ...own,
      title: 'Alert on lag',
      body: `${first?.body}\n\nOrdered a pager.`,
    })
    await ada.rest.issues.addLabels({ ...own, labels: ['team: data'] })
    save(stage, postmortem([A1.replace('@grace', '@radia').replace('2026-12-01', '2026-12-15'), A2]))
    await stage.settle()
    const { data } = await ada.rest.issues.get(own)
    expect(data).toMatchObject({
      title: 'Alert on lag',
      assignees: [{ login: 'radia' }],
      milestone: { title: 'Actions due 2026-12-15' },
    })
    expect(data.body).toMatch(/`radia`[^]*Ordered a pager\.$/)
    expect(namesOf(data.labels)).toContain('team: data')
  })

  it('ticked off: closed with a comment; taken out: a comment, and open', async () => {
    const stage = await onStage()
    await incident(stage)
    save(stage, postmortem([A1, A2]))
    await stage.settle()
    save(stage, postmortem([A1.replace('| Alert', '| [x] Alert')]))
    await stage.settle()
    const [first, second] = await actionIssues(stage)
    expect([first?.state, second?.state]).toEqual(['closed', 'open'])
    expect((await comments(stage, first?.number ?? 0)).map(({ body }) => body)).toEqual([
      expect.stringContaining('ticked off'),
    ])
    expect((await comments(stage, second?.number ?? 0)).map(({ body }) => body)).toEqual([
      expect.stringContaining('A2 is no longer in'),
    ])
    const before = stage.sandbox.traffic.length
    save(stage, postmortem([A1.replace('| Alert', '| [x] Alert')], { after: 'More.\n' }))
    await stage.settle()
    expect(tracking(stage, before)).toEqual([])
  })

  it.each(['1', null])('renamed (incident %s): the same issues, with the new address', async (number) => {
    const stage = await onStage()
    await incident(stage)
    const text = postmortem([A1, A2], { incident: number })
    save(stage, text)
    await stage.settle()
    stage.sandbox.faults.hooks({ event: 'push', times: 1, how: 'double' })
    saveAll(stage, { [PATH]: null, 'postmortems/2026/checkout.md': text })
    await stage.settle()
    const issues = await actionIssues(stage)
    expect(issues).toHaveLength(2)
    expect(issues[0]?.body).toContain('postmortems/2026/checkout.md?plain=1')
    expect(await comments(stage, issues[0]?.number ?? 0)).toEqual([])
  })

  it('moved in two pushes, the removal heard of first: nobody is told that it is gone', async () => {
    const stage = await onStage()
    await incident(stage)
    save(stage, postmortem([A1]))
    await stage.settle()
    stage.sandbox.faults.hooks({ event: 'push', times: 1, how: 'reorder' })
    save(stage, postmortem([A1]), 'postmortems/2026/checkout.md')
    save(stage, null)
    await stage.settle()
    const issues = await actionIssues(stage)
    expect(issues).toHaveLength(1)
    expect(await comments(stage, issues[0]?.number ?? 0)).toEqual([])
  })

  it('removed: each open issue hears of it once', async () => {
    const stage = await onStage()
    await incident(stage)
    save(stage, postmortem([A1]))
    await stage.settle()
    stage.sandbox.faults.hooks({ event: 'push', times: 1, how: 'double' })
    save(stage, null)
    await stage.settle()
    const [first] = await actionIssues(stage)
    expect(first?.state).toBe('open')
    expect(await comments(stage, first?.number ?? 0)).toHaveLength(1)
  })

  it('where somebody took the label or the whole body off an issue, it is not made again', async () => {
    const stage = await onStage()
    await incident(stage)
    save(stage, postmortem([A1, A2]))
    await stage.settle()
    const ada = stage.as('ada')
    const [first, second] = await actionIssues(stage)
    await ada.rest.issues.setLabels({ ...SHOP, issue_number: first?.number ?? 0, labels: [] })
    await ada.rest.issues.update({ ...SHOP, issue_number: second?.number ?? 0, body: 'All mine.' })
    save(stage, postmortem([A1, A2], { after: 'More.\n' }))
    await stage.settle()
    expect(await actionIssues(stage)).toHaveLength(1)
    const { data } = await ada.rest.issues.get({ ...SHOP, issue_number: second?.number ?? 0 })
    expect(data.body).toMatch(/^All mine\.\s+<!-- debrief/)
  })
})

describe('an action names another repository', () => {
  const A3 = A1.replace('Alert', 'acme/infra: Alert')
  const repositories = (infra: object) => [
    { owner: 'acme', name: 'shop' },
    { owner: 'acme', name: 'infra', ...infra },
  ]

  it('and its issue is made there, as a sub-issue of the incident here', async () => {
    const stage = await onStage({ repositories: repositories({}) })
    await incident(stage)
    save(stage, postmortem([A3, A2]))
    await stage.settle()
    const [issue] = await actionIssues(stage, 'infra')
    expect(issue).toMatchObject({
      assignees: [{ login: 'grace' }],
      milestone: { title: 'Actions due 2026-12-01' },
    })
    expect(issue?.body).toContain('acme/shop#1')
    expect((await children(stage)).map(({ html_url }) => html_url)).toContain(issue?.html_url)
    const before = stage.sandbox.traffic.length
    save(stage, postmortem([A1.replace('2026-12-01', '2026-12-02'), A2]))
    await stage.settle()
    expect((await actionIssues(stage, 'infra'))[0]?.milestone?.title).toBe('Actions due 2026-12-02')
    expect(await actionIssues(stage)).toHaveLength(1)
    expect(tracking(stage, before)).not.toContain('POST /repos/acme/shop/issues')
  })

  it.each([
    ['whose issues are switched off', { issues: false }, 'switched off'],
    ['that is archived', { archived: true }, 'archived'],
  ])('%s: the incident hears of it, once', async (_, infra, words) => {
    const stage = await onStage({ repositories: repositories(infra) })
    await incident(stage)
    save(stage, postmortem([A3, A2]))
    save(stage, postmortem([A3, A2], { after: 'More.\n' }))
    await stage.settle()
    const said = (await comments(stage, 1)).filter(({ body }) => body?.includes('acme/infra'))
    expect(said.map(({ body }) => body)).toEqual([expect.stringContaining(words)])
    expect(await actionIssues(stage)).toHaveLength(1)
    expect(await stage.app.parked()).toEqual([])
  })

  it.each([true, false])(
    'where the app is not installed (private: %s): the incident hears of it',
    async (isPrivate) => {
      const stage = await onStage()
      stage.sandbox.seed.repository({ owner: 'radia', name: 'infra', private: isPrivate })
      await incident(stage)
      save(stage, postmortem([A1.replace('Alert', 'radia/infra: Alert')]))
      await stage.settle()
      expect((await comments(stage, 1)).map(({ body }) => body)).toEqual([
        expect.stringMatching(/\*\*radia\/infra\*\*[^]*install the app on that repository/),
      ])
      expect(await stage.app.parked()).toEqual([])
    },
  )
})

describe('bad input', () => {
  it('a DRI who cannot be assigned: the issue is made, and both places say so', async () => {
    const stage = await onStage()
    stage.sandbox.seed.user('stranger')
    await incident(stage)
    save(stage, postmortem([A1.replace('@grace', '@stranger'), A2.replace('@linus', '@nobody-at-all')]))
    await stage.settle()
    const issues = await actionIssues(stage)
    expect(issues.map(({ assignees }) => assignees)).toEqual([[], []])
    expect(issues[0]?.body).toContain('cannot be assigned in acme/shop')
    expect((await comments(stage, 1))[0]?.body).toMatch(/A1.*cannot be assigned[^]*A2.*cannot be assigned/)
  })

  it.each([['99'], ['2'], [null]])(
    'an incident %s that is no issue: the issues are made without a parent',
    async (number) => {
      const stage = await onStage()
      await incident(stage)
      await merge(stage, postmortem([A1], { incident: number }))
      const issues = await actionIssues(stage)
      expect(issues).toHaveLength(1)
      expect(await children(stage)).toEqual([])
      expect(await stage.app.parked()).toEqual([])
      // The pull request is #2.
      expect(
        (await comments(stage, 2)).filter(({ body }) => body?.includes('tracked as issues')),
      ).toHaveLength(1)
    },
  )

  it.each([
    ['a picture', Uint8Array.from([137, 80, 78, 71, 0, 1, 2]), 'not a text file'],
    ['5 MB of text', 'word '.repeat(1_000_000), 'larger than 1 MB'],
  ])('%s for a document: told on the pull request', async (_, content, words) => {
    const stage = await onStage()
    await incident(stage)
    await merge(stage, content)
    const told = (await comments(stage, 2)).filter(({ body }) => body?.includes('cannot track'))
    expect(told.map(({ body }) => body)).toEqual([expect.stringContaining(words)])
    expect(await actionIssues(stage)).toEqual([])
  })

  it('600 KB of text, which GraphQL cuts, is read in whole', async () => {
    const stage = await onStage()
    await incident(stage)
    const long = postmortem([A1]).replace(
      '## Contributing',
      `${'Twelve words in a line that is as long as lines are.\n'.repeat(12_000)}\n\n## Contributing`,
    )
    save(stage, long)
    await stage.settle()
    expect(await actionIssues(stage)).toHaveLength(1)
  })

  it('broken front matter, CRLF, emoji and right-to-left text', async () => {
    const stage = await onStage()
    const broken = postmortem([A1.replace('Alert', '🚨 Alert עברית'), A2])
      .replace('severity: sev1', 'severity: [sev1')
      .replaceAll('\n', '\r\n')
    save(stage, broken)
    await stage.settle()
    const issues = await actionIssues(stage)
    expect(issues.map(({ title }) => title)).toEqual([
      '🚨 Alert עברית on replica lag above 30 s',
      'Fail over by runbook only',
    ])
  })

  it('somebody else’s issue with the label and a copied marker is nobody’s action', async () => {
    const stage = await onStage()
    await incident(stage)
    save(stage, postmortem([A1]))
    await stage.settle()
    const [first] = await actionIssues(stage)
    const copy = {
      title: 'Forged',
      body: (first?.body ?? '').replace('"A1"', '"A2"'),
      labels: ['postmortem-action'],
    }
    const { data: forged } = await stage.as('ada').rest.issues.create({ ...SHOP, ...copy })
    save(stage, postmortem([A1, A2]))
    await stage.settle()
    expect(await actionIssues(stage)).toHaveLength(3)
    expect(await comments(stage, forged.number)).toEqual([])
  })

  it('a pull request that is merged into another branch is none of our business', async () => {
    const stage = await onStage()
    await incident(stage)
    stage.sandbox.faults.hooks({ event: 'push', times: 1, how: 'drop' })
    save(stage, postmortem([A1], { incident: null }))
    await stage.settle()
    await merge(stage, postmortem([A1, A2], { incident: null }), { base: 'release' })
    expect(await actionIssues(stage)).toEqual([])
    expect((await comments(stage, 2)).filter(({ body }) => body?.includes('tracked'))).toEqual([])
  })
})
