import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

/** An incident that was noticed after some minutes and over after three times as many. */
const incident = (day: string, minutes: number, severity = 'sev2', services = 'checkout'): string => {
  const at = (after: number): string =>
    new Date(Date.parse(`${day}T09:00:00Z`) + after * 60_000).toISOString()
  return `---\nseverity: ${severity}\nservices: [${services}]\nstarted: ${at(0)}\ndetected: ${at(minutes)}\nresolved: ${at(3 * minutes)}\n---\n# Incident\n`
}
const year = (days: readonly string[], minutes: readonly number[]): Record<string, string> =>
  Object.fromEntries(days.map((day, index) => [`${day}.md`, incident(day, minutes[index] ?? 0)]))

const SPRING = [
  '2026-03-01',
  '2026-03-09',
  '2026-03-17',
  '2026-04-02',
  '2026-04-20',
  '2026-05-05',
  '2026-05-30',
]
const AUTUMN = ['2026-09-01', '2026-09-09', '2026-09-17', '2026-10-02', '2026-10-20', '2026-11-05']

describe('many postmortems', () => {
  test('have medians with spread and number, by severity and service, and no mean', async () => {
    const folder = await folderWith({
      ...year(SPRING, [4, 5, 6, 7, 8, 9, 120]),
      'other.md': incident('2026-05-31', 10, 'SEV-1', 'checkout, search'),
      'README.md': '# Postmortems\n',
      'notes/open.md': '---\nstarted: 2026-05-30T09:00:00Z\n---\n# Not over yet\n',
    })
    const { code, out } = await inProcess(['metrics', folder])
    expect(code).toBe(0)
    const all = JSON.parse(out)
    expect(all).toMatchObject({ version: 1, since: null, incidents: 8, before: 0 })
    expect(all.groups.map(({ by, name, incidents }: Record<string, unknown>) => [by, name, incidents])).toEqual([
      ['all', null, 8], ['severity', 'sev1', 1], ['severity', 'sev2', 7], ['service', 'checkout', 8], ['service', 'search', 1],
    ]) // prettier-ignore
    expect(all.groups[2].measures.timeToDetectMin).toEqual({
      spread: { n: 7, median: 7, lowerQuartile: 5.5, upperQuartile: 8.5, interval: { low: 4, high: 120 } },
      before: null, change: null,
    }) // prettier-ignore
    expect(all.groups[0].measures.timeToMitigateMin.spread).toBeNull()
    expect(all.leftOut).toEqual([{ path: join(folder, 'notes/open.md'), why: 'has no duration' }])
    const text = (await inProcess(['metrics', '--format', 'text', folder])).out
    expect(text).toContain(
      'Severity sev2 (7)\n  Time to detect    median 7 min, middle half 6 min to 9 min, n 7; usual is 4 min to 2 h (95%)',
    )
    expect(text).toContain(
      'Service search (1)\n  Time to detect    10 min (n 1: one incident says nothing of the next)',
    )
    expect(text).toContain('  Time to mitigate  not known')
    expect(text).toContain('Not counted: 1 document')
    expect(`${out}${text}`).not.toMatch(/mean|average/i)
  })

  test('since a day are compared with those before: half the time is seen, a tenth is not', async () => {
    const before = year(SPRING, [40, 42, 44, 50, 52, 54, 60])
    const halved = await folderWith({ ...before, ...year(AUTUMN, [20, 21, 22, 25, 26, 27]) })
    const tenth = await folderWith({ ...before, ...year(AUTUMN, [36, 38, 40, 45, 47, 49]) })
    const text = async (folder: string) =>
      (await inProcess(['metrics', '--since', '2026-07-01', '--format', 'text', folder], { columns: 200 }))
        .out
    expect(await text(halved)).toContain('6 incidents since 2026-07-01, 7 before')
    expect(await text(halved)).toMatch(/median 24 min[^\n]*\n +shorter than before; before: median 50 min/)
    expect(await text(tenth)).toMatch(
      /median 43 min[^\n]*\n +no change can be told from chance; before: median 50 min/,
    )
  })

  test('of which there are few say so', async () => {
    const folder = await folderWith({
      ...year(SPRING, [40, 42, 44, 50, 52, 54, 60]),
      ...year(AUTUMN.slice(0, 5), [1, 1, 1, 1, 1]),
    })
    const { out } = await inProcess(['metrics', '--since', '2026-07-01', '--format', 'text', folder])
    expect(out).toContain('n 5: too few to say what is usual\n')
    expect(out).toContain('too few to see a change (6 on each side are needed); before: median 50 min')
  })
})

test('no line is wider than the terminal, and no escape of a document reaches it', async () => {
  const folder = await folderWith({
    'a.md': incident('2026-05-30', 7, '"\\e[2J"', '"pay\\e[2J"'),
    'b.md': '# Notes\n',
  })
  const { out } = await inProcess(['metrics', folder], { columns: 60 })
  const lines = out.split('\n').filter((line) => !line.includes('/'))
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60)
  expect(out).not.toContain('\u001b')
})

test.each([
  [['missing'], /missing: There is no such file/],
  [['--since', 'summer', '.'], /YYYY-MM-DD/],
])('%j: exit 2', async (args, said) => {
  const { code, err } = await inProcess(['metrics', ...args])
  expect(code).toBe(2)
  expect(err).toMatch(said)
})

test('times that run backwards are left out, and the rest is counted', async () => {
  const folder = await folderWith({
    'a.md': incident('2026-05-30', -7),
    'b.md': incident('2026-05-31', 7),
    'early.md': incident('2026-05-30', 7).replace(/^resolved: .*$/m, 'resolved: 2026-05-30T09:05:00Z'),
    'c.md': new Uint8Array([0x89, 0, 0xff]),
  })
  const { code, out } = await inProcess(['metrics', folder])
  expect(code).toBe(2)
  expect(JSON.parse(out)).toMatchObject({
    incidents: 1,
    leftOut: [{ why: 'has times that run backwards' }, { why: 'has times that run backwards' }],
  })
})
