import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asksFor } from '../../src/github/asking.ts'
import { commandsIn, hasCommand } from '../../src/incident/commands.ts'
import { momentCommands } from '../../src/postmortem/moment-command.ts'

describe('/timeline', () => {
  it('takes what is below it: in a fence, or up to the next command', () => {
    expect(commandsIn('Hello.\n/timeline\n14:03 a\n14:05 b\n/detected 14:03')).toEqual({
      pasted: [{ text: '14:03 a\n14:05 b', line: 3 }],
      saysMoment: true,
      rest: 'Hello.',
    })
    expect(
      commandsIn('/debrief timeline\r\n\r\n```json\r\n[{}]\r\n/detected 14:03\r\n```\r\nThanks!'),
    ).toEqual({
      pasted: [{ text: '[{}]\n/detected 14:03', line: 4 }],
      saysMoment: false,
      rest: 'Thanks!',
    })
  })

  it('takes what stands beside it, and one command after the other', () => {
    expect(commandsIn('/timeline: 14:03 a\n/timeline\n14:04 b').pasted).toEqual([
      { text: '14:03 a', line: 1 },
      { text: '14:04 b', line: 3 },
    ])
    expect(commandsIn('/timeline').pasted).toEqual([{ text: '', line: 2 }])
  })

  it.each([
    'See /timeline',
    '> /timeline',
    '    x\n`/timeline`',
    '/timelines 14:03',
    '/timeline/x',
    '```\n/timeline\n/detected 14:03\n```',
    '    /timeline',
    '<!--\n/timeline\n14:03 a\n-->',
  ])('is not meant in %j', (body) => {
    expect(hasCommand(body)).toBe(false)
    expect(commandsIn(body).rest).toBe(body.trim())
  })
})

it('loses no line, and is done in no time', () => {
  const line = constantFrom(
    '/timeline',
    '```',
    '~~~',
    '/detected 1',
    'words',
    '',
    '/debrief digest',
    '> q',
    '/timeline 14:03 x',
  )
  assert(
    property(array(line), (lines) => {
      const { pasted, rest } = commandsIn(lines.join('\n'))
      const kept = [...pasted.map(({ text }) => text), rest].join('\n')
      return kept.split('words').length === lines.join('\n').split('words').length
    }),
  )
  const started = performance.now()
  commandsIn(`${'/timeline \t'.repeat(3_000)}\n${'`'.repeat(60_000)}\n${' '.repeat(60_000)}/timeline`)
  expect(performance.now() - started).toBeLessThan(500)
})

it.each(['\u2028', '\u2029'])('is done in no time where %j ends a line of blanks', (separator) => {
  const started = performance.now()
  const words = ['/timeline', '/debrief', '/debrief timeline', '/detected', '/resolved :', '/debrief publish']
  for (const word of words) {
    const body = `${word}${' '.repeat(3_000)}${separator}x`
    hasCommand(body)
    asksFor('publish', body)
    momentCommands(body, { saidAt: '2026-11-23T15:00:00Z', zone: 'UTC' })
    commandsIn(`${word}${' \t'.repeat(32_000)}${separator}x${separator}`)
  }
  expect(performance.now() - started).toBeLessThan(500)
  expect(commandsIn(`/timeline 14:03 a${separator}b`).pasted).toEqual([
    { text: `14:03 a${separator}b`, line: 1 },
  ])
})

it('is read alike by all who look for commands', () => {
  const line = constantFrom(
    '/timeline',
    '```',
    '``` <!-- sh',
    '~~~',
    '/detected 14:03',
    '/debrief publish',
    '    /detected 14:03',
    '<!--',
    '-->',
    '14:03 words',
  )
  const saidAt = '2026-11-23T15:00:00Z'
  assert(
    property(array(line), (lines) => {
      const body = lines.join('\n')
      const moments = momentCommands(body, { saidAt, zone: 'UTC' })
      expect(commandsIn(body).saysMoment).toBe(moments.length > 0)
      expect(asksFor('publish', body)).toBe(
        momentCommands(
          body.replaceAll('/detected', 'detected').replaceAll('/debrief publish', '/detected 14:03'),
          { saidAt, zone: 'UTC' },
        ).length > 0,
      )
    }),
  )
})
