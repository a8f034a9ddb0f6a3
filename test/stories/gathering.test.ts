import { describe, expect, it } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { readManifest } from '../../src/manifest.ts'
import { SHOP, checkOf, comments, declare, documentOf, onStage, onlyPull, writes } from './stage.ts'

const BRANCH = 'postmortem/1'
/** The rows of the timeline, without their sources. */
const rowsOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const [, time = '', event = ''] = /^\| (2026-\S+ \S+) \| (.*?) \| [[`]/.exec(line) ?? []
    return time === '' ? [] : [`${time.slice(11)} ${event}`]
  })

async function open(stage: Stage) {
  const number = await declare(stage)
  const pull = await onlyPull(stage)
  return { number, pull: pull.number, read: () => documentOf(stage, pull.number) }
}

function push(stage: Stage, title: string, branch = 'main', files: Record<string, string> = {}) {
  const named = { [`src/${title.replaceAll(/\W+/g, '-')}.txt`]: title }
  const content = Object.keys(files).length > 0 ? files : named
  return stage.sandbox.seed.commit({ ...SHOP, branch, message: title, author: 'linus', files: content })
}

async function deploy(stage: Stage, ref: string, state: 'success' | 'failure', environment = 'production') {
  const { rest } = stage.as('linus')
  const { data } = await rest.repos.createDeployment({ ...SHOP, ref, environment, required_contexts: [] })
  if (!('id' in data)) throw new Error('not deployed')
  const deployment_id = data.id
  await rest.repos.createDeploymentStatus({ ...SHOP, deployment_id, state: 'in_progress' })
  stage.clock.forward({ minutes: 2 })
  await rest.repos.createDeploymentStatus({ ...SHOP, deployment_id, state, log_url: 'https://ci.example/1' })
}

describe('what GitHub saw around an incident', () => {
  it('stands in its timeline: twelve commits that were deployed are one entry, and nothing older', async () => {
    const stage = await onStage({ at: '2026-11-20T09:00:00Z' })
    await deploy(stage, push(stage, 'Old news'), 'success')
    stage.clock.set('2026-11-20T13:00:00Z')
    const shas = Array.from({ length: 12 }, (_, index) => push(stage, `Step ${index + 1}`))
    stage.clock.set('2026-11-20T14:10:00Z')
    await deploy(stage, shas.at(-1) ?? '', 'success')
    stage.clock.set('2026-11-20T14:20:00Z')
    const { pull, read } = await open(stage)
    const { text } = await read()
    expect(rowsOf(text)).toEqual([
      `14:10–14:12 Deployment of ${shas.at(-1)?.slice(0, 7)} to production succeeded, with 12 commits: Step 12; Step 11; Step 10; and 9 more`,
      '14:20 Incident declared: Checkout errors',
      '14:20 Labelled incident, sev1',
      '14:20 grace joined the response',
    ])
    expect(text).toContain('[Deployments](https://ci.example/1) | system |')
    // Nobody has written in it: it still waits.
    expect(await checkOf(stage, pull)).toMatchObject({ conclusion: 'neutral' })
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('tells what became of the incident itself: another title, labels and people that come and go', async () => {
    const stage = await onStage()
    const { number, read } = await open(stage)
    const { rest } = stage.as('ada')
    const issue = { ...SHOP, issue_number: number }
    stage.clock.forward({ minutes: 5 })
    await rest.issues.update({ ...issue, title: 'Checkout errors in every region' })
    await rest.issues.removeLabel({ ...issue, name: 'sev1' })
    await rest.issues.addLabels({ ...issue, labels: ['sev2'] })
    await rest.issues.removeAssignees({ ...issue, assignees: ['grace'] })
    await stage.settle()
    expect(
      rowsOf((await read()).text)
        .slice(-4)
        .map((row) => row.slice(6)),
    ).toEqual([
      'Renamed: Checkout errors in every region',
      'Label sev1 removed',
      'Labelled sev2',
      'grace left the response',
    ])
  })

  it('goes on as long as the incident does: a release, a revert, a failing workflow; each look commits once', async () => {
    const stage = await onStage()
    const { number, pull, read } = await open(stage)
    const { rest } = stage.as('linus')
    stage.clock.set('2026-11-20T14:30:00Z')
    await rest.repos.createRelease({ ...SHOP, tag_name: 'v1.2', name: 'Retries' })
    await stage.settle()
    stage.clock.set('2026-11-20T14:40:00Z')
    push(stage, 'Revert "Retries"')
    stage.sandbox.seed.workflowRun({ ...SHOP, workflow: 'ci', conclusion: 'failure', by: 'linus' })
    stage.clock.set('2026-11-20T14:42:00Z')
    stage.sandbox.seed.workflowRun({ ...SHOP, workflow: 'ci', conclusion: 'failure', by: 'linus' })
    stage.sandbox.seed.workflowRun({ ...SHOP, workflow: 'docs', conclusion: 'success', by: 'linus' })
    await stage.settle()
    stage.clock.set('2026-11-20T15:00:00Z')
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    stage.clock.set('2026-11-20T17:30:00Z')
    await deploy(stage, push(stage, 'Next day’s work'), 'success')
    await stage.settle()
    expect(rowsOf((await read()).text).slice(3)).toEqual([
      '14:30 Release v1.2 published: Retries',
      '14:40 Reverted: Retries',
      '14:40–14:42 Workflow ci failed on main, 2 times',
      '15:00 Incident closed',
    ])
    const before = stage.sandbox.traffic.length
    // The same again: nothing new, no commit.
    await stage.app.tick()
    await stage.settle()
    expect(writes(stage, before)).toEqual([])
    const { data } = await rest.pulls.listCommits({ ...SHOP, pull_number: pull })
    expect(new Set(data.map(({ parents }) => parents.length))).toEqual(new Set([1]))
  })
})

describe('a person writes in the document', () => {
  it('beside the blocks: theirs stays word for word, metrics and causal map follow', async () => {
    const stage = await onStage()
    const { pull, read } = await open(stage)
    const { path, text } = await read()
    const mine = text
      .replace('started: null', "started: '2026-11-20T14:00:00Z'")
      .replace('detected: null', "detected: '2026-11-20T14:12:00Z'")
      .replace('_Write: a condition close to the event_', 'The pool is sized by hand, leads to: the incident')
    push(stage, 'docs: mine', BRANCH, { [path]: mine })
    await stage.settle()
    const now = (await read()).text
    expect(now).toContain('| Time to detect | 12 min |')
    expect(now).toMatch(/## Causal map\n\n<!-- debrief:factors .*-->\n\n```mermaid\nflowchart TB/)
    expect(now).toContain('The pool is sized by hand, leads to: the incident')
    expect(await checkOf(stage, pull)).toMatchObject({ conclusion: 'failure' }) // no draft any more
    const before = stage.sandbox.traffic.length
    push(stage, 'docs: a note', BRANCH, { 'z-notes.txt': 'nothing new' })
    await stage.settle()
    expect(writes(stage, before).filter((line) => !line.includes('check-runs'))).toEqual([])
  })

  it('that it began long before it was declared: what was deployed before that is found', async () => {
    const stage = await onStage({ at: '2026-11-20T09:00:00Z' })
    const sha = push(stage, 'Step 1')
    await deploy(stage, sha, 'success')
    stage.clock.set('2026-11-22T14:20:00Z')
    const { read } = await open(stage)
    const { path, text } = await read()
    expect(rowsOf(text)[0]).toBe('14:20 Incident declared: Checkout errors')
    const mine = text.replace('started: null', "started: '2026-11-20T10:00:00Z'")
    push(stage, 'docs: mine', BRANCH, { [path]: mine })
    await stage.settle()
    expect(rowsOf((await read()).text)[0]).toBe(
      `09:00–09:02 Deployment of ${sha.slice(0, 7)} to production succeeded, with 1 commit: Step 1`,
    )
  })

  it('inside the timeline: it is theirs then, new evidence is put in its place, and that is said once', async () => {
    const stage = await onStage()
    const { pull, read } = await open(stage)
    const { path, text } = await read()
    const mine = text.replace(
      /^(\| 2026-11-20 14:20 \|) grace joined/m,
      '| 2026-11-20 14:50 | Grace, on call, joined',
    )
    push(stage, 'docs: when it was', BRANCH, { [path]: mine })
    await stage.settle()
    expect((await read()).text).toBe(mine)
    stage.clock.set('2026-11-20T14:40:00Z')
    await stage.as('linus').rest.repos.createRelease({ ...SHOP, tag_name: 'v1.2' })
    await stage.settle()
    push(stage, 'docs: a note', BRANCH, { 'z-notes.txt': 'nothing new' })
    await stage.settle()
    expect(rowsOf((await read()).text).slice(1)).toEqual([
      '14:20 Labelled incident, sev1',
      '14:40 Release v1.2 published',
      '14:50 Grace, on call, joined the response',
    ])
    const said = await comments(stage, pull)
    expect(said.map(({ body }) => body)).toEqual([expect.stringMatching(/edited the timeline .*yours now/)])
  })

  it('while the app is about to: their commit stands, and the app’s comes on top of it', async () => {
    const stage = await onStage()
    const { read } = await open(stage)
    const { path, text } = await read()
    stage.sandbox.faults.api({
      method: 'PUT',
      path: '/repos/{owner}/{repo}/contents/{path}',
      times: 1,
      answer: { status: 409, body: { message: `${path} does not match` } },
    })
    stage.sandbox.faults.hooks({ event: 'push', times: 1, how: 'drop' })
    push(stage, 'docs: mine', BRANCH, { [path]: text.replace('## Impact', 'Mine.\n\n## Impact') })
    await stage.as('linus').rest.repos.createRelease({ ...SHOP, tag_name: 'v1.2' })
    await stage.settle()
    await expect.poll(async () => (await read()).text, { timeout: 5_000 }).toContain('Release v1.2 published')
    expect((await read()).text).toContain('Mine.\n\n## Impact')
  })
})

describe('no word of it', () => {
  it('where the app may not see deployments and workflows: the rest is told, and it is no error', async () => {
    const { deployments: _, actions: __, ...permissions } = readManifest().default_permissions
    const repositories = [{ owner: 'acme', name: 'shop', private: true }]
    const stage = await onStage({ permissions, repositories, at: '2026-11-20T14:00:00Z' })
    await deploy(stage, push(stage, 'Step 1'), 'success')
    stage.sandbox.seed.workflowRun({ ...SHOP, workflow: 'ci', conclusion: 'failure', by: 'linus' })
    stage.clock.set('2026-11-20T14:20:00Z')
    const { number, read } = await open(stage)
    expect(rowsOf((await read()).text)[0]).toBe('14:00 1 commit on main: Step 1')
    expect(await comments(stage, number)).toHaveLength(1)
    expect(await stage.app.parked()).toEqual([])
  })

  it('of previews: each commit of the app’s to a pull request would set off another one', async () => {
    const stage = await onStage()
    const { read } = await open(stage)
    push(stage, 'A topic', 'topic')
    const { pulls } = stage.as('linus').rest
    await pulls.create({ ...SHOP, head: 'topic', base: 'main', title: 'A topic' })
    const before = stage.sandbox.traffic.length
    const { text } = await read()
    await deploy(stage, BRANCH, 'success', 'preview')
    await deploy(stage, BRANCH, 'success', 'production')
    await deploy(stage, 'topic', 'success', 'preview')
    await stage.settle()
    expect((await read()).text).toBe(text)
    expect(writes(stage, before)).toEqual([])
  })

  it('in a document that is merged or closed', async () => {
    const stage = await onStage()
    const { pull } = await open(stage)
    await stage.as('ada').rest.pulls.update({ ...SHOP, pull_number: pull, state: 'closed' })
    await stage.settle()
    const before = stage.sandbox.traffic.length
    await deploy(stage, push(stage, 'Step 1'), 'failure')
    await stage.settle()
    expect(writes(stage, before)).toEqual([])
  })
})
