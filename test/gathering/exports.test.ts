import { expect, it, onTestFinished, vi } from 'vitest'
import { readExports } from '../../src/gathering/exports.ts'
import type { GitHub } from '../../src/github/client.ts'
import { Remembered } from '../../src/github/remembered.ts'
import type { PostmortemState } from '../../src/incident/state.ts'

const LINES = ['2026-11-20T14:12:00Z ERROR pool exhausted\n', '2026-11-20T14:13:00Z INFO pool is 40 of 40\n']
const HOW = {
  zone: 'UTC', day: '2026-11-20', now: new Date('2026-11-20T15:00:00Z'), folder: 'postmortems', from: '2026-11-20T10:00:00Z', to: null,
} // prettier-ignore

/** A branch with one log, sent in two pieces. */
function withLog() {
  const name = 'pager.log'
  const entry = { name, type: 'blob', mode: 0o100644, oid: 'beef', object: { byteSize: 2_000 } }
  const folder = { name: '12', type: 'tree', mode: 0o040000, oid: 'f00d', object: { entries: [entry] } }
  const read: string[] = []
  const client = {
    graphql: async () => ({ repository: { branch: { entries: [folder] } } }),
    request: async (_: string, { file_sha }: { file_sha: string }) => {
      read.push(file_sha)
      return { data: ReadableStream.from(LINES.map((line) => Buffer.from(line))) }
    },
  }
  // Of both only what is asked of them here.
  const github = {
    client,
    login: 'debrief[bot]',
    appId: 1,
    remembered: new Remembered(),
  } as unknown as GitHub
  const state = {
    repository: { owner: 'acme', repo: 'shop' },
    incident: { number: 12 },
    pull: { number: 13 },
    evidence: { onBranch: 'tree', onDefault: null },
  } as unknown as PostmortemState
  return { read, look: () => readExports(github, state, HOW) }
}

it('a file that took too long is read again with the next look, one that was read whole is not', async () => {
  const { read, look } = withLog()
  let clock = 0
  const slow = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 20_000))
  onTestFinished(() => slow.mockRestore())
  const first = await look()
  expect(first.entries).toHaveLength(1)
  expect(first.findings).toMatchObject([{ problem: expect.stringContaining('too long') }])
  slow.mockRestore()
  const then = await look()
  expect(then.entries).toHaveLength(2)
  expect(then.findings).toEqual([])
  await look()
  expect(read).toHaveLength(2)
})
