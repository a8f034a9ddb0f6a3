import { describe, expect, test } from 'vitest'
import { parse } from '../../src/postmortem/parse.ts'

const timeline = (entries: readonly string[], front = ''): string =>
  `${front}# Mail delay\n\n## Timeline (2026-11-20, all times UTC)\n\n${entries.map((entry) => `- ${entry}`).join('\n')}\n`

describe('an entry says which moment it is', () => {
  test.each([
    ['[detected] the queue alert fires', 'detectedAt'],
    ['the queue alert fires [detected]', 'detectedAt'],
    ['Detected: the queue alert fires', 'detectedAt'],
    ['**Mitigated** by pausing the import', 'mitigatedAt'],
    ['Import paused [mitigated], mail goes out', 'mitigatedAt'],
    ['[Start] a mailbox of 90 GB is imported', 'startedAt'],
    ['Queue empty (`[resolved]`)', 'resolvedAt'],
  ] as const)('%s', (entry, fact) => {
    const { facts } = parse(timeline(['14:00 Nothing yet', `14:10 ${entry}`, '15:00 Coffee']))
    expect(facts[fact]).toBe('2026-11-20T14:10:00Z')
  })

  test('a marker in brackets beats the plainest words', () => {
    const { facts } = parse(
      timeline(['14:05 Detected by nobody: the alert is muted', '14:20 A customer calls [detected]']),
    )
    expect(facts.detectedAt).toBe('2026-11-20T14:20:00Z')
  })

  test('of several the first begins it and the last ends it', () => {
    const { facts } = parse(
      timeline(['14:05 [detected] a', '14:10 [detected] b', '15:00 [resolved] c', '15:30 [resolved] d']),
    )
    expect(facts).toMatchObject({
      detectedAt: '2026-11-20T14:05:00Z',
      resolvedAt: '2026-11-20T15:30:00Z',
    })
  })

  test('what the front matter states holds, and the marker that differs is told', () => {
    const { facts, problems } = parse(
      timeline(['14:10 The alert fires [detected]'], '---\ndetected: 2026-11-20T14:03:00Z\n---\n'),
    )
    expect(facts.detectedAt).toBe('2026-11-20T14:03:00Z')
    expect(problems).toMatchObject([{ code: 'fact', message: expect.stringContaining('14:10') }])
  })
})
