import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { debrief, inProcess, start } from './debrief.ts'
import { folderWith } from './folder.ts'

const NOTES = '14:03 Ines sees checkout fail\n14:05 rollback\n'
const LOG = '2026-11-20T13:04:00Z ERROR connection refused\n2026-11-20T13:06:00Z INFO connected\n'
const DAY = ['--day', '2026-11-20']

async function merge(files: Record<string, string>, ...args: readonly string[]) {
  const folder = await folderWith(files)
  const named = args.map((arg) =>
    arg in files || arg === '.' || arg.includes('*') ? join(folder, arg) : arg,
  )
  const ended = await inProcess(['timeline', 'merge', ...named], { stdin: NOTES })
  return { ...ended, err: ended.err.replaceAll(`${folder}/`, '') }
}
const events = (out: string) =>
  out
    .split('\n')
    .slice(2)
    .flatMap((line) => line.split(' | ')[1] ?? [])

describe('debrief timeline merge', () => {
  test('files of different zones come out in order, as rows of the timeline', async () => {
    const { code, out, err } = await merge({ 'notes.txt': NOTES, 'app.log': LOG }, ...DAY, '--zone', 'Europe/Berlin', 'notes.txt', 'app.log') // prettier-ignore
    expect(out).toBe(`| Time (UTC) | Event | Source | Kind |
| --- | --- | --- | --- |
| 2026-11-20 13:03 | Ines sees checkout fail | notes.txt | human |
| 2026-11-20 13:04 | ERROR connection refused | app.log | system |
| 2026-11-20 13:05 | rollback | notes.txt | human |
| 2026-11-20 13:06 | INFO connected | app.log | system |
`)
    expect(err).toBe('4 rows from 4 events.\n')
    expect(code).toBe(0)
  })

  test('a folder without its documents, a pattern, and standard input', async () => {
    const files = { 'a/notes.txt': NOTES, 'a/README.md': '14:07 not evidence', 'app.log': LOG }
    expect(events((await merge(files, ...DAY, '.')).out)).toHaveLength(4)
    expect(events((await merge(files, ...DAY, '*.log')).out)).toHaveLength(2)
    expect(events((await merge(files, ...DAY, '-')).out)).toHaveLength(2)
  })

  test('what Excel says of the separator is passed over, and one event is one', async () => {
    const { out, err } = await merge(
      { 'a.csv': 'sep=;\r\ntime;text\r\n2026-11-20T13:04:00Z;refused\r\n' },
      'a.csv',
    )
    expect(events(out)).toEqual(['refused'])
    expect(err).toBe('1 row from 1 event.\n')
  })

  test('standard input has a name', async () => {
    const { out } = await merge({}, ...DAY, '-')
    expect(out).toContain('| Ines sees checkout fail | standard input | human |')
  })

  test('a format that is said counts however the file is written', async () => {
    const files = { 'ev/a.json': NOTES }
    const folder = await folderWith(files)
    const said = (...args: string[]) => debrief(['timeline', 'merge', ...DAY, ...args], { cwd: folder })
    for (const args of [
      ['--as', 'plain:./ev/a.json', 'ev'],
      ['--as', 'plain:ev/a.json'],
    ])
      expect(events((await said(...args)).out)).toHaveLength(2)
    expect((await said('--as', 'plain:ev/*.json', 'ev')).err).toMatch(
      /--as plain:ev\/\*\.json: that is none of the files/,
    )
    expect((await said()).err).toMatch(/Name at least one export/)
  })

  test('JSON, with the findings', async () => {
    const { code, out } = await merge(
      { 'app.log': `${LOG}1970-01-01T00:00:00Z boot\n` },
      '--format',
      'json',
      'app.log',
    )
    const { version, entries, findings } = JSON.parse(out) as {
      version: number
      entries: object[]
      findings: object[]
    }
    expect(version).toBe(1)
    expect(entries[0]).toMatchObject({
      at: '2026-11-20T13:04:00.000Z', kind: 'system', text: 'ERROR connection refused', count: 1, clock: null,
      sources: [{ source: 'app.log', link: null, file: expect.stringContaining('app.log'), line: 1 }],
    }) // prettier-ignore
    expect(findings).toMatchObject([{ kind: 'entry', line: 3, problem: expect.stringContaining('1970') }])
    expect(code).toBe(1)
  })

  test('what is wanted: a time, words, a level', async () => {
    const wanted = async (...args: string[]) =>
      events((await merge({ 'app.log': LOG }, ...args, 'app.log')).out)
    expect(await wanted(...DAY, '--from', '14:05', '--zone', 'Europe/Berlin')).toEqual(['INFO connected'])
    expect(await wanted('--to', '2026-11-20 13:05')).toEqual(['ERROR connection refused'])
    expect(await wanted('--to', '2026-11-20', '--match', '(?i)REFUSED|never')).toEqual([
      'ERROR connection refused',
    ])
    expect(await wanted('--level', 'warn')).toEqual(['ERROR connection refused'])
    expect(await wanted('--from', '2026-11-21')).toEqual([])
  })

  test('a file that is no use is told with what to do, and the others are merged: exit 2', async () => {
    const { code, out, err } = await merge({ 'notes.txt': NOTES, 'prose.txt': 'We met.\n' }, ...DAY, 'notes.txt', 'prose.txt', 'missing.txt') // prettier-ignore
    expect(code).toBe(2)
    expect(events(out)).toHaveLength(2)
    expect(err).toMatch(
      /^prose\.txt:1: Its format was not recognised.*\nmissing\.txt:1: There is no such file/,
    )
  })

  test('a secret is told without being said: exit 1', async () => {
    const secret = ['hunter', '2x'].join('')
    const { code, out, err } = await merge({ 'a.log': `2026-11-20T13:04:00Z password=${secret}\n` }, 'a.log')
    expect(code).toBe(1)
    expect(out + err).not.toContain(secret)
    expect(err).toContain('a.log:1: A secret stood here')
  })

  test.each([
    [['--zone', 'Berlin'], /--zone Berlin: there is no such time zone\. Did you mean Europe\/Berlin\?/],
    [['--zone', 'Mars/Base'], /Give an IANA name such as Europe\/Berlin/],
    [['--from', 'soon'], /--from soon: give a time such as/],
    [['--from', '14:00'], /--from 14:00: give a time such as/],
    [['--from', '2026-11-20 14:00', '--to', '2026-11-20 13:00'], /--to 2026-11-20 13:00 is before --from/],
    [['--match', '(a)\\1'], /--match \(a\)\\1 cannot be read as a pattern/],
    [['--as', 'pigeon:a.log'], /--as pigeon:a\.log: give a format and a file/],
    [['--level', 'loud'], /--level/],
  ])('an option that cannot be: %j, exit 2', async (args, words) => {
    const { code, out, err } = await merge({ 'a.log': LOG }, ...args, 'a.log')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(words)
  })

  test('long work shows how far it is, and stopped midway leaves nothing behind', async () => {
    const line = (index: number) => `${new Date(1_763_640_000_000 + index * 50).toISOString()} INFO order ${index} is done and on its way to the shop\n` // prettier-ignore
    const folder = await folderWith({
      'big.log': Array.from({ length: 120_000 }, (_, index) => line(index)).join(''),
    })
    const { child, ended } = start('src/cli.ts', ['timeline', 'merge', '--format', 'json', 'big.log'], {
      cwd: folder,
      env: { TMPDIR: folder },
    })
    // The first output comes when all has been sorted and lies on disk.
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGINT')
    await ended
    expect(readdirSync(folder)).toEqual(['big.log'])
    const said: string[] = []
    await inProcess(['timeline', 'merge', '--match', 'no such words', join(folder, 'big.log')], {
      progress: (line) => said.push(line),
    })
    expect(said.at(-1)).toBe('')
    expect(said[0]).toMatch(/^Reading .*big\.log: \d+ MB, 0 events so far$/)
  })

  test('help says what it takes', async () => {
    const { out: asked } = await inProcess(['help', 'timeline', 'merge'])
    expect(asked).toContain('--zone')
    const { err } = await inProcess(['timeline', 'merge', '--nonsense'])
    expect(err).toContain('`debrief help timeline merge` says what it takes')
    const { code, out } = await debrief(['timeline', 'merge', '--help'])
    expect(code).toBe(0)
    for (const words of ['--zone', 'plain', 'Exit codes', '$ debrief timeline merge'])
      expect(out).toContain(words)
  })
})
