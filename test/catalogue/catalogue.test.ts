import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf, indexOf, type Entry } from '../../src/catalogue/catalogue.ts'
import { indexJson, indexPage, renderIndex } from '../../src/catalogue/render.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN } from '../recurrence/written.ts'

const entry = (path: string, text: string): Entry => entryOf(path, parse(text))
const ENTRIES = [
  entry(
    'pm/september.md',
    FULL_SEPTEMBER.replace(
      'severity: sev2',
      'severity: sev2\ndetected: 2026-09-03T05:30:00Z\nresolved: 2026-09-03T07:10:00Z',
    ),
  ),
  entry('pm/2026/november.md', FULL_NOVEMBER),
  entry('pm/fog.md', '# Fog\n'),
  entry('pm/oven.md', OVEN),
]

describe('the index of a folder', () => {
  test('has the newest first and those without a day last', () => {
    expect(renderIndex(indexOf(ENTRIES), 'pm')).toBe(
      `| Date | Postmortem | Severity | Detected after | Over after | Open actions |
| --- | --- | --- | --- | --- | --- |
| 2026-11-11 | [Turnstiles stayed shut at the west pier](<2026/november.md>) | sev2 | – | – | 1 of 1 |
| 2026-10-02 | [The ovens did not light](<oven.md>) | – | – | – | 1 of 1 |
| 2026-09-03 | [Ticket printers went silent before the first ferry](<september.md>) | sev2 | 20 min | 2 h | 3 of 4 |
| – | [Fog](<fog.md>) | – | – | – | – |
`,
    )
  })

  test('tells no length of times that run backwards', () => {
    const backwards = 'started: 2026-09-03T05:10:00Z\nresolved: 2026-09-03T04:10:00Z'
    const one = entry('a.md', `---\n${backwards}\n---\n# Doors\n`)
    expect(renderIndex(indexOf([one]), 'pm')).toContain('| [Doors](<a.md>) | – | – | – | – |')
  })

  test('counts an action as open as its issue says, where the caller knows it', () => {
    const { actions } = entryOf('a.md', parse(FULL_SEPTEMBER), ({ id }) => id === 'A3')
    expect(actions).toEqual({ all: 4, open: 1 })
  })

  test('is the same whatever the order, and has each path once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ENTRIES, { minLength: ENTRIES.length }), (entries) => {
        expect(indexJson(indexOf([...entries, ...entries]))).toBe(indexJson(indexOf(ENTRIES)))
      }),
    )
  })

  test('stands between markers, and people’s words around it stay', () => {
    const made = indexPage(null, indexOf(ENTRIES), 'pm').text ?? ''
    expect(made).toMatch(/^# Postmortems\n/)
    const edited = `${made.replace('# Postmortems', '# What we learned')}\nAsk in the pier office.\n`
    const { text } = indexPage(edited, indexOf(ENTRIES.slice(1)), 'pm')
    expect(text).toMatch(/^# What we learned\n/)
    expect(text).toContain('Ask in the pier office.')
    expect(text).not.toContain('Ticket printers')
    expect(indexPage(text, indexOf(ENTRIES.slice(1)), 'pm').text).toBeNull()
  })

  test('of a person who edited inside gets new rows below, and keeps theirs', () => {
    const made = indexPage(null, indexOf(ENTRIES.slice(1)), 'pm').text ?? ''
    const edited = made.replace('The ovens did not light', 'The cold morning')
    const { text, owner } = indexPage(edited, indexOf(ENTRIES), 'pm')
    expect(owner).toBe('person')
    expect(text).toContain('The cold morning')
    expect(text).toMatch(/\[Fog\].*\n\| 2026-09-03 \| \[Ticket printers/)
  })

  test('as JSON has one postmortem a line', () => {
    const json = indexJson(indexOf(ENTRIES))
    expect(JSON.parse(json).postmortems[2]).toEqual({
      path: 'pm/september.md', title: 'Ticket printers went silent before the first ferry', severity: 'sev2', day: '2026-09-03',
      startedAt: '2026-09-03T05:10:00Z', services: ['ticketing'], actions: { all: 4, open: 3 },
      metrics: { timeToDetectMin: 20, timeToMitigateMin: null, timeToResolveMin: 120 },
      summary: 'No ticket could be printed on the east pier, since the volume of the print host was full of receipts that nothing deletes.',
      factors: ['The receipts volume had no rotation, and its partition was full after eleven weeks. #capacity', 'Free disk space of print hosts is on no dashboard.'],
      tags: ['capacity'], kinds: ['full disk'],
    }) // prettier-ignore
    expect(json.split('\n')).toHaveLength(ENTRIES.length + 3)
    expect(indexJson([])).toBe('{"version":1,"postmortems":[]}\n')
  })

  test('as JSON leaves out the words of the older ones, so that it stays readable', () => {
    const [one] = ENTRIES
    const many = Array.from(
      { length: 301 },
      (_, index) => ({ ...one, path: `pm/${1000 + index}.md` }) as Entry,
    )
    const { postmortems } = JSON.parse(indexJson(indexOf(many)))
    expect(postmortems[299].kinds).toEqual(['full disk'])
    expect(postmortems[300]).toMatchObject({
      path: 'pm/1300.md',
      summary: '',
      factors: [],
      tags: [],
      kinds: [],
    })
  })
})

test('whatever a title, a severity or a path holds, each postmortem is one row, and pings nobody', () => {
  const part = fc.oneof(fc.constantFrom('@ada', '|', '\n', '`', '<!--', '-->', '](', ')', '>', '\\', '#', 'closes #1', '\uD800'), fc.string({ unit: 'binary', maxLength: 5 })) // prettier-ignore
  const words = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(words, words, words, (title, severity, path) => {
      const [made] = ENTRIES
      if (made === undefined) throw new Error('some were made')
      const text = renderIndex([{ ...made, title, severity, path: `pm/${path}` }], 'pm')
      expect(text.trimEnd().split('\n')).toHaveLength(3)
      expect(text).not.toMatch(/(?<![a-z\d])@[a-z\d]|<!--|\bcloses #1/i)
      const row = text.trimEnd().split('\n')[2] ?? ''
      expect(row.split(/(?<!\\)\|/)).toHaveLength(8)
      expect(indexPage(null, [{ ...made, title, severity, path: `pm/${path}` }], 'pm').owner).toBe('app')
    }),
  )
})
