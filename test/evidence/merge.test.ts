import { describe, expect, test } from 'vitest'
import type { Alert, Evidence } from '../../src/evidence/evidence.ts'
import { evidence, merged } from './told.ts'

const clock = (time: string) => `2026-11-20T${time.length === 5 ? `${time}:00` : time}.000Z`
const said = (time: string, text: string, some: Partial<Evidence> = {}) =>
  evidence({ at: clock(time), text, ...some })
const alarm = (time: string, name: string, state: Alert['state'], some: Partial<Evidence> = {}) =>
  said(time, `${name} ${state}`, { alert: { name, state }, source: 'Alertmanager', ...some })
const short = ({ entries }: Awaited<ReturnType<typeof merged>>) =>
  entries.map(({ at, text, sources, count }) => `${at.slice(11, 19)} ${text} (${sources.map(({ source }) => source).join(' + ')})${count > 1 ? ` ×${count}` : ''}`) // prettier-ignore
const human = { kind: 'human' as const }

describe('the same event from two sources is one entry', () => {
  test('by its words, whatever case, marks and white space say', async () => {
    const out = await merged({
      slack: [said('14:03:02', '*Rollback*  of `checkout` started.', { ...human, source: 'Slack' })],
      notes: [said('14:03', 'rollback of checkout started', { ...human, source: 'notes' })],
    })
    expect(short(out)).toEqual(['14:03:00 rollback of checkout started (notes + Slack)'])
  })

  test('not where it is minutes apart, or where so short a word says little', async () => {
    const out = await merged({
      one: [said('14:03', 'rollback started', human), said('14:04', 'ok', human)],
      two: [said('14:05', 'rollback started', human), said('14:04', 'ok', human)],
    })
    expect(out.entries).toHaveLength(4)
  })

  test('by the name that the tool gives it: a payload that is repeated, an export that is there twice', async () => {
    const page = said('14:03', 'paged Ines', { id: 'PD4711', source: 'PagerDuty' })
    const out = await merged({ one: [page, page], two: [{ ...page, text: 'Paged Ines (again)' }] })
    expect(short(out)).toEqual(['14:03:00 paged Ines (PagerDuty + PagerDuty)'])
  })

  test('an alert, and a bot’s message about it that comes a little later or earlier', async () => {
    const bot = (time: string, text: string) => said(time, text, { source: 'Slack #ops' })
    const out = await merged({
      alerts: [alarm('14:03', 'CheckoutErrorsHigh', 'fired'), alarm('14:40', 'CheckoutErrorsHigh', 'resolved')],
      slack: [bot('14:03:31', '[FIRING:1] CheckoutErrorsHigh (severity page)'), bot('14:39:50', '[RESOLVED] CheckoutErrorsHigh')],
      pager: [alarm('14:03:35', 'CheckoutErrorsHigh', 'fired', { source: 'PagerDuty' })],
    }) // prettier-ignore
    expect(short(out)).toEqual([
      '14:03:00 CheckoutErrorsHigh fired (Alertmanager + Slack #ops + PagerDuty)',
      '14:39:50 CheckoutErrorsHigh resolved (Alertmanager + Slack #ops)',
    ])
  })

  test('an alert that is passed on with a head and labels around its name', async () => {
    const pager = { source: 'PagerDuty' }
    const out = await merged({
      alerts: [alarm('14:03', 'CheckoutErrors', 'fired'), alarm('14:03', 'DiskFull (db-1)', 'fired')],
      pager: [alarm('14:03:31', '[FIRING:1] CheckoutErrors (prod page)', 'fired', pager), alarm('14:03:31', 'DiskFull (db-2)', 'fired', pager)],
    }) // prettier-ignore
    expect(short(out).map((line) => line.slice(9))).toEqual([
      'CheckoutErrors fired (Alertmanager + PagerDuty)',
      'DiskFull (db-1) fired (Alertmanager)',
      'DiskFull (db-2) fired (PagerDuty)',
    ])
  })

  test('what a person says about an alert stays', async () => {
    const out = await merged({
      alerts: [alarm('14:03', 'CheckoutErrorsHigh', 'fired')],
      slack: [said('14:03:20', 'CheckoutErrorsHigh is firing, I look', { ...human, source: 'Slack' })],
    })
    expect(out.entries).toHaveLength(2)
  })

  test('an alert that fires twice is two, by all who tell of it', async () => {
    const fired = (time: string, source: string) => alarm(time, 'CheckoutErrorsHigh', 'fired', { source })
    const out = await merged({
      alerts: [fired('14:03:00', 'Alertmanager'), fired('14:03:40', 'Alertmanager')],
      pager: [fired('14:03:05', 'PagerDuty'), fired('14:03:45', 'PagerDuty')],
    })
    expect(short(out)).toEqual([
      '14:03:00 CheckoutErrorsHigh fired (Alertmanager + PagerDuty)',
      '14:03:40 CheckoutErrorsHigh fired (Alertmanager + PagerDuty)',
    ])
  })
})

describe('bursts', () => {
  test('equal lines within a minute of each other are one entry that says how many, and until when', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `2026-11-20T14:${String(3 + Math.floor(index / 50)).padStart(2, '0')}:${String(index % 50).padStart(2, '0')}Z connection refused`) // prettier-ignore
    const { entries } = await merged({
      'app.log': `${lines.join('\n')}\n2026-11-20T14:08:00Z connection refused`,
    })
    expect(entries.map(({ count, until }) => [count, until])).toEqual([
      [200, clock('14:06:49')],
      [1, null],
    ])
  })

  test('however short the line, of one source', async () => {
    const times = ['14:03:01', '14:03:02', '14:03:03']
    const out = await merged({
      log: times.flatMap((time) => [said(time, 'refused'), said(time, 'refused', { source: 'db' })]),
      chat: times.map((time) => said(time, 'ok', { ...human, source: 'Slack' })),
    })
    expect(short(out).filter((line) => line.includes('refused'))).toHaveLength(2)
    expect(short(out)[0]).toMatch(/refused .* ×3$/)
    expect(short(out).filter((line) => line.includes('ok'))).toHaveLength(3)
  })

  test('what people repeat stays as they said it, and so do lines that differ', async () => {
    const out = await merged({
      chat: [said('14:03', 'still looking', human), said('14:03:30', 'still looking', human)],
      log: [said('14:04', 'v12 is out'), said('14:04:01', 'v13 is out')],
    })
    expect(out.entries).toHaveLength(4)
  })

  test('a flood does not wait for its end', async () => {
    const flood = Array.from({ length: 30_000 }, (_, index) => `${clock('14:03')} line ${index}`)
    const { entries } = await merged({ 'app.log': flood.join('\n') })
    expect(entries).toHaveLength(30_000)
    expect(entries.map(({ sources }) => sources[0]?.origin.line)).toEqual(flood.map((_, index) => index + 1))
  })
})

describe('clocks that do not go together', () => {
  const EVENTS = [
    'deploy of v12 began',
    'error rate over 5 percent',
    'traffic moved to west',
    'queue is empty again',
  ]
  const told = (source: string, late: number, some: Partial<Evidence> = {}) =>
    EVENTS.map((text, index) =>
      evidence({ at: new Date(Date.parse(clock('14:00')) + index * 600_000 + late * 1000).toISOString(), text, source, ...some }),
    ) // prettier-ignore

  test('who tells the same always later is marked, is not moved, and is one entry with the others', async () => {
    const alone = said('14:50', 'disk is full', { source: 'host-3' })
    const out = await merged({
      one: told('chat', 0),
      two: told('pager', 1),
      three: [...told('host-3', 180), alone],
    })
    expect(out.findings).toMatchObject([
      {
        kind: 'clock',
        problem: expect.stringMatching(/^host-3 tells the same events 3 min later than chat, pager/),
      },
    ])
    expect(short(out)).toContain('14:00:00 deploy of v12 began (chat + pager + host-3)')
    expect(out.entries).toHaveLength(5)
    expect(out.entries.filter(({ clock }) => clock !== null)).toMatchObject([
      { at: clock('14:50'), text: 'disk is full', clock: { why: 'skew', aheadMs: 180_000 } },
    ])
  })

  test('the truer clock gives the time, also where it is the later one', async () => {
    const out = await merged({ one: told('chat', 0), two: told('pager', 1), three: told('host-3', -240) })
    expect(out.entries.map(({ at }) => at.slice(11, 16))).toEqual(['14:00', '14:10', '14:20', '14:30'])
    expect(out.entries.map(({ clock }) => clock)).toEqual([null, null, null, null])
  })

  test('an hour, where one says no zone: the zone is asked for', async () => {
    const out = await merged({ one: told('chat', 0), two: told('notes', 3_600, { zoneStated: false }) })
    expect(out.findings).toMatchObject([
      { problem: expect.stringMatching(/^notes .*1 h later/), fix: expect.stringContaining('--zone') },
    ])
  })

  test('two hosts in one file: the one whose clock is off is marked, and both stay, for neither tells of the other', async () => {
    const { entries, findings } = await merged({ syslog: [...told('lb-1', 0), ...told('lb-2', 420)] })
    expect(findings).toMatchObject([
      { kind: 'clock', problem: expect.stringMatching(/^lb-2 .*7 min later than lb-1/) },
    ])
    expect(entries.filter(({ clock }) => clock?.why === 'skew').map(({ sources }) => sources[0]?.source)).toEqual(Array(4).fill('lb-2')) // prettier-ignore
  })

  test('hosts that are restarted one after the other say the same in turn, and their clocks are well', async () => {
    const restart = (host: string, late: number) =>
      ['stopping', 'migrating the schema', 'listening on 8080', 'ready for traffic'].map((text, index) => evidence({ at: new Date(Date.parse(clock('14:00')) + (late + index * 5) * 1000).toISOString(), text: `${text} now`, source: host })) // prettier-ignore
    expect((await merged({ one: restart('web-1', 0), two: restart('web-2', 60) })).findings).toEqual([])
  })

  test('a delay that varies, or two events alone, say nothing', async () => {
    const varied = told('pager', 0).map((one, index) => ({ ...one, at: new Date(Date.parse(one.at) + index * 40_000).toISOString() })) // prettier-ignore
    expect((await merged({ one: told('chat', 0), two: varied })).findings).toEqual([])
    expect((await merged({ one: told('chat', 0), two: told('pager', 180).slice(0, 2) })).findings).toEqual([])
  })

  test('an entry out of order in its file is marked and told; a file with the newest first is in order', async () => {
    const at = ['14:00', '14:05', '12:10', '14:15', '14:20', '14:25'].map((time) =>
      said(time, `at ${time} it went on`),
    )
    const out = await merged({ log: at, newest: at.filter((_, index) => index !== 2).toReversed() })
    expect(out.findings).toMatchObject([{ kind: 'clock', origin: { file: 'log', line: 3 } }])
    const last = [
      ...at.slice(0, 1),
      ...at.slice(0, 1),
      ...at.slice(0, 1),
      ...at.slice(0, 1),
      ...at.slice(2, 3),
    ]
    expect((await merged({ newest: last })).findings).toEqual([])
    expect(out.entries.filter(({ clock }) => clock?.why === 'order')).toMatchObject([
      { text: 'at 12:10 it went on' },
    ])
  })
})

describe('what is wanted', () => {
  const LOG =
    '2026-11-20T14:00:00Z DEBUG polled\n2026-11-20T14:01:00Z WARN slow checkout\n2026-11-20T14:02:00Z checkout is back\n'
  const texts = async (filter: object) =>
    (await merged({ log: LOG }, { filter })).entries.map(({ text }) => text)

  test('by time, by words, and by level; what says no level stays', async () => {
    expect(await texts({ from: clock('14:01'), to: clock('14:01') })).toEqual(['WARN slow checkout'])
    expect(await texts({ match: (text: string) => text.includes('back') })).toEqual(['checkout is back'])
    expect(await texts({ level: 'warn' })).toEqual(['WARN slow checkout', 'checkout is back'])
    expect(await texts({ level: 'error' })).toEqual(['checkout is back'])
  })

  test('what lasted into the time counts', async () => {
    const long = said('13:00', 'region was drained', { end: clock('14:30') })
    expect((await merged({ one: [long] }, { filter: { from: clock('14:00') } })).entries).toHaveLength(1)
  })
})

test('a file that is no use is told, and the others are merged; a thousand faults are told as fifty and a count', async () => {
  const bad = Array.from({ length: 1_000 }, () => '1970-01-01T00:00:00Z boot').join('\n')
  const { entries, findings } = await merged({ empty: '', bad, good: '14:03 rollback' })
  expect(entries.map(({ text }) => text)).toEqual(['rollback'])
  expect(findings).toHaveLength(52)
  expect(findings.at(-1)?.problem).toBe('950 more like these were found in this file')
})

test('what memory does not hold is merged alike', async () => {
  const files = { a: lines(0), b: lines(1), c: lines(2) }
  expect(await merged(files, { memory: 5_000 })).toEqual(await merged(files))
})

const lines = (seed: number) =>
  Array.from({ length: 400 }, (_, index) => {
    const at = new Date(Date.parse(clock('14:00')) + ((index * 7_919 + seed * 104_729) % 3_600) * 1000)
    return `${at.toISOString()} step ${(index * 31) % 50} of the job`
  }).join('\n')
