import { createReadStream } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gathered } from '../../src/evidence/gathered.ts'
import { merge } from '../../src/evidence/merge.ts'
import type { Source } from '../../src/evidence/read.ts'

const OPTIONS = { zone: 'UTC', day: '2026-11-20', now: new Date('2026-11-20T18:00:00Z') }
const source = (file: string, ...texts: string[]): Source => ({
  file,
  open: async function* () {
    yield* texts
  },
})
const clock = (index: number): string => new Date(Date.UTC(2026, 10, 20, 14) + index * 1_000).toISOString()

describe('what exports come to', () => {
  it('is no more than is asked for: the gravest, still in the order of time; how many of a burst is said', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => {
      const level = index % 500 === 499 ? 'ERROR' : 'INFO'
      return `${clock(index)} ${level} checkout: request ${index} of many\n`
    })
    const { entries, findings } = await gathered([source('checkout.log', ...lines)], OPTIONS, 10)
    expect(entries.map(({ at }) => at)).toEqual(
      Array.from({ length: 10 }, (_, index) => clock(index * 500 + 499)),
    )
    expect(findings).toEqual([])
    const levelled = (level: string, from: number) => Array.from({ length: 3 }, (_, index) => `${clock(from + index)} ${level}step ${from + index} is done\n`) // prettier-ignore
    const mixed = source('a.log', ...levelled('INFO ', 0), ...levelled('', 3))
    const { entries: least } = await gathered([mixed], OPTIONS, 3)
    expect(least.map(({ text }) => text)).toEqual(['step 3 is done', 'step 4 is done', 'step 5 is done'])
    const burst = source(
      'a.log',
      ...Array.from({ length: 90 }, (_, index) => `${clock(index)} WARN pool exhausted\n`),
    )
    const { entries: one } = await gathered([burst], OPTIONS, 10)
    expect(one.map(({ text }) => text)).toEqual(['WARN pool exhausted ×90, until 14:01'])
  })

  it('names all who tell it, and keeps the alerts apart', async () => {
    const fired = (name: string, startsAt: string) => ({ status: 'firing', labels: { alertname: name }, annotations: {}, startsAt, endsAt: '0001-01-01T00:00:00Z' }) // prettier-ignore
    const alerts = ['A', 'B', 'C'].map((letter, index) =>
      fired(`CheckoutErrors${letter}`, clock(index * 300)),
    )
    const payload = JSON.stringify({ version: '4', groupKey: 'g', status: 'firing', receiver: 'r', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://am', alerts }) // prettier-ignore
    const notes = '14:20 Rolled back to v41\n'
    const told = await gathered(
      [source('am.json', payload), source('one.txt', notes), source('two.txt', notes)],
      OPTIONS,
      2,
    )
    expect(told.alerts).toHaveLength(3)
    expect(told.entries).toHaveLength(2)
    const all = await gathered([source('one.txt', notes), source('two.txt', notes)], OPTIONS, 9)
    expect(all.entries).toMatchObject([{ text: 'Rolled back to v41', source: 'one.txt, two.txt' }])
  })
})

describe('a list of members', () => {
  const message = JSON.stringify([{ type: 'message', user: 'U0GRACE01', text: 'Rolling back <@U0LINUS01>', ts: '1795183200.0' }]) // prettier-ignore
  const users = JSON.stringify([
    { id: 'U0GRACE01', profile: { display_name: 'Grace' } },
    { id: 'U0LINUS01', profile: { real_name: 'Linus' } },
  ])
  const textsOf = async (...sources: Source[]): Promise<string[]> => {
    const { entries, findings } = await merge(sources, { ...OPTIONS, day: null })
    const texts = findings.map(({ problem }) => problem)
    for await (const { text } of entries) texts.push(text)
    return texts
  }

  it('names who speaks in the channels, wherever it stands among the files', async () => {
    const channel = source('slack/incident-12/2026-11-20.json', message)
    expect(await textsOf(channel, source('slack/users.json', users))).toEqual(['Grace: Rolling back @Linus'])
    expect(await textsOf(channel)).toEqual([expect.stringContaining('U0GRACE01: Rolling back')])
  })

  it('that is none is read as what it is', async () => {
    expect(await textsOf(source('users.json', message))).toEqual([expect.stringContaining('Rolling back')])
    expect(await textsOf(source('users.json', '[{"id": 1'))).toEqual([expect.any(String)])
    const gone: Source = { file: 'users.json', open: () => createReadStream('/nowhere/users.json') }
    expect(await textsOf(gone)).toEqual(['There is no such file'])
  })
})
