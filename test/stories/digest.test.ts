import { describe, expect, it } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { readMarker } from '../../src/github/marker.ts'
import { SHOP, comments, declare, onStage, onlyPull, writes } from './stage.ts'

const MONDAY = '2026-11-23T09:00:00Z'
const NEXT_MONDAY = '2026-11-30T09:00:00Z'

const document = (rows: readonly string[]) => `---
title: Checkout errors
severity: sev1
---

# Checkout errors

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`

const A1 = '| A1 | detection | | Alert on replica lag above 30 s | @grace | 2026-11-26 | It fires | F1 |'
const A2 = '| A2 | prevention | p1 | Fail over by runbook only | @linus | 2026-12-15 | Two drills pass | F1 |'

/** A postmortem with two actions lands on the default branch, and each becomes an issue. */
async function trackActions(stage: Stage): Promise<number[]> {
  const files = { 'postmortems/1-checkout.md': document([A1, A2]) }
  stage.sandbox.seed.commit({ ...SHOP, branch: 'main', files, message: 'docs: postmortem', author: 'ada' })
  await stage.settle()
  const { data } = await stage
    .as('ada')
    .rest.issues.listForRepo({ ...SHOP, labels: 'postmortem-action', direction: 'asc' })
  return data.map(({ number }) => number)
}

async function tickAt(stage: Stage, instant: string): Promise<void> {
  stage.clock.set(instant)
  await stage.app.tick()
  await stage.settle()
}

async function dashboards(stage: Stage) {
  const query = { ...SHOP, labels: 'postmortem-digest', state: 'all' } as const
  return (await stage.as('ada').rest.issues.listForRepo(query)).data
}

async function dashboardOf(stage: Stage) {
  const [dashboard, ...others] = await dashboards(stage)
  if (!dashboard || others.length > 0) throw new Error(`expected one dashboard, found ${others.length + 1}`)
  return { ...dashboard, body: dashboard.body ?? '', digests: await comments(stage, dashboard.number) }
}

const pinned = async (stage: Stage): Promise<number[]> => {
  const query = `{ repository(owner: "acme", name: "shop") { pinnedIssues(first: 3) { nodes { issue { number } } } } }`
  const { repository } = await stage.as('ada').graphql<{
    repository: { pinnedIssues: { nodes: { issue: { number: number } }[] } }
  }>(query)
  return repository.pinnedIssues.nodes.map(({ issue }) => issue.number)
}

/** The app's own requests since then. */
/** But for what was told to be as before (304), which is free. */
const requests = (stage: Stage, since: number): string[] =>
  stage.sandbox.traffic.slice(since).flatMap((line) => {
    const counts = line.kind === 'api' && line.actor === 'installation' && line.status !== 304
    return counts ? [`${line.method} ${line.path}`] : []
  })

describe('the weekly digest', () => {
  it('comes on Monday at nine: a pinned dashboard with the scoreboard, and the week’s comment', async () => {
    const stage = await onStage()
    const [lag, runbook] = await trackActions(stage)
    await tickAt(stage, '2026-11-23T08:45:00Z')
    expect(await dashboards(stage)).toEqual([])
    await tickAt(stage, MONDAY)
    const { number, title, user, body, digests } = await dashboardOf(stage)
    expect({ title, login: user?.login }).toEqual({ title: 'Postmortem follow-ups', login: 'debrief[bot]' })
    expect(await pinned(stage)).toEqual([number])
    expect(body).toContain(`| #${lag} Alert on replica lag above 30 s | 2026-11-26 (soon) | \`grace\` |`)
    expect(body).toContain(`| #${runbook} Fail over by runbook only | 2026-12-15 | \`linus\` |`)
    expect(digests.map((each) => readMarker('digest', each.body ?? ''))).toEqual([{ week: '2026-W48' }])
    expect(digests[0]?.body).toContain(`- #${lag} Alert on replica lag above 30 s – due 2026-11-26, @grace`)
    expect(stage.sandbox.unhandled).toEqual([])
  })

  it('is written once a week, however often somebody looks', async () => {
    const stage = await onStage()
    await trackActions(stage)
    await tickAt(stage, MONDAY)
    const before = stage.sandbox.traffic.length
    for (const at of [MONDAY, '2026-11-23T09:15:00Z', '2026-11-25T12:00:00Z']) await tickAt(stage, at)
    expect(writes(stage, before)).toEqual([])
    await tickAt(stage, NEXT_MONDAY)
    const { digests } = await dashboardOf(stage)
    expect(digests.map((each) => readMarker('digest', each.body ?? '')?.['week'])).toEqual([
      '2026-W48',
      '2026-W49',
    ])
  })

  it('chases what is overdue by name, and thanks for what is done', async () => {
    const stage = await onStage()
    const [lag, runbook] = await trackActions(stage)
    await tickAt(stage, MONDAY)
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: runbook ?? 0, state: 'closed' })
    await stage.settle()
    expect((await dashboardOf(stage)).body).toContain('| 1 | 0 | 1 | 0 | 1 of 2 (50%) | 1 of 1 (100%) |')
    await tickAt(stage, NEXT_MONDAY)
    const { digests } = await dashboardOf(stage)
    const text = digests[1]?.body ?? ''
    expect(text).toMatch(
      new RegExp(`@grace: \\*\\*1 action overdue\\*\\*\\s+- #${lag} .* – due 2026-11-26, 4 days ago`),
    )
    expect(text).toContain(`- #${runbook} Fail over by runbook only – thank you, \`linus\``)
    expect(text).toContain('**1 of 2 actions done (50%)**; of those with a date, 1 of 1 on time (100%).')
  })

  it('counts an issue that is opened again, and follows a milestone that moved', async () => {
    const stage = await onStage()
    const [lag = 0] = await trackActions(stage)
    await tickAt(stage, MONDAY)
    const ada = stage.as('ada')
    await ada.rest.issues.update({ ...SHOP, issue_number: lag, state: 'closed' })
    await ada.rest.issues.update({ ...SHOP, issue_number: lag, state: 'open' })
    const { data: issue } = await ada.rest.issues.get({ ...SHOP, issue_number: lag })
    await tickAt(stage, '2026-11-28T12:00:00Z')
    expect((await dashboardOf(stage)).body).toContain('2026-11-26 **overdue**')
    await ada.rest.issues.updateMilestone({
      ...SHOP,
      milestone_number: issue.milestone?.number ?? 0,
      due_on: '2026-12-24T12:00:00Z',
    })
    await tickAt(stage, '2026-11-28T12:15:00Z')
    expect((await dashboardOf(stage)).body).toContain(
      `| #${lag} Alert on replica lag above 30 s | 2026-12-24 |`,
    )
    await ada.rest.issues.update({ ...SHOP, issue_number: lag, milestone: null })
    await stage.settle()
    expect((await dashboardOf(stage)).body).toContain(`| #${lag} Alert on replica lag above 30 s | no date |`)
  })

  it('names a postmortem whose incident was resolved longer ago than its severity allows', async () => {
    const stage = await onStage()
    const incident = await declare(stage)
    const pull = await onlyPull(stage)
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: incident, state: 'closed' })
    await stage.settle()
    await tickAt(stage, MONDAY)
    expect((await dashboardOf(stage)).digests[0]?.body).not.toContain('Postmortems past their date')
    await tickAt(stage, NEXT_MONDAY)
    expect((await dashboardOf(stage)).digests[1]?.body).toContain(
      `- #${pull.number} Postmortem: Checkout errors – of incident #${incident}, was due for review on 2026-11-23 (\`grace\`)`,
    )
  })

  it('stays quiet where nothing was ever promised', async () => {
    const stage = await onStage()
    await stage
      .as('ada')
      .rest.issues.create({ ...SHOP, title: 'A bug', labels: ['postmortem-action', 'postmortem-digest'] })
    await tickAt(stage, MONDAY)
    expect(writes(stage)).toEqual([])
  })

  it('keeps to the configured hour, zone, title and labels', async () => {
    const config = [
      'digest: { day: wednesday, hour: 17, zone: America/New_York, title: Our promises }',
      'actions: { label: follow-up }',
    ].join('\n')
    const files = { 'README.md': '# shop\n', '.github/postmortem.yml': config }
    const stage = await onStage({ repositories: [{ owner: 'acme', name: 'shop', files }] })
    await trackActions(stage)
    await tickAt(stage, '2026-11-25T21:59:00Z')
    expect(await dashboards(stage)).toEqual([])
    await tickAt(stage, '2026-11-25T22:00:00Z')
    const { title, digests } = await dashboardOf(stage)
    expect(title).toBe('Our promises')
    expect(digests[0]?.body).toContain('**0 of 2 actions done (0%)**')
  })

  it('goes on where three issues are pinned already', async () => {
    const stage = await onStage()
    const ada = stage.as('ada')
    for (const title of ['one', 'two', 'three']) {
      const { data } = await ada.rest.issues.create({ ...SHOP, title })
      await ada.graphql('mutation ($id: ID!) { pinIssue(input: { issueId: $id }) { issue { number } } }', {
        id: data.node_id,
      })
    }
    await trackActions(stage)
    await tickAt(stage, MONDAY)
    expect((await dashboardOf(stage)).digests).toHaveLength(1)
    expect(await stage.app.parked()).toEqual([])
  })

  it('that GitHub breaks off in the middle is finished by the next look, with one of each', async () => {
    const stage = await onStage()
    await trackActions(stage)
    const path = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
    stage.sandbox.faults.api({ method: 'POST', path, times: 1, answer: 'reset-after-write' })
    await tickAt(stage, MONDAY)
    await new Promise((resolve) => setTimeout(resolve, 50)) // the retry's backoff
    await stage.settle()
    const { digests } = await dashboardOf(stage)
    expect(digests).toHaveLength(1)
    expect(await pinned(stage)).toHaveLength(1)
  })

  it('needs few requests', async () => {
    const stage = await onStage()
    await trackActions(stage)
    await tickAt(stage, '2026-11-20T15:00:00Z') // as the sweep at the start does
    const count = async (at: string) => {
      const before = stage.sandbox.traffic.length
      await tickAt(stage, at)
      return requests(stage, before).filter((each) => each !== 'GET /installation/repositories')
    }
    const issue = 'POST /repos/acme/shop/issues'
    const settings = 'POST /graphql' // the sweep's one question where something changed, or is due
    // On Mondays, as at each midnight: is the folder's table still as it should be? Actions changed in its very second.
    const index = ['POST /graphql', 'POST /graphql']
    expect((await count(MONDAY)).map((each) => each.replace(/\d+/, 'N'))).toEqual([
      settings,
      'POST /graphql',
      'POST /repos/acme/shop/labels',
      issue,
      'POST /graphql',
      `${issue}/N/comments`,
      'PATCH /repos/acme/shop/issues/N',
      ...index,
    ])
    // The board has changed, by the app's own hand: is there a question on it, and does it still hold?
    const board = ['POST /graphql', 'POST /graphql']
    expect(await count('2026-11-23T09:15:00Z')).toEqual(['GET /repos/acme/shop/issues', settings, ...board])
    expect(await count('2026-11-23T09:30:00Z')).toEqual([])
    expect((await count(NEXT_MONDAY)).map((each) => each.replace(/\d+/, 'N'))).toEqual([
      settings,
      'POST /graphql',
      `${issue}/N/comments`,
      'PATCH /repos/acme/shop/issues/N',
      ...index,
    ])
  })
})

describe('people on the dashboard', () => {
  it('write above and below the scoreboard, and it stays', async () => {
    const stage = await onStage()
    const [lag = 0] = await trackActions(stage)
    await tickAt(stage, MONDAY)
    const { number, body } = await dashboardOf(stage)
    const ada = stage.as('ada')
    await ada.rest.issues.update({
      ...SHOP,
      issue_number: number,
      body: `Read me first.\n\n${body}\n\nSee the handbook.`,
    })
    await ada.rest.issues.update({ ...SHOP, issue_number: lag, state: 'closed' })
    await stage.settle()
    const after = await dashboardOf(stage)
    expect(after.body).toMatch(/^Read me first\.\n\n<!--[\s\S]*\n\nSee the handbook\.$/)
    expect(after.body).toContain('1 of 2 (50%)')
  })

  it('ask for a digest and are answered once, though the event comes twice', async () => {
    const stage = await onStage()
    await trackActions(stage)
    await tickAt(stage, MONDAY)
    const { number } = await dashboardOf(stage)
    stage.sandbox.faults.hooks({ event: 'issue_comment', times: 5, how: 'double' })
    const body = 'Let us see:\n/debrief digest'
    const { data } = await stage.as('ada').rest.issues.createComment({ ...SHOP, issue_number: number, body })
    await stage.settle()
    const { digests } = await dashboardOf(stage)
    expect(digests.map((each) => readMarker('digest', each.body ?? ''))).toEqual([
      { week: '2026-W48' },
      { answers: [data.id] },
    ])
  })

  it('ask on an incident, where the answer then stands; the incident’s other words get none', async () => {
    const stage = await onStage()
    const incident = await declare(stage)
    const other = (await stage.as('ada').rest.issues.create({ ...SHOP, title: 'A bug' })).data.number
    for (const issue_number of [incident, other])
      await stage.as('ada').rest.issues.createComment({ ...SHOP, issue_number, body: '/debrief digest' })
    await stage.settle()
    const answers = (await comments(stage, incident)).filter(({ body }) => readMarker('digest', body ?? ''))
    expect(answers).toHaveLength(1)
    expect(await comments(stage, other)).toEqual([])
  })

  it('who may not write there get no answer', async () => {
    const stage = await onStage()
    stage.sandbox.seed.user('mallory')
    const incident = await declare(stage)
    const before = stage.sandbox.traffic.length
    await stage
      .as('mallory')
      .rest.issues.createComment({ ...SHOP, issue_number: incident, body: '/debrief digest' })
    await stage.settle()
    expect(writes(stage, before)).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })
})
