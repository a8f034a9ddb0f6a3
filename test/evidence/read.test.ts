import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { read } from '../../src/evidence/read.ts'
import { evidence, inPieces, listOf, READING, toldBy } from './told.ts'

const TEXT = '14:03 Jürgen sieht es 🚒\n14:05 zurück\n'
const problems = (told: Awaited<ReturnType<typeof toldBy>>) =>
  told.misread.map(({ kind, problem, origin }) => `${origin.line} ${kind ?? 'entry'}: ${problem}`)
const texts = (told: Awaited<ReturnType<typeof toldBy>>) => told.entries.map(({ text }) => text)

describe('whatever a file is encoded in', () => {
  const utf16be = Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16, the little end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16, the big end first', utf16be],
    ['gzip', gzipSync(TEXT)],
    ['with the line breaks of Windows', Buffer.from(TEXT.replaceAll('\n', '\r\n'))],
  ])('%s', async (_, bytes) => {
    const told = await toldBy(bytes)
    expect(texts(told)).toEqual(['Jürgen sieht es 🚒', 'zurück'])
    expect(told.misread).toEqual([])
  })

  test('bytes that are no text are shown as such, and told once with the line', async () => {
    const bytes = Buffer.concat([Buffer.from('14:03 fine\n14:04 J'), Buffer.from([0xfc]), Buffer.from('rgen\n14:05 zur'), Buffer.from([0xfc]), Buffer.from('ck\n')]) // prettier-ignore
    const told = await toldBy(bytes)
    expect(texts(told)).toEqual(['fine', 'J\uFFFDrgen', 'zur\uFFFDck'])
    expect(problems(told)).toEqual([
      '2 entry: From here on there are bytes that are no UTF-8 text; they show as \uFFFD',
    ])
  })

  test('the sign for such bytes may stand in a text itself', async () => {
    const told = await toldBy(Buffer.from('14:03 it said \uFFFD\uFFFD there\n'))
    expect(told.misread).toEqual([])
  })

  test('a character that the file ends in the middle of', async () => {
    const told = await toldBy(Buffer.from(`14:03 it broke 🚒`).subarray(0, -2))
    expect(problems(told)).toHaveLength(1)
    expect(texts(told)).toEqual(['it broke \uFFFD'])
  })
})

describe('what is no export', () => {
  test.each([
    ['empty', '', 'The file is empty'],
    ['binary', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), 'The file is binary, so nothing of it was read'],
    ['prose', 'We met and talked.\nIt was long.\n', 'Its format was not recognised, so nothing of it was read'],
    ['a gzip that ends too early', gzipSync(TEXT.repeat(50)).subarray(0, 60), 'The file is packed with gzip and cannot be unpacked to its end'],
  ])('%s', async (_, content, problem) => {
    const told = await toldBy(content)
    expect(problems(told)).toContainEqual(`1 file: ${problem}`)
    expect(told.entries).toEqual([])
  }) // prettier-ignore

  test('the format may be said, and must be one that there is', async () => {
    const open = () => inPieces(Buffer.from('It was 14:03.\n14:05 rollback\nmore\nmore\nmore\nmore'))
    const named = (format?: string) => listOf(read({ file: 'n.txt', open, format }, READING))
    expect(await named()).toMatchObject([{ kind: 'file' }])
    expect(await named('plain')).toMatchObject([
      { problem: expect.anything() },
      { text: expect.stringContaining('rollback') },
    ])
    expect(await named('pigeon')).toMatchObject([{ kind: 'file', problem: 'There is no format “pigeon”' }])
  })
})

describe('times that cannot be true are told and left out', () => {
  test.each([
    ['1970-01-01T00:00:00.000Z', 'is the start of computer time'],
    ['2027-11-20T14:03:00.000Z', 'is in the future'],
    ['2024-11-20T14:03:00.000Z', 'is more than a year from the incident’s day'],
    ['half past two', 'is no time that there is'],
  ])('%s', async (at, words) => {
    const told = await toldBy([evidence({ at }), evidence({ at: '2026-11-20T14:00:00.000Z', text: 'true' })])
    expect(texts(told)).toEqual(['true'])
    expect(problems(told)).toEqual([expect.stringMatching(`^1 entry: .*${words}`)])
  })

  test('by the same measure in every format: clocks may be ahead by a little', async () => {
    const rows = [2, 6].map((minutes) => new Date(READING.now.getTime() + minutes * 60_000).toISOString())
    const asText = await toldBy(Buffer.from(rows.map((at) => `${at} seen\n`).join('')))
    const asCsv = await toldBy(Buffer.from(`time,text\n${rows.map((at) => `${at},seen\n`).join('')}`))
    for (const told of [asText, asCsv]) {
      expect(told.entries.map(({ at }) => at)).toEqual(rows.slice(0, 1))
      expect(problems(told)).toEqual([expect.stringMatching(/is in the future$/)])
    }
  })

  test('where the day is not known, only what no clock that was set can tell', async () => {
    const old = [evidence({ at: '2024-11-20T14:03:00.000Z' }), evidence({ at: '2000-01-01T00:00:00.000Z' })]
    const told = await toldBy(old, { day: null })
    expect(told.entries).toHaveLength(1)
    expect(told.misread).toHaveLength(1)
  })
})

describe('what a text must not carry on', () => {
  test('secrets, in whichever part they stand; each is told without being said', async () => {
    const token = ['gh', 'p_', 'a1B2'.repeat(9)].join('')
    const at = '2026-11-20T14:00:00.000Z'
    const told = await toldBy([
      evidence({ at, text: `used ${token}`, link: `https://x.example/?t=${token}`, source: token, id: token, alert: { name: token, state: 'fired' } }),
    ]) // prettier-ignore
    expect(JSON.stringify(told)).not.toContain(token)
    expect(told.entries[0]).toMatchObject({
      text: 'used [GitHub token masked]',
      source: '[GitHub token masked]',
    })
    expect(problems(told)).toEqual(['1 secret: A secret stood here (GitHub token), and was masked'])
  })

  test('a secret that is broken up by what is not seen is put together and masked', async () => {
    const [one, two] = [['gh', 'p_', 'a1B2'.repeat(4)].join(''), 'a1B2'.repeat(5)]
    for (const unseen of ['\u200B', '\u0007', '\u202E', '\u001B[31m', '\uE000']) {
      const told = await toldBy([
        evidence({ at: '2026-11-20T14:00:00.000Z', text: `used ${one}${unseen}${two}` }),
      ])
      expect(texts(told)).toEqual(['used [GitHub token masked]'])
    }
  })

  test('an entry without text is left out and told', async () => {
    const told = await toldBy([evidence({ at: '2026-11-20T14:00:00.000Z', text: ' \u200B\n' })])
    expect(told.entries).toEqual([])
    expect(problems(told)).toEqual(['1 entry: This entry has no text, so it was left out'])
  })
})

describe('what is too long', () => {
  test('a line without an end is cut, and what was after its end is read', async () => {
    const told = await toldBy(`14:03 ${'so '.repeat(300_000)}\n14:04 short\n`)
    expect(told.entries[0]?.text.length).toBeLessThan(5_000)
    expect(texts(told)[1]).toBe('short')
  })

  test('a file is read up to a limit', async () => {
    const open = () => inPieces(Buffer.from('14:03 one more\n'.repeat(1_000)), 100)
    const told = await listOf(read({ file: 'n.txt', open }, READING, { most: 1_000 }))
    expect(told.length).toBeLessThan(80)
    const problem = 'The file is longer than is read, so the rest was left out'
    expect(told).toContainEqual(expect.objectContaining({ problem }))
  })
})
