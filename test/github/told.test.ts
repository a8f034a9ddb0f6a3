import { describe, expect, it } from 'vitest'
import { toWebhookEvent } from '../../src/github/event.ts'
import { Once, processMemory } from '../../src/github/once.ts'
import { mustShow, toldBy, untilNextLook } from '../../src/github/told.ts'
import type { Job } from '../../src/queue/queue.ts'
import { covers, newest, type Told } from '../../src/queue/told.ts'

const event = (name: string, payload: object) => toWebhookEvent({ name, payload }, 'debrief[bot]')
const of = (name: string, payload: object) => toldBy(event(name, payload), 1)?.of
const job = (told: Told['of']): Job => ({
  feature: 'opening',
  installationId: 1,
  owner: 'acme',
  repo: 'shop',
  told: { heard: 1, of: told },
})

describe('what a webhook tells of how new GitHub’s state is', () => {
  it('is when an issue or pull request last changed', () => {
    const issue = { number: 7, updated_at: '2026-11-20T14:20:05Z' }
    const at = Date.parse('2026-11-20T14:20:05Z') / 1_000
    expect(of('issues', { action: 'labeled', issue })).toEqual({ '#7': { at } })
    expect(of('issue_comment', { action: 'created', issue })).toEqual({ '#7': { at } })
    const pull_request = { ...issue, number: 8, head: { sha: 'abc' } }
    expect(of('pull_request', { action: 'closed', pull_request })).toEqual({ '#8': { at } })
    expect(of('pull_request', { action: 'synchronize', pull_request })).toEqual({ '#8': { at, sha: 'abc' } })
  })

  it('is when somebody pushed and what, in seconds since 1970 as GitHub has it there', () => {
    const repository = { name: 'shop', owner: { login: 'acme' }, pushed_at: 1_795_184_405 }
    expect(of('push', { after: 'abc', repository })).toEqual({ push: { at: 1_795_184_405, sha: 'abc' } })
    expect(of('check_run', { action: 'rerequested', repository })).toBeUndefined()
  })

  it('is nothing where a payload is not as it should be', () => {
    expect(of('issues', { issue: { number: 7 } })).toBeUndefined()
    expect(of('issues', { issue: { number: 7, updated_at: 'yesterday' } })).toBeUndefined()
    expect(of('push', { repository: { pushed_at: null } })).toBeUndefined()
  })
})

describe('an answer of GitHub', () => {
  const at = (seconds: number): string => new Date(seconds * 1_000).toISOString()

  it('must be there and no older than what was told', () => {
    const told = job({ '#7': { at: 100 } })
    expect(() => mustShow(told, 7, null)).toThrow('#7')
    expect(() => mustShow(told, 7, { at: at(99) })).toThrow('#7')
    mustShow(told, 7, { at: at(100) })
    mustShow(told, 7, { at: at(101) })
    mustShow(told, 8, null)
    mustShow({ ...told, told: undefined }, 7, null)
  })

  it('is new enough with the head that was pushed, whenever that seems to have been', () => {
    const told = job({ push: { at: 100, sha: 'abc' } })
    mustShow(told, 'push', { at: at(40), sha: 'abc' })
    expect(() => mustShow(told, 'push', { at: at(99), sha: 'def' })).toThrow('push')
    expect(() => mustShow(told, 'push', { at: null })).toThrow('push')
  })

  it('is waited for as long as GitHub may be behind, with ever longer pauses', () => {
    let now = 1_000_000
    const once = new Once({ memory: processMemory(), clock: () => now })
    const told: Job = { ...job({ '#7': { at: 100 } }), told: { heard: now, of: { '#7': { at: 100 } } } }
    const looks: number[] = []
    for (let wait = untilNextLook(told, once); wait > 0; wait = untilNextLook(told, once)) {
      now += wait
      looks.push((now - 1_000_000) / 1_000)
    }
    expect(looks).toEqual([1, 2.5, 6.25, 15.625, 35])
  })
})

describe('of twins', () => {
  const told = (of: Told['of'], heard = 1): Told => ({ heard, of })

  it('the newest counts, of each thing by itself', () => {
    const one = told({ '#7': { at: 100 }, '#8': { at: 50 } }, 5)
    const other = told({ '#7': { at: 99 }, push: { at: 60, sha: 'abc' } }, 3)
    const both = { heard: 5, of: { '#7': { at: 100 }, '#8': { at: 50 }, push: { at: 60, sha: 'abc' } } }
    expect(newest(one, other)).toEqual(both)
    expect(newest(other, one)).toEqual(both)
    expect([covers(both, one), covers(both, other), covers(one, other), covers(undefined, one)]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('no head counts where two were pushed in one second', () => {
    const both = newest(told({ push: { at: 60, sha: 'abc' } }), told({ push: { at: 60, sha: 'def' } }))
    expect(both?.of).toEqual({ push: { at: 60 } })
    expect(covers(both, told({ push: { at: 60, sha: 'def' } }))).toBe(true)
  })

  it('fifty things at most are kept, however many were told', () => {
    const many = Array.from({ length: 90 }, (_, at) => told({ [`#${at}`]: { at } })).reduce<Told | undefined>(
      newest,
      undefined,
    )
    expect(Object.keys(many?.of ?? {})).toHaveLength(50)
    expect(many?.of['#89']).toEqual({ at: 89 })
  })
})
