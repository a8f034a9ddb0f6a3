import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ADAPTERS } from '../../../src/evidence/adapters/index.ts'
import { memberOf } from '../../../src/evidence/adapters/slack.ts'
import { shown, toldBy } from '../exported.ts'
import type { Adapter } from '../../../src/evidence/evidence.ts'

const FOLDER = new URL('./', import.meta.url)

interface Fixture {
  readonly adapter: Adapter
  /** `slack/incident-7/2026-11-23.json` */
  readonly path: string
  readonly text: string
}

// Beside each export in the tool's published format stands what is to be read out of it (`<export>.expected`).
const FIXTURES: readonly Fixture[] = ADAPTERS.flatMap((adapter) =>
  readdirSync(new URL(adapter.name, FOLDER), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.endsWith('.expected'))
    .map(({ parentPath, name }) => {
      const path = `${parentPath}/${name}`
      return {
        adapter,
        path: path.slice(path.lastIndexOf(`/${adapter.name}/`) + 1),
        text: readFileSync(path, 'utf8'),
      }
    }),
)

const people = new Map(
  (JSON.parse(readFileSync(new URL('slack/users.json', FOLDER), 'utf8')) as unknown[]).flatMap((one) => {
    const member = memberOf(one)
    return member === null ? [] : [[member.id, member.name] as const]
  }),
)

it('finds fixtures for each format', () => {
  expect(new Set(FIXTURES.map(({ adapter }) => adapter.name)).size).toBe(ADAPTERS.length)
})

describe.each(FIXTURES)('$path', ({ adapter, path, text }) => {
  it.each([65_536, 7, 1])('is read the same in pieces of %i', async (size) => {
    const told = await toldBy(adapter, text, { file: path, people }, size)
    const lines = told.map((one) => `${shown(one)}\n`).join('')
    await expect(lines).toMatchFileSnapshot(new URL(`${path}.expected`, FOLDER).pathname)
  })

  it('is recognised by its own adapter alone', () => {
    const sample = { name: path.slice(path.lastIndexOf('/') + 1).toLowerCase(), text: text.slice(0, 65_536) }
    expect(ADAPTERS.filter((one) => one.recognises(sample)).map(({ name }) => name)).toEqual([adapter.name])
  })

  it('is recognised when only its start is there', () => {
    const sample = { name: path, text: text.slice(0, Math.ceil(text.length * 0.6)) }
    expect(ADAPTERS.find((one) => one.recognises(sample))?.name).toBe(adapter.name)
  })
})
