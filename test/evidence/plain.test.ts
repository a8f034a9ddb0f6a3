import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain } from '../../src/evidence/adapters/plain.ts'
import { toldBy } from './told.ts'

const lines = async (text: string, reading: Parameters<typeof toldBy>[1] = {}) =>
  (await toldBy(text, reading)).entries.map(({ at, text }) => `${at} ${text}`)

describe('lines that begin with their time', () => {
  test.each([
    ['14:03 checkout fails', '2026-11-20T14:03:00.000Z checkout fails'],
    ['- 2:03 pm: checkout fails', '2026-11-20T14:03:00.000Z checkout fails'],
    ['14:03 CET checkout fails', '2026-11-20T13:03:00.000Z checkout fails'],
    ['2026-11-19 14:03 checkout fails', '2026-11-19T14:03:00.000Z checkout fails'],
    ['19 Nov 14:03 checkout fails', '2026-11-19T14:03:00.000Z checkout fails'],
    ['2026-11-20T14:03:07,250+01:00 WARN checkout fails', '2026-11-20T13:03:07.250Z WARN checkout fails'],
    ['[2026-11-20 14:03:07] checkout fails', '2026-11-20T14:03:07.000Z checkout fails'],
  ])('%s', async (line, told) => {
    expect(await lines(line)).toEqual([told])
  })

  test('the day is that of a date above, and the next one after midnight', async () => {
    const text = '# Notes\n2026-11-18\n23:58 page\n00:03 rollback\n\n2026-11-19\n09:00 review\n'
    expect(await lines(text, { day: null })).toEqual([
      '2026-11-18T23:58:00.000Z page',
      '2026-11-19T00:03:00.000Z rollback',
      '2026-11-19T09:00:00.000Z review',
    ])
  })

  test.each([
    '2026-13-19 14:03:00',
    '2026-11-19 14:03:99',
    '2026-11-19 14:60:00',
    '2026-11-19 14:03:00 +99:99',
    '2026-11-19 14:03:00 +01:75',
  ])('%s is told', async (stamp) => {
    const { entries, misread } = await toldBy(`${stamp} text\n2026-11-19 23:59:60Z leap\n`)
    expect(entries.map(({ at }) => at)).toEqual(['2026-11-20T00:00:00.000Z'])
    expect(misread).toMatchObject([{ problem: `${stamp} is no time that there is` }])
  })

  test('the day of a dated line is that of those below it; a clock that there is not is told, and swallows nothing', async () => {
    const text = '2026-11-21 14:00 lights out\n25:99 wrong\n14:61 worse\n14:05 lights on\n'
    const { entries, misread } = await toldBy(text, { day: null })
    expect(entries.map(({ at, text }) => `${at} ${text}`)).toEqual([
      '2026-11-21T14:00:00.000Z lights out',
      '2026-11-21T14:05:00.000Z lights on',
    ])
    expect(misread.map(({ problem, origin }) => `${origin.line} ${problem}`)).toEqual([
      '2 25:99 is no time that there is',
      '3 14:61 is no time that there is',
    ])
  })

  test('a line without a time belongs to the one above', async () => {
    expect(await lines('14:03 it broke\n  at checkout\n14:04 rollback')).toEqual([
      '2026-11-20T14:03:00.000Z it broke\n  at checkout',
      '2026-11-20T14:04:00.000Z rollback',
    ])
  })

  test('what has no day or no time is told, and the rest is read', async () => {
    const { entries, misread } = await toldBy('who was there: all\n14:03 it broke\n2026-02-30T14:03:00Z no such day\n2026-11-19 14:05 rollback', { day: null }) // prettier-ignore
    expect(entries.map(({ text }) => text)).toEqual(['rollback'])
    expect(misread.map(({ problem, origin }) => `${origin.line}: ${problem}`)).toEqual([
      '1: There is no time at the start of this line, nor of one before',
      '2: This time has no day',
      '3: 2026-02-30T14:03:00Z is no time that there is',
    ])
  })
})

describe('clocks on the wall', () => {
  test('what was shown twice is its first time, and that is said', async () => {
    const { entries, misread } = await toldBy('02:30 page', { zone: 'Europe/Berlin', day: '2026-10-25' })
    expect(entries[0]).toMatchObject({ at: '2026-10-25T00:30:00.000Z', zoneStated: false })
    expect(misread).toMatchObject([
      { kind: 'clock', problem: expect.stringContaining('on the clocks of Europe/Berlin was shown twice') },
    ])
  })

  test('what was never shown counts as if the clocks had stayed, and that is said', async () => {
    const { entries, misread } = await toldBy('2026-03-29 02:30:00 page', {
      zone: 'Europe/Berlin',
      day: '2026-03-29',
    })
    expect(entries[0]?.at).toBe('2026-03-29T01:30:00.000Z')
    expect(misread).toMatchObject([
      { kind: 'clock', problem: expect.stringContaining('on the clocks of Europe/Berlin was never shown') },
    ])
  })

  test('is said once a file, whatever the format', async () => {
    const night = { zone: 'Europe/Berlin', day: '2026-10-25' }
    const lines = ['02:30', '02:31', '02:32'].map((clock) => `2026-10-25 ${clock}`)
    for (const text of [
      lines.map((at) => `${at} page\n`),
      ['time,text\n', ...lines.map((at) => `${at},page\n`)],
    ]) {
      const { entries, misread } = await toldBy(text.join(''), night)
      expect(entries).toHaveLength(3)
      expect(misread.map(({ problem }) => problem)).toEqual([
        '2026-10-25 02:30 on the clocks of Europe/Berlin was shown twice that day; it is read as the first',
      ])
    }
  })

  test('an offset leaves no doubt', async () => {
    const { entries, misread } = await toldBy('2026-10-25 02:30:00 +01:00 page', { zone: 'Europe/Berlin' })
    expect(entries[0]).toMatchObject({ at: '2026-10-25T01:30:00.000Z', zoneStated: true })
    expect(misread).toEqual([])
  })
})

test('it knows its own, and leaves what others write', () => {
  const known = (text: string) => plain.recognises({ name: 'a', text })
  expect(known('14:03 it broke\n14:05 rollback')).toBe(true)
  expect(known('2026-11-20T14:03:00Z it broke\n  at checkout\n  at main')).toBe(true)
  expect(known('{"time":"14:03"}')).toBe(false)
  expect(known('Minutes of the meeting\nWe met at 14:03.')).toBe(false)
  expect(known('')).toBe(false)
})

test('whatever the text, each entry has a time and says where it stands', async () => {
  const part = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('14:03 ', '2026-11-20', 'T', ':', '+01:00', '\n', ' am', '\r\n', '\0', '🚒')) // prettier-ignore
  const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(text, async (text) => {
      const count = text.split('\n').length
      const { entries, misread } = await toldBy(`14:03 start\n${text}`)
      for (const { at, origin } of entries) {
        expect(at).toBe(new Date(at).toISOString())
        expect(origin.line).toBeLessThanOrEqual(count + 1)
      }
      for (const { origin } of misread) expect(origin.line).toBeLessThanOrEqual(count + 1)
    }),
    { numRuns: 300 },
  )
})
