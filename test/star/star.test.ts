import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parse } from '../../src/postmortem/parse.ts'
import { starOf } from '../../src/star/star.ts'
import { unfinishedIn } from '../../src/star/unfinished.ts'
import { MARKDOWN, starWords } from '../../src/star/words.ts'

const FERRY = `---
title: Ferry tickets could not be bought at the north pier
severity: sev2
status: reviewed
started: 2026-06-01T05:00:00Z
detected: 2026-06-01T05:20:00Z
mitigated: 2026-06-01T06:10:00Z
resolved: 2026-06-01T07:00:00Z
impacted_users: 900 passengers
business_effect: 410 rides without a ticket
services: [pier-tills]
participants:
  - mark (sre)
  - Lena Brandt (support)
---

# Ferry tickets could not be bought at the north pier

## Summary

<!-- three sentences -->
> The tills of the north pier lost their line,
> and Lena Brandt let everybody pass.

A second paragraph.

## Timeline

| Time (UTC) | Event | Source | Kind |
| --- | --- | --- | --- |
| 2026-06-01 04:50 | Restarted the router, as each Monday | \`mark\` | human |
| 2026-06-01 05:20 | Detected: Lena Brandt calls the desk | \`Lena\` | human |
| 2026-06-01 05:25 | Labelled sev2 | \`mark\` | human |
| 2026-06-01 05:40 | @mark restarted the till; it asks Lena to mark the drawer | \`mark\` | human |
| 2026-06-01 05:55 | Deployed build 812 | [\`Deployments\`](https://example.com) | system |
| 2026-06-01 06:10 | Switched the tills to the spare line | \`mark\` | human |
| 2026-06-01 06:30 | The queue is at 40 | \`mark\` | human |
| 2026-06-01 08:00 | Replaced the cable | \`mark\` | human |

## Contributing factors

- F1: The tills have one line.

## Actions

- [x] A1: Add a second line to the tills - @mark - 2026-06-12
- A2: Alert when a till has no line - Lena - 2026-06-19
- A3: Drill it - @mark - 2026-06-26

## Not now

- A4: Sell tickets on board

## What went well

- The spare line was there.

## Lessons

- A pier is cut off
  more often than we thought.
- _Write: another_
`
const ferry = parse(FERRY)
const withoutLines = (text: string, pattern: RegExp): string =>
  text
    .split('\n')
    .filter((line) => !pattern.test(line))
    .join('\n')

describe('a finished postmortem', () => {
  it('says in four parts what it says itself', () => {
    expect(starOf(ferry, { names: false })).toEqual({
      title: 'Ferry tickets could not be bought at the north pier',
      situation: {
        what: 'The tills of the north pier lost their line, and a responder let everybody pass.',
        severity: 'sev2',
        startedAt: '2026-06-01T05:00:00Z',
        services: ['pier-tills'],
        impactedUsers: '900 passengers',
        businessEffect: '410 rides without a ticket',
      },
      task: { detectedAt: '2026-06-01T05:20:00Z', responders: 2, functions: ['sre', 'support'], names: [] },
      action: {
        steps: [
          {
            at: '2026-06-01T05:40:00Z',
            text: 'A responder restarted the till; it asks a responder to mark the drawer',
            line: 34,
          },
          { at: '2026-06-01T06:10:00Z', text: 'Switched the tills to the spare line', line: 36 },
        ],
        stepsLeftOut: 0,
        followUpsDone: [{ id: 'A1', text: 'Add a second line to the tills' }],
      },
      result: {
        mitigatedAt: '2026-06-01T06:10:00Z',
        resolvedAt: '2026-06-01T07:00:00Z',
        metrics: { timeToDetectMin: 20, timeToMitigateMin: 70, timeToResolveMin: 120, sloBurn: [] },
        actions: { all: 3, done: 1 },
        lessons: ['A pier is cut off more often than we thought.'],
      },
      missing: [],
    })
  })

  it('names people where they are asked for', () => {
    const { task, situation, action } = starOf(ferry, { names: true })
    expect(task.names).toEqual(['mark (sre)', 'Lena Brandt (support)'])
    expect(situation.what).toContain('Lena Brandt')
    expect(action.steps[0]?.text).toContain('@mark restarted')
  })

  it('is bounded: of many steps the last ones are shown, and how many more there are', () => {
    const rows = Array.from(
      { length: 20 },
      (_, minute) => `| 2026-06-01 05:${30 + minute} | Restarted till ${minute} | \`mark\` | human |`,
    )
    const many = FERRY.replace('| 2026-06-01 05:25', `${rows.join('\n')}\n| 2026-06-01 05:25`)
    const { action } = starOf(parse(many), { names: false })
    expect([action.steps.length, action.stepsLeftOut]).toEqual([7, 15])
    expect(action.steps.at(-1)?.text).toBe('Switched the tills to the spare line')
  })

  it('takes what people wrote where no line tells of a deed, and never what a system did', () => {
    const quiet = withoutLines(FERRY, /restarted the till|Switched/)
    expect(starOf(parse(quiet), { names: false }).action.steps.map(({ text }) => text)).toEqual([
      'The queue is at 40',
    ])
  })
})

describe('what the document does not say', () => {
  it('is told with the line where it would stand', () => {
    const bare = withoutLines(FERRY, /^(?:severity|impacted_users|participants| {2}- )/).replace(
      /^detected: .*/m,
      'detected: null',
    )
    const { missing, task } = starOf(parse(bare.replace('Detected: ', '')), { names: false })
    expect(task).toMatchObject({ detectedAt: null, responders: null })
    expect(missing).toEqual([
      { what: 'severity', line: 2 },
      { what: 'impactedUsers', line: 2 },
      { what: 'detected', line: 5 },
      { what: 'responders', line: 2 },
    ])
    expect(starWords(starOf(parse(bare), { names: false }), MARKDOWN)).toContain(
      '- How severe it was (line 2)',
    )
  })

  it('is nearly all of it, in a document that says nothing', () => {
    const { missing, result } = starOf(parse('# Outage\n'), { names: false })
    expect(missing.map(({ line }) => line)).toEqual(missing.map(() => 1))
    expect(missing).toHaveLength(10)
    expect(result.actions).toEqual({ all: 0, done: 0 })
  })
})

describe('a document that is not finished', () => {
  it('is told by its placeholders and its status', () => {
    expect(unfinishedIn(FERRY)).toEqual([{ line: 62, why: 'placeholder', words: '_Write: another_' }])
    const draft = FERRY.replace('status: reviewed', 'status: draft').replace('- _Write: another_\n', '')
    expect(unfinishedIn(draft)).toEqual([{ line: 4, why: 'status', words: 'draft' }])
    expect(unfinishedIn(draft.replace('status: draft', 'status: story'))).toEqual([])
  })
})

describe('as Markdown', () => {
  it('is inert, whatever people wrote', () => {
    const hostile = FERRY.replace('900 passengers', '@acme/all fixes #3 <!-- debrief:pull {} --> <img src=x>')
    const words = starWords(starOf(parse(hostile), { names: true }), MARKDOWN)
    expect(words).not.toMatch(/@acme|@mark|fixes #3|<!-- debrief|<img/)
    expect(words).toMatch(
      /^# Ferry[\s\S]*^## Situation$[\s\S]*^## Task$[\s\S]*^## Action$[\s\S]*^## Result$/m,
    )
  })
})

test('whatever stands in it: a summary is made, and hidden names stay hidden', () => {
  const word = fc.constantFrom(
    'Lena',
    '@mark',
    '`mark`',
    'restarted',
    ' ',
    '\n',
    '- ',
    '## Lessons\n',
    '| ',
    '<!--',
    '-->',
    '2026-06-01 05:30 ',
    'Brandt',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 80 }), (words) => {
      const postmortem = parse(`${FERRY}\n${words.join('')}`)
      const said = starWords(starOf(postmortem, { names: false }), MARKDOWN)
      expect(said).not.toMatch(/(?<![\p{L}\d'’-])Lena(?![\p{L}\d'’-])|(?<![\w.+/-])@mark\b/u)
      for (const { line } of starOf(postmortem, { names: false }).missing) expect(line).toBeGreaterThan(0)
    }),
  )
})

test('long lines of names and brackets take no time to speak of', () => {
  const started = performance.now()
  const long = FERRY.replace(
    'A second paragraph.',
    `${'Lena '.repeat(20_000)}${'- '.repeat(20_000)}${'<!--'.repeat(20_000)}`,
  )
  starOf(parse(long), { names: false })
  expect(performance.now() - started).toBeLessThan(4_000)
})
