import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { INDEX_COMMIT } from '../../src/catalogue/commit.ts'
import { markReady } from '../../src/demo/ready.ts'
import type { Stage } from '../../src/demo/stage.ts'
import { someRows, writtenUp } from '../written-up.ts'
import { inProcess } from '../cli/debrief.ts'
import { folderWith } from '../cli/folder.ts'
import { SHOP, comments, declare, onStage, writes } from './stage.ts'

const text = async (stage: Stage, path: string, ref = 'main'): Promise<string | null> => {
  try {
    const found = await stage
      .as('ada')
      .rest.repos.getContent({ ...SHOP, path, ref, mediaType: { format: 'raw' } })
    return found.data as unknown as string
  } catch {
    return null
  }
}
const pageOf = (stage: Stage) => text(stage, 'postmortems/README.md')
/** The rows of the table: day, title and open actions. */
const rowsOf = async (stage: Stage): Promise<string[]> =>
  ((await pageOf(stage)) ?? '').split('\n').flatMap((line) => {
    const [, day, title, , , , open] = line.split('|').map((cell) => cell.trim())
    return day && /^\d{4}-/.test(day) ? [`${day} ${/\[(.*)\]/.exec(title ?? '')?.[1]} ${open}`] : []
  })

async function commits(stage: Stage): Promise<string[]> {
  const { data } = await stage.as('ada').rest.repos.listCommits({ ...SHOP })
  return data.map(({ commit }) => commit.message.split('\n')[0] ?? '')
}
const indexCommits = async (stage: Stage): Promise<number> =>
  (await commits(stage)).filter((title) => title === INDEX_COMMIT).length

function push(stage: Stage, files: Record<string, string>, branch = 'main'): void {
  stage.sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: write', author: 'ada' })
}

const written = (incident: number, actions: number, day = '2026-11-20'): string =>
  writtenUp({ incident, rows: someRows(actions) }).replace(
    'severity: sev1',
    `severity: sev1\nstarted: ${day}T10:00:00Z\ndetected: ${day}T10:20:00Z\nresolved: ${day}T12:00:00Z`,
  )

/** An incident whose postmortem is written up, with so many actions, and ready to be merged. */
async function prepare(stage: Stage, actions: number, title = 'Checkout errors') {
  const number = await declare(stage, { title })
  const ada = stage.as('ada')
  const { data: pull } = await ada.rest.pulls.get({ ...SHOP, pull_number: number + 1 })
  const files = await ada.rest.pulls.listFiles({ ...SHOP, pull_number: pull.number })
  const path = files.data[0]?.filename ?? ''
  push(stage, { [path]: written(number, actions) }, pull.head.ref)
  await stage.settle()
  await markReady(ada, pull.node_id)
  return { path, pull: pull.number, merge: () => ada.rest.pulls.merge({ ...SHOP, pull_number: pull.number }) }
}

async function merge(stage: Stage, actions: number) {
  const prepared = await prepare(stage, actions)
  await prepared.merge()
  await stage.settle()
  return prepared
}

async function close(stage: Stage, title: string) {
  const { rest } = stage.as('grace')
  const { data } = await rest.issues.listForRepo({ ...SHOP, labels: 'postmortem-action', state: 'open' })
  const found = data.find((issue) => issue.title.includes(title))
  await rest.issues.update({ ...SHOP, issue_number: found?.number ?? 0, state: 'closed' })
  await stage.settle()
}

/** Does something in the moment in which GitHub gets the first request that holds these words. */
function justBefore(stage: Stage, words: RegExp, act: () => void): void {
  let done = false
  class Watched extends RegExp {
    override test(body: string): boolean {
      if (!done && super.test(body)) {
        done = true
        act()
      }
      return false
    }
  }
  stage.sandbox.faults.api({ path: /graphql$/, body: new Watched(words), answer: 'hang' })
}

const senderOf = (payload: unknown): string | undefined =>
  (payload as { sender?: { login?: string } }).sender?.login

const commitsTried = (stage: Stage, since: number): string[] =>
  writes(stage, since).filter((line) => line.includes('createCommitOnBranch'))

describe('the index of the folder', () => {
  it('is one commit after a merge of ten actions, as debrief index would write it', async () => {
    const stage = await onStage()
    await merge(stage, 10)
    expect(await rowsOf(stage)).toEqual(['2026-11-20 Checkout errors 10 of 10'])
    expect(await indexCommits(stage)).toBe(1)
    const json = (await text(stage, 'postmortems/index.json')) ?? ''
    const folder = await folderWith({ 'postmortems/1-checkout-errors.md': written(1, 10) })
    const { out } = await inProcess(['index', '--format', 'json', join(folder, 'postmortems')])
    expect(json).toBe(out)
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('has both of two postmortems that are merged at once, without a conflict', async () => {
    const stage = await onStage()
    const one = await prepare(stage, 1, 'Checkout errors')
    const other = await prepare(stage, 2, 'Search is slow')
    await Promise.all([one.merge(), other.merge()])
    await stage.settle()
    const rows = await rowsOf(stage)
    expect(rows).toHaveLength(2)
    expect(rows.join()).toMatch(/1 of 1.*2 of 2/)
    expect(await indexCommits(stage)).toBeLessThanOrEqual(2)
  })

  it('is looked at anew where somebody pushed meanwhile, and never put on top unseen', async () => {
    const stage = await onStage()
    const { merge } = await prepare(stage, 1)
    justBefore(stage, /createCommitOnBranch/, () =>
      push(stage, { 'postmortems/oven.md': written(9, 2, '2026-10-02').replaceAll('Checkout', 'Oven') }),
    )
    await merge()
    await stage.settle()
    expect(commitsTried(stage, 0)).toHaveLength(2)
    expect(await indexCommits(stage)).toBe(1)
    expect(await rowsOf(stage)).toEqual([
      '2026-11-20 Checkout errors 1 of 1',
      '2026-10-02 Oven errors 2 of 2',
    ])
    expect(await stage.app.parked()).toEqual([])
  })

  it('follows actions that are closed: at once, and those of the next hours together at midnight', async () => {
    const stage = await onStage()
    await merge(stage, 4)
    stage.clock.set('2026-11-21T09:00:00Z')
    await close(stage, 'above 1 s')
    expect(await rowsOf(stage)).toEqual(['2026-11-20 Checkout errors 3 of 4'])
    stage.clock.set('2026-11-21T10:00:00Z')
    await close(stage, 'above 2 s')
    await close(stage, 'above 3 s')
    await stage.app.tick()
    await stage.settle()
    expect(await rowsOf(stage)).toEqual(['2026-11-20 Checkout errors 3 of 4'])
    stage.clock.set('2026-11-22T00:01:00Z')
    await stage.app.tick()
    await stage.settle()
    expect(await rowsOf(stage)).toEqual(['2026-11-20 Checkout errors 1 of 4'])
    expect(await indexCommits(stage)).toBe(3)
  })

  it('wakes nothing by its own commit, and is not written again', async () => {
    const stage = await onStage()
    await merge(stage, 2)
    const push = stage.sandbox.traffic.findLastIndex(
      (line) => line.kind === 'hook' && line.event === 'push' && senderOf(line.payload) === 'debrief[bot]',
    )
    expect(push).toBeGreaterThan(0)
    const asked = stage.sandbox.traffic.slice(push).filter(({ kind }) => kind === 'api')
    expect(asked).toEqual([])
    const before = stage.sandbox.traffic.length
    await stage.app.tick()
    await stage.settle()
    expect(writes(stage, before)).toEqual([])
  })

  it('stays away from the timeline of an incident that is open meanwhile', async () => {
    const stage = await onStage()
    await merge(stage, 1)
    const number = await declare(stage, { title: 'Search is slow' })
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    const { data } = await stage.as('ada').rest.pulls.list({ ...SHOP, state: 'open' })
    const branch = data[0]?.head.ref ?? ''
    const found = await text(stage, `postmortems/${number}-search-is-slow.md`, branch)
    expect(found).toContain('Incident declared: Search is slow')
    expect(found).not.toContain('list the postmortems')
  })
})

describe('what is somebody’s own', () => {
  it('a page without markers stays word for word, and the first commit says how to have the table', async () => {
    const stage = await onStage()
    push(stage, { 'postmortems/README.md': '# Ours\n' })
    await merge(stage, 1)
    expect(await pageOf(stage)).toBe('# Ours\n')
    expect(await text(stage, 'postmortems/index.json')).toContain('1-checkout-errors.md')
    const { data } = await stage.as('ada').rest.repos.listCommits({ ...SHOP })
    expect(data[0]?.commit.message).toMatch(/README\.md is somebody's own[\s\S]*<!-- debrief:index -->/)
    const asked = '# Ours\n\n<!-- debrief:index -->\n<!-- /debrief:index -->\n\nAsk Ada.\n'
    push(stage, { 'postmortems/README.md': asked })
    await stage.settle()
    expect(await pageOf(stage)).toMatch(/^# Ours\n\n<!-- debrief:index .*\n[\s\S]*1 of 1[\s\S]*Ask Ada\.\n$/)
  })

  it('a page whose name differs by case only is not doubled, and another tool’s index.json is left alone', async () => {
    const stage = await onStage()
    push(stage, { 'postmortems/Readme.md': '# Ours\n', 'postmortems/index.json': '{"pages":[]}' })
    await merge(stage, 1)
    expect(await pageOf(stage)).toBeNull()
    expect(await text(stage, 'postmortems/index.json')).toBe('{"pages":[]}')
    expect(await indexCommits(stage)).toBe(0)
  })
})

describe('what stands in its way', () => {
  it('a protected default branch: told once on the pull request, with what to do', async () => {
    const stage = await onStage()
    const { pull, merge: mergeIt } = await prepare(stage, 1)
    stage.sandbox.seed.protect({ ...SHOP, reviews: 1 })
    await mergeIt()
    await stage.settle()
    await stage.app.tick()
    await stage.settle()
    const told = (await comments(stage, pull)).filter(({ body }) => body?.includes('I could not write'))
    expect(told).toHaveLength(1)
    expect(told[0]?.body).toContain(
      'I could not write postmortems/README.md and postmortems/index.json on main',
    )
    expect(told[0]?.body).toContain('bypass list')
    expect(await stage.app.parked()).toHaveLength(1)
  })

  it('nothing, where the team does without', async () => {
    const stage = await onStage()
    push(stage, { '.github/postmortem.yml': 'index: { enabled: false }\n' })
    await merge(stage, 1)
    expect(await indexCommits(stage)).toBe(0)
    expect(await stage.app.parked()).toEqual([])
  })
})
