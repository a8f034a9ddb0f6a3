import { describe, expect, it } from 'vitest'
import { markReady } from '../../src/demo/ready.ts'
import type { Stage } from '../../src/demo/stage.ts'
import { SHOP, checkOf, comments, declare, documentOf, onStage, onlyPull, pulls, writes } from './stage.ts'

const ask = (stage: Stage, label: string, title: string) =>
  declare(stage, { title, labels: [label], body: 'For the winter.' })

/** Puts another text in place of the draft, as somebody does who has filled it in. */
async function fillIn(stage: Stage, pull: number, text: string): Promise<void> {
  const { path } = await documentOf(stage, pull)
  const { data } = await stage.as('ada').rest.pulls.get({ ...SHOP, pull_number: pull })
  stage.sandbox.seed.commit({
    ...SHOP,
    branch: data.head.ref,
    files: { [path]: text },
    message: 'docs: fill in',
    author: 'ada',
  })
  await stage.settle()
}

async function actionIssues(stage: Stage) {
  const { data } = await stage
    .as('ada')
    .rest.issues.listForRepo({ ...SHOP, state: 'all', labels: 'postmortem-action' })
  return data
}

const retro = (number: number) => `---
practice: retrospective
issue: ${number}
sprint: 31
---

# Sprint 31

## Last sprint’s actions

- [x] A1: Run the slow tests at night - @ada - 2026-11-06

## What went well

- Reviews came back on the same day.

## What to improve

- Stories arrive without a test ticket.

## Actions

| ID | Action | DRI | Due | Success measure |
| --- | --- | --- | --- | --- |
| A1 | Add a script that makes a test ticket | @grace | 2026-11-27 | each story of sprint 32 has one |

## Thanks

Thanks to Lena for the spare line.
`

describe('a launch is ahead', () => {
  it('and the label premortem opens one, which is checked by its own rules', async () => {
    const stage = await onStage()
    const number = await ask(stage, 'premortem', 'Night trains in the app')
    const pull = await onlyPull(stage)
    expect(pull).toMatchObject({
      title: 'Premortem: Night trains in the app',
      draft: true,
      head: { ref: `postmortem/${number}` },
    })
    expect(pull.labels.map(({ name }) => name)).toEqual(['premortem'])
    const { path, text } = await documentOf(stage, pull.number)
    expect(path).toBe(`postmortems/${number}-night-trains-in-the-app.md`)
    expect(text).toContain('practice: premortem')
    expect(await checkOf(stage, pull.number)).toMatchObject({ conclusion: 'neutral' })
    const [said] = await comments(stage, number)
    expect(said?.body).toContain(`being drafted in #${pull.number}`)

    await fillIn(
      stage,
      pull.number,
      `---\npractice: premortem\nissue: ${number}\nlaunch: 2026-12-14\n---\n\n# Night trains in the app\n\n## Risks\n\n- R1: Berths are sold twice\n`,
    )
    const check = await checkOf(stage, pull.number)
    expect(check?.conclusion).toBe('failure')
    const told =
      check?.annotations.map(({ title, message }) => `${title ?? ''} ${message ?? ''}`).join('\n') ?? ''
    expect(told).toMatch(/R1 has no likelihood, impact and owner/)
    expect(told).toMatch(/It has failed/)
    expect(told).not.toMatch(/severity|Timeline|when it was detected/)
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('and what happens in production meanwhile is none of its business', async () => {
    const stage = await onStage()
    const number = await ask(stage, 'premortem', 'Night trains in the app')
    const { number: pull } = await onlyPull(stage)
    const before = { text: (await documentOf(stage, pull)).text, traffic: stage.sandbox.traffic.length }
    stage.clock.forward({ minutes: 30 })
    await stage
      .as('grace')
      .rest.issues.createComment({ ...SHOP, issue_number: number, body: 'What of the ferries?' })
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    expect((await documentOf(stage, pull)).text).toBe(before.text)
    expect(writes(stage, before.traffic).filter((line) => /contents|comments/.test(line))).toEqual([])
  })
})

describe('a sprint is over', () => {
  it('and its retrospective, once merged, becomes action issues of this sprint alone', async () => {
    const stage = await onStage()
    const number = await ask(stage, 'retrospective', 'Sprint 31')
    const pull = await onlyPull(stage)
    expect(pull.title).toBe('Retrospective: Sprint 31')
    await fillIn(stage, pull.number, retro(number))
    expect(await checkOf(stage, pull.number)).toMatchObject({ conclusion: 'success' })
    const ada = stage.as('ada')
    await markReady(ada, pull.node_id)
    await ada.rest.pulls.merge({ ...SHOP, pull_number: pull.number })
    await stage.settle()
    const [action, ...others] = await actionIssues(stage)
    expect(others).toEqual([])
    expect(action).toMatchObject({
      title: 'Add a script that makes a test ticket',
      assignees: [{ login: 'grace' }],
      milestone: { title: 'Actions due 2026-11-27' },
      body: expect.stringContaining(`**Asked for in:** #${number}`),
    })
    const { data: children } = await ada.rest.issues.listSubIssues({ ...SHOP, issue_number: number })
    expect(children.map((child) => child.number)).toEqual([action?.number])
    const said = await comments(stage, number)
    expect(said.map(({ body }) => body).join('\n')).toContain(
      'The retrospective that this issue asks for is written and merged',
    )
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })
})

describe('a problem comes again and again', () => {
  it('and its root-cause analysis has the timeline that GitHub tells', async () => {
    const stage = await onStage()
    const number = await ask(stage, 'root-cause-analysis', 'Parcels are weighed twice')
    const { number: pull } = await onlyPull(stage)
    stage.clock.forward({ minutes: 20 })
    await stage
      .as('grace')
      .rest.issues.createComment({ ...SHOP, issue_number: number, body: 'Scale 4 answers twice' })
    stage.clock.forward({ minutes: 20 })
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    const { text } = await documentOf(stage, pull)
    expect(text).toMatch(/### Timeline[\s\S]*14:40 \| Scale 4 answers twice/)
    expect(text).toContain('practice: root-cause-analysis')
  })
})

describe('the weekly digest', () => {
  it('tells what of a retrospective is open, and takes no premortem for a postmortem that is late', async () => {
    const stage = await onStage()
    const ahead = await ask(stage, 'premortem', 'Night trains in the app')
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: ahead, state: 'closed' })
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: 'main',
      files: { 'postmortems/sprint-31.md': retro(ahead) },
      message: 'docs: retro',
      author: 'ada',
    })
    await stage.settle()
    stage.clock.set('2026-11-30T09:00:00Z')
    await stage.app.tick()
    await stage.settle()
    const { data } = await stage.as('ada').rest.issues.listForRepo({ ...SHOP, labels: 'postmortem-digest' })
    const [digest] = await comments(stage, data[0]?.number ?? 0)
    expect(digest?.body).toContain('Add a script that makes a test ticket')
    expect(digest?.body).not.toContain('Night trains')
  })
})

describe('the same event again', () => {
  it('opens nothing twice', async () => {
    const stage = await onStage()
    stage.sandbox.faults.hooks({ event: 'issues', times: 10, how: 'double' })
    const number = await ask(stage, 'premortem', 'Night trains in the app')
    expect(await pulls(stage)).toHaveLength(1)
    expect(await comments(stage, number)).toHaveLength(1)
  })
})
