import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { CLEAN } from '../checking/documents.ts'
import { SHOP, comments, declare, documentOf, onStage, onlyPull, pulls, writes } from './stage.ts'
import { markReady } from '../../src/demo/ready.ts'

const PULLS = '/repos/{owner}/{repo}/pulls'
const SECRET = 'ghs_internal-stack-trace'

const said = async (stage: Stage, number: number) =>
  (await comments(stage, number)).map(({ body }) => body ?? '')

async function parked(stage: Stage, count: number): Promise<void> {
  await expect.poll(async () => (await stage.app.parked()).length, { timeout: 10_000 }).toBe(count)
}

async function sweep(stage: Stage): Promise<void> {
  await stage.app.tick()
  await stage.settle()
}

/** GitHub fails at every pull request of that title. */
function failing(stage: Stage, title: RegExp): void {
  const answer = { status: 500, body: { message: SECRET } }
  stage.sandbox.faults.api({ method: 'POST', path: PULLS, body: title, times: 1_000, answer })
}

describe('a job that GitHub lets fail for ever', () => {
  it('is told on the incident, once, while others go on; and that it is over, when it is', async () => {
    const stage = await onStage({ tries: 2 })
    failing(stage, /Checkout/)
    const number = await declare(stage)
    const other = await declare(stage, { title: 'Search is slow' })
    await parked(stage, 1)
    expect((await pulls(stage)).map(({ title }) => title)).toEqual(['Postmortem: Search is slow'])
    expect(await stage.app.counts()).toMatchObject({ parked: 1 })

    await sweep(stage)
    const [told = '', ...more] = await said(stage, number)
    expect(more).toEqual([])
    expect(told).toMatch(/could not bring the postmortem of this incident up to date.*UTC\./)
    expect(told).toMatch(/you need not do anything.*`debrief jobs retry`/)
    expect(told).not.toMatch(/ghs_|Error|\n\s+at /)
    expect(await said(stage, other)).toEqual([expect.stringContaining('being drafted')])
    const since = stage.sandbox.traffic.length
    await sweep(stage)
    await parked(stage, 1)
    await sweep(stage)
    expect(writes(stage, since).filter((write) => write.includes('comments'))).toEqual([])

    await parked(stage, 1)
    stage.sandbox.faults.clear()
    await stage.as('ada').rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['sev2'] })
    await stage.settle()
    await sweep(stage)
    expect(await said(stage, number)).toEqual([
      expect.stringMatching(/^~~I could not .*~~\s+That is over/),
      expect.stringContaining('being drafted'),
    ])
    expect(await stage.app.parked()).toEqual([])
  })

  it('is told as soon as GitHub lets it be told, and again in the same place', async () => {
    const stage = await onStage({ tries: 2 })
    const { faults } = stage.sandbox
    failing(stage, /Checkout/)
    const number = await declare(stage)
    await parked(stage, 1)
    const path = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
    faults.api({ method: 'POST', path, answer: { status: 503 } })
    faults.api({ method: 'POST', path, answer: '502-after-write' })
    await sweep(stage)
    expect(await said(stage, number)).toEqual([])
    await sweep(stage)
    await sweep(stage)
    expect(await said(stage, number)).toHaveLength(1)

    faults.clear()
    await stage.as('ada').rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['sev2'] })
    await stage.settle()
    await sweep(stage)
    expect((await said(stage, number))[0]).toMatch(/That is over/)
    faults.api({ path: '/graphql', times: 1_000, answer: { status: 500 } })
    const { rest } = stage.as('ada')
    await rest.issues.update({ ...SHOP, issue_number: number, title: 'Checkout fails' })
    const { number: pull } = await onlyPull(stage)
    await rest.pulls.update({ ...SHOP, pull_number: pull, title: 'Checkout fails' })
    await parked(stage, 3) // the incident, its timeline, and the check
    await sweep(stage)
    expect((await said(stage, number))[0]).toMatch(/^\*\*I could not/)
    const words = (await said(stage, number)).filter((body) => body.includes('I could not'))
    expect(words).toEqual([
      expect.stringContaining('bring the postmortem of this incident'),
      expect.stringContaining('bring the timeline of this incident’s postmortem'),
    ])
    expect((await said(stage, pull)).join()).toMatch(/could not check this pull/)
  })
})

/** Tells it, and sees its own comment: after that nothing changes there. */
async function toldOf(stage: Stage): Promise<void> {
  for (let look = 0; look < 2; look++) {
    await parked(stage, 1)
    await sweep(stage)
  }
  await parked(stage, 1)
}

describe('what was given up', () => {
  it('is tried again after a while, so that GitHub may be away for longer than its tries last', async () => {
    const stage = await onStage({ tries: 2, again: { afterMs: 600, withinMs: 60_000 } })
    failing(stage, /Checkout/)
    const number = await declare(stage)
    await toldOf(stage)
    stage.sandbox.faults.clear()
    await sweep(stage)
    expect(await pulls(stage)).toEqual([])
    await setTimeout(600)
    await sweep(stage)
    expect((await pulls(stage)).map(({ title }) => title)).toEqual(['Postmortem: Checkout errors'])
    await sweep(stage)
    expect((await said(stage, number))[0]).toMatch(/That is over/)
  })

  it('is left alone where it has been broken for long', async () => {
    const stage = await onStage({ tries: 2, again: { afterMs: 0, withinMs: 1 } })
    failing(stage, /Checkout/)
    await declare(stage)
    await toldOf(stage)
    stage.sandbox.faults.clear()
    await sweep(stage)
    expect(await pulls(stage)).toEqual([])
    expect(await stage.app.parked()).toHaveLength(1)
  })
})

describe('a document whose actions cannot become issues', () => {
  it('is told on the incident, once for all that it is about', async () => {
    const stage = await onStage({ tries: 2 })
    const number = await declare(stage)
    const { number: pull } = await onlyPull(stage)
    const { path } = await documentOf(stage, pull)
    const files = { [path]: CLEAN.replace('incident: 12', `incident: ${number}`) }
    const commit = { ...SHOP, branch: `postmortem/${number}`, files, message: 'docs: write', author: 'grace' }
    stage.sandbox.seed.commit(commit)
    await stage.settle()
    const issues = '/repos/{owner}/{repo}/issues'
    stage.sandbox.faults.api({ method: 'POST', path: issues, times: 1_000, answer: { status: 500 } })
    const { rest } = stage.as('ada')
    await markReady(stage.as('ada'), (await onlyPull(stage)).node_id)
    await rest.pulls.merge({ ...SHOP, pull_number: pull })
    await stage.settle()
    await parked(stage, 2) // the pull request, and the document that it brought
    const since = stage.sandbox.traffic.length
    await sweep(stage)
    expect(writes(stage, since).filter((write) => write.includes('comments'))).toHaveLength(1)
    const tells = async () => (await said(stage, number)).filter((body) => body.includes('I could not'))
    expect(await tells()).toEqual([expect.stringMatching(/could not bring the issues of this postmortem's/)])
    stage.sandbox.faults.clear()
    const again = { [path]: `${files[path]}\nSaved once more.\n` }
    await rest.pulls.update({ ...SHOP, pull_number: pull, title: 'Postmortem' })
    await sweep(stage)
    await parked(stage, 1)
    expect(await tells()).toEqual([expect.not.stringMatching(/That is over/)])
    stage.sandbox.seed.commit({ ...commit, branch: 'main', files: again })
    await sweep(stage)
    await sweep(stage)
    expect(await tells()).toEqual([expect.stringMatching(/That is over/)])
  })
})

describe('a job that nobody waits for', () => {
  it('is told nobody: what is no incident is not written on', async () => {
    const stage = await onStage({ tries: 2 })
    stage.sandbox.faults.api({ path: '/graphql', times: 1_000, answer: { status: 500 } })
    const { data } = await stage.as('ada').rest.issues.create({ ...SHOP, title: 'How do I pay?' })
    await stage.settle()
    await parked(stage, 1)
    stage.sandbox.faults.clear()
    const since = stage.sandbox.traffic.length
    await sweep(stage)
    await sweep(stage)
    expect(await said(stage, data.number)).toEqual([])
    const looks = stage.sandbox.traffic
      .slice(since)
      .filter((line) => line.kind === 'api' && line.path === `/repos/acme/shop/issues/${data.number}`)
    expect(looks.length).toBeLessThanOrEqual(1)
  })
})

describe('a comment that cannot be written', () => {
  it('is given up at once, and looked for no more', async () => {
    const stage = await onStage({ tries: 2 })
    failing(stage, /Checkout/)
    const number = await declare(stage)
    await parked(stage, 1)
    const path = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
    const answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
    stage.sandbox.faults.api({ method: 'POST', path, times: 9, answer })
    const comments = () => writes(stage).filter((write) => write.includes('comments'))
    await sweep(stage)
    expect(comments()).toHaveLength(1)
    await sweep(stage)
    expect(comments()).toHaveLength(1)
    expect(await said(stage, number)).toEqual([])
  })
})
