import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { CHECKOUT, setDemoStage } from '../../src/demo/cast.ts'
import { endState } from '../../src/demo/end-state.ts'
import { playDemo, type Ending } from '../../src/demo/index.ts'
import { whatToTry } from '../../src/demo/keep.ts'
import { dashboards } from '../../src/demo/look.ts'
import { Narrator } from '../../src/demo/narrator.ts'
import type { Stage } from '../../src/demo/stage.ts'
import type { Story } from '../../src/demo/story.ts'

async function play(stage: Stage): Promise<{ ending: Ending; told: string[] }> {
  const told: string[] = []
  const ending = await playDemo(stage, new Narrator({ out: (line) => told.push(line), colour: false }))
  return { ending, told }
}

describe('the whole loop', () => {
  let folder: string
  let log: string
  let stage: Stage
  let ending: Ending
  let told: string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'debrief-demo-'))
    log = join(folder, 'traffic.jsonl')
    stage = await setDemoStage({ log })
    ;({ ending, told } = await play(stage))
  }, 60_000)

  afterAll(async () => {
    await stage.close()
    await rm(folder, { recursive: true })
  })

  function story(): Story {
    if (!ending.story) throw new Error(ending.wrong.join('\n'))
    return ending.story
  }

  test('ends as it should', () => {
    expect(ending.wrong).toEqual([])
    expect(told.filter((line) => line.includes('✓')).length).toBeGreaterThan(15)
    expect(told.some((line) => line.includes('✗'))).toBe(false)
  })

  test('asks GitHub for nothing that the sandbox does not know, and leaves no job behind', async () => {
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  test('tells each step in plain words, with the numbers that GitHub gave', () => {
    const text = told.join('\n')
    expect(text).toContain('#2 Postmortem: Checkout cannot save orders in eu-west  [draft]')
    expect(text).toMatch(/line 22 {2}blame\/human-error {2}“human error”/)
    expect(text).toContain('The check is a success: “Ready to share”.')
    expect(text).toMatch(/opening, .*: \d+ reads, \d+ writes/)
    expect(Math.max(...told.map(({ length }) => length))).toBeLessThan(200)
    // eslint-disable-next-line no-control-regex -- escape sequences are what must not be there
    expect(text).not.toMatch(/\u001B/)
  })

  test('writes its traffic as JSON lines: calls with their actor, events with their payload', async () => {
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n')
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(parsed).toHaveLength(stage.sandbox.traffic.length)
    const api = parsed.filter(({ kind }) => kind === 'api')
    const hooks = parsed.filter(({ kind }) => kind === 'hook')
    expect(new Set(api.map(({ actor }) => actor))).toEqual(new Set(['app', 'installation', 'user']))
    expect(hooks.map(({ event, action }) => `${String(event)}.${String(action)}`)).toContain('issues.labeled')
    expect(hooks.filter(({ status }) => status !== 202 && status !== 200)).toEqual([])
  })

  test('with --keep, says where to look and hands out tokens that work', async () => {
    const lines = whatToTry(stage, story()).join('\n')
    const token = /MIRA=(\S+)/.exec(lines)?.[1] ?? ''
    const me = await fetch(`${stage.sandbox.url}/user`, { headers: { authorization: `token ${token}` } })
    expect(await me.json()).toMatchObject({ login: 'mira' })
    const urls = [...lines.matchAll(/^ {2}(http\S+)/gm)].map(([, url]) => url ?? '')
    expect(urls.length).toBeGreaterThan(3)
    for (const url of urls) expect((await fetch(url)).status).toBe(200)
  })

  // These spoil what the story left, so they come last; each restores it.
  describe('its check of the end state', () => {
    const spoilt: readonly (readonly [what: string, spoil: () => Promise<unknown>, says: RegExp])[] = [
      [
        'an action without its DRI',
        async () =>
          stage
            .as('priya')
            .rest.issues.removeAssignees({ ...CHECKOUT, issue_number: 4, assignees: ['mira'] }),
        /^A3 is an issue of @mira.*"people":\[\]/,
      ],
      [
        'an action without its date',
        async () => stage.as('priya').rest.issues.update({ ...CHECKOUT, issue_number: 6, milestone: null }),
        /^A5 is an issue of @priya.*"due":null/,
      ],
      [
        'a digest that is gone',
        async () => {
          const priya = stage.as('priya')
          const [board] = await dashboards(priya, CHECKOUT)
          const where = { ...CHECKOUT, issue_number: board?.number ?? 0 }
          const { data } = await priya.rest.issues.listComments(where)
          return priya.rest.issues.deleteComment({ ...CHECKOUT, comment_id: data[0]?.id ?? 0 })
        },
        /^It got one digest a week: found \["2026-W43","2026-W44"\]/,
      ],
      [
        'an incident that was opened again',
        async () =>
          stage.as('mira').rest.issues.update({ ...CHECKOUT, issue_number: story().incident, state: 'open' }),
        /^The incident is closed.*found \["open"/,
      ],
    ]

    test.each(spoilt)('notices %s', async (_what, spoil, says) => {
      const before = stage.sandbox.snapshot()
      onTestFinished(() => stage.sandbox.restore(before))
      await spoil()
      await stage.settle()
      const wrong = (await endState(stage, story())).filter((fact) => fact.wrong !== null)
      expect(wrong.map((fact) => `${fact.says}: ${fact.wrong ?? ''}`)).toContainEqual(
        expect.stringMatching(says),
      )
    })
  })
})

describe('a demo that goes wrong', () => {
  test('says where it stopped and what it missed there', async () => {
    const stage = await setDemoStage()
    onTestFinished(() => stage.close())
    stage.sandbox.faults.hooks({ event: 'issues', times: 99, how: 'drop' })
    const { ending, told } = await play(stage)
    expect(ending.story).toBeNull()
    expect(ending.wrong).toEqual([
      expect.stringMatching(/^The story stopped at “Two labels.*no postmortem pull request/),
    ])
    expect(told.at(-1)).toContain('✗ The story stopped')
  }, 30_000)

  test('does not pass when GitHub never tells that the pull request was merged', async () => {
    const stage = await setDemoStage()
    onTestFinished(() => stage.close())
    stage.sandbox.faults.hooks({ event: 'pull_request', action: 'closed', times: 1, how: 'drop' })
    stage.sandbox.faults.hooks({ event: 'push', times: 99, how: 'drop' })
    const { ending } = await play(stage)
    expect(ending.wrong).toEqual([expect.stringMatching(/^The story stopped at “Merged.*no action issue/)])
  }, 60_000)
})
