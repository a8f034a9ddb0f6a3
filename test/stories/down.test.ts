import { expect, it, onTestFinished } from 'vitest'
import { processMemory } from '../../src/github/once.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import type { Running } from '../../src/serve.ts'
import { SHOP, quiet, startWorld, type World } from '../faults/world.ts'

const NOWHERE = 'http://127.0.0.1:9/'

async function startedWorld(): Promise<World> {
  const world = await startWorld()
  onTestFinished(() => world.close())
  return world
}

/** The next process; GitHub shows each write at once. */
async function start(world: World): Promise<Running> {
  const app = await world.start({ once: { memory: processMemory(), lagMs: 0 } })
  await quiet(world.sandbox, app, () => false)
  return app
}

/** How often GitHub was asked to send something again. */
const attempts = ({ traffic }: Sandbox): number =>
  traffic.filter((line) => line.kind === 'api' && line.path.endsWith('/attempts')).length

async function anHourDown(world: World): Promise<void> {
  world.sandbox.seed.setAppWebhook('debrief', NOWHERE)
  const { rest } = world.as('ada')
  const body = 'One in ten orders fails.'
  await rest.issues.create({ ...SHOP, title: 'Checkout errors', body, labels: ['incident', 'sev1'] })
  await rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'The cache is full.' })
  await rest.issues.update({ ...SHOP, issue_number: 1, state: 'closed' })
  await world.sandbox.idle()
  world.at('2026-11-20T15:20:00Z')
}

const drafts = async ({ as }: World) => {
  const { data } = await as('ada').rest.pulls.list({ ...SHOP, state: 'all' })
  return data.map(({ title }) => title)
}

it('an hour down: what failed is sent again once, and all is as it should be', async () => {
  const world = await startedWorld()
  await start(world)
  await anHourDown(world)
  const failed = new Set(
    world.sandbox.traffic.flatMap((line) =>
      line.kind === 'hook' && line.status >= 500 ? [line.delivery] : [],
    ),
  )
  expect(failed.size).toBeGreaterThan(2)
  const app = await start(world)
  expect(await drafts(world)).toEqual(['Postmortem: Checkout errors'])
  expect(attempts(world.sandbox)).toBe(failed.size)
  await app.tick()
  await quiet(world.sandbox, app, () => false)
  expect(attempts(world.sandbox)).toBe(failed.size)
  expect(await drafts(world)).toEqual(['Postmortem: Checkout errors'])
})

it('an hour down, and GitHub sends nothing again: the sweep alone finds it', async () => {
  const world = await startedWorld()
  await start(world)
  await anHourDown(world)
  world.sandbox.faults.api({ method: 'POST', path: /\/attempts$/, answer: { status: 500 }, times: 100 })
  await start(world)
  expect(await drafts(world)).toEqual(['Postmortem: Checkout errors'])
})

it('what failed four days ago is not asked for any more', async () => {
  const world = await startedWorld()
  await start(world)
  await anHourDown(world)
  world.at('2026-11-24T15:20:00Z')
  await start(world)
  expect(attempts(world.sandbox)).toBe(0)
  expect(await drafts(world)).toEqual(['Postmortem: Checkout errors'])
})
