import { createReadStream, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ADAPTERS } from '../../../src/evidence/adapters/index.ts'
import { merge } from '../../../src/evidence/merge.ts'
import { listOf } from '../told.ts'

// What STORY.md says by hand against what ten exports come to: its table is the expectation.
const FOLDER = fileURLToPath(new URL('./exports', import.meta.url))

interface Told {
  /** `09:01:12.000`, as far as the hand wrote it. */
  readonly at: string
  readonly end: string | null
  readonly isSuspect: boolean
}

function byHand(): Told[] {
  const story = readFileSync(new URL('STORY.md', import.meta.url), 'utf8')
  const table = story.split('## The merged timeline, by hand')[1]?.split('29 entries')[0] ?? ''
  return [...table.matchAll(/^\| (\d\d:\d\d:\d\d[.\d]*)(?: – (\d\d:\d\d:\d\d))? \| .* \| (.*) \|$/gm)].map(
    ([, at = '', end = null, teller = '']) => ({ at, end, isSuspect: teller.includes('suspected clock') }),
  )
}

it('ten exports of one outage come to what was written by hand', async () => {
  const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const sources = files.map(({ parentPath, name }) => ({
    file: join(parentPath, name).slice(FOLDER.length + 1),
    open: () => createReadStream(join(parentPath, name)),
  }))
  const { entries, findings } = await merge(sources, {
    zone: 'Europe/Berlin',
    day: '2026-03-17',
    now: new Date('2026-03-18T00:00:00Z'),
    adapters: ADAPTERS,
  })
  const hand = byHand()
  const merged = (await listOf(entries)).map(({ at, end, clock }, index) => {
    const digits = hand[index]?.at.length ?? 8
    return {
      at: at.slice(11, 11 + digits),
      end: hand[index]?.end === null ? null : (end?.slice(11, 19) ?? null),
      isSuspect: clock !== null,
    }
  })
  expect(merged).toEqual(hand)
  expect(hand).toHaveLength(29)
  expect(findings.map(({ origin }) => `${origin.file}:${origin.line}`)).toEqual([
    'support.csv:5',
    expect.stringMatching(/^syslog\.log:/),
  ])
})
