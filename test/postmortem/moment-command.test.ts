import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentCommands } from '../../src/postmortem/moment-command.ts'

const said = (text: string, saidAt = '2026-11-23T15:00:00Z', zone = 'UTC') =>
  momentCommands(text, { saidAt, zone })

test.each([
  ['/detected 14:03', 'detectedAt', '2026-11-23T14:03:00Z', false],
  ['/Started: 13:58 UTC', 'startedAt', '2026-11-23T13:58:00Z', true],
  ['  /debrief mitigated at 14:31 CET  ', 'mitigatedAt', '2026-11-23T13:31:00Z', true],
  ['/resolved 2026-11-22 23:50 Europe/Berlin', 'resolvedAt', '2026-11-22T22:50:00Z', true],
  ['/resolved 2026-11-23T14:44:10+01:00', 'resolvedAt', '2026-11-23T13:44:10Z', true],
  ['/detected 2:03 pm', 'detectedAt', '2026-11-23T14:03:00Z', false],
])('%s', (line, moment, at, zoneStated) => {
  expect(said(line)).toEqual([{ moment, at, zoneStated, line: 1 }])
})

test('a comment may say several, between words of its own', () => {
  const text = 'For the record:\r\n/started 13:52\r\n/detected 13:58\r\n\r\nThanks, all.'
  expect(said(text)).toMatchObject([
    { moment: 'startedAt', at: '2026-11-23T13:52:00Z', line: 2 },
    { moment: 'detectedAt', at: '2026-11-23T13:58:00Z', line: 3 },
  ])
})

test('a clock without a day is the last such one: what is told after midnight was the evening before', () => {
  expect(said('/mitigated 23:50', '2026-11-24T00:20:00Z')).toMatchObject([{ at: '2026-11-23T23:50:00Z' }])
  expect(said('/mitigated 00:22', '2026-11-24T00:20:00Z')).toMatchObject([{ at: '2026-11-24T00:22:00Z' }])
  // On the clocks of Tokyo it is the next day already.
  expect(said('/mitigated 00:10', '2026-11-23T15:20:00Z', 'Asia/Tokyo')).toMatchObject([
    { at: '2026-11-23T15:10:00Z' },
  ])
})

test.each([
  ['/detected', /When was it detected\? Add the time: `\/detected 14:03`/],
  ['/detected soon after lunch', /“soon after lunch” is no time/],
  ['/detected 2026-11-23', /says the day and not the time/],
  ['/detected 14:03 Mars time', /“Mars time” behind the time/],
  ['/detected 14:03 to 14:20', /no time that can be read/],
  ['/detected T+5m', /no time that can be read/],
  ['/detected 2026-13-45 14:03', /no time|behind the time/],
  ['/resolved 2027-01-05 10:00', /still to come/],
  ['/started 1970-01-01 00:00', /more than ten years ago/],
  [`/started ${'9'.repeat(5000)}`, /no time that can be read/],
  ['/started <!-- @acme/all --> #12', /“-- acme\/all -- 12” is no time/],
])('%.50s is answered with what to write instead', (line, problem) => {
  expect(said(line)).toEqual([
    { moment: expect.any(String), problem: expect.stringMatching(problem), line: 1 },
  ])
})

describe('when the clocks change', () => {
  test('an hour that never was is told', () => {
    expect(said('/started 2026-03-29 02:30', '2026-03-29T12:00:00Z', 'Europe/Berlin')).toMatchObject([
      { problem: expect.stringContaining('skipped that time on 2026-03-29') },
    ])
    expect(said('/resolved 2026-03-29 02:30', '2026-10-25T12:00:00Z', 'Europe/Berlin')).toMatchObject([
      { problem: expect.stringContaining('as `/resolved 2026-03-29 01:30 UTC`') },
    ])
  })
  test('an hour that came twice is asked about, with both in UTC', () => {
    expect(said('/started 02:30', '2026-10-25T12:00:00Z', 'Europe/Berlin')).toMatchObject([
      { problem: expect.stringContaining('at 00:30 and 01:30 UTC') },
    ])
    expect(said('/started 02:30 CEST', '2026-10-25T12:00:00Z', 'Europe/Berlin')).toMatchObject([
      { at: '2026-10-25T00:30:00Z' },
    ])
  })
})

test.each([
  '> /detected 14:03',
  '```\n/detected 14:03\n```',
  '~~~~\n~~~\n/detected 14:03\n',
  'We ran /detected 14:03',
  '/detectedly 14:03',
  '/detected-by ada',
  '    /detected 14:03',
  '\t/detected 14:03',
  '<!-- for the record\n/detected 14:03\n-->',
  'Words <!--\n```\n/detected 14:03\n-->',
])('%j is no command', (text) => {
  expect(said(text)).toEqual([])
})

test('a command behind a comment that nobody sees is one', () => {
  expect(said('<!-- a -->\n<!--\nb\n-->\n/detected 14:03')).toMatchObject([{ line: 5 }])
})

test('a comment of thousands is answered for its first twenty', () => {
  expect(said('/detected 14:03\n'.repeat(3000))).toHaveLength(20)
})

test('whatever is written, each command gets a moment that is past or a short problem', () => {
  const time = fc.oneof(
    fc.string({ maxLength: 60 }).map((words) => words.replace(/[\r\n]/g, ' ')),
    fc.stringMatching(/^\d{1,4}[-:. /]\d{1,2}[-:. ]\d{1,2}( \d\d:\d\d)?( [A-Z]{3})?$/),
  )
  fc.assert(
    fc.property(time, fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'), (words, zone) => {
      const [each, ...others] = said(`/resolved ${words}`, '2026-11-23T15:00:00Z', zone)
      expect(others).toEqual([])
      const isPast = each && 'at' in each && Date.parse(each.at) <= Date.parse('2026-11-23T15:05:00Z')
      const isTold = each && 'problem' in each && each.problem.length < 250
      expect(isPast || isTold).toBe(true)
    }),
  )
})
