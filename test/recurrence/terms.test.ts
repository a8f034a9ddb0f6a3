import { expect, test } from 'vitest'
import { stemOf } from '../../src/recurrence/stem.ts'
import { mechanismsIn } from '../../src/recurrence/mechanisms.ts'
import { termsOf } from '../../src/recurrence/terms.ts'

const keysOf = (text: string): string[] => termsOf(text).map(({ key }) => key)
const wordsOf = (text: string): string[] => termsOf(text).map(({ words }) => words)

test.each([
  ['connection', 'connections', 'connecting', 'connected'],
  ['rotate', 'rotation', 'rotations', 'rotated', 'rotating'],
  ['expire', 'expired', 'expires'],
  ['retry', 'retries'],
  ['cache', 'caches', 'cached', 'caching'],
])('%s and its forms are one', (...forms) => {
  expect(new Set(forms.map(stemOf)).size).toBe(1)
})

test.each([
  ['queue', 'query'],
  ['disk', 'disc'],
  ['server', 'severe'],
  ['pool', 'poll'],
])('%s is not %s', (one, other) => {
  expect(stemOf(one)).not.toBe(stemOf(other))
})

test('neighbours are a term of their own, as they are written, and nothing joins what a full stop or another word parts', () => {
  expect(wordsOf('The connection pool. Printers')).toEqual([
    'connection',
    'pool',
    'connection pool',
    'printers',
  ])
  expect(keysOf('pool of printers')).not.toContain(`${stemOf('pool')} ${stemOf('printers')}`)
})

test('a paragraph that is wrapped is one, list items are not', () => {
  expect(wordsOf('a warm replica\npromotion')).toContain('replica promotion')
  expect(wordsOf('- replica\n- promotion')).not.toContain('replica promotion')
})

test('numbers, code blocks, comments, mentions, addresses and names of people are no terms', () => {
  const text =
    'Printer 2026 v12 `x1234`\n```\nspooler\n```\n<!-- ghosts\nof piers --> @mira [words](https://pier.example/east) Lena Fischer\n'
  expect(wordsOf(text)).toEqual(['printer', 'words'])
})

test.each([
  ['full disk', 'There was no space left on the device.'],
  ['full disk', 'The archive volume was almost full by noon.'],
  ['exhausted connections', 'Every worker waited for the connection pool.'],
  ['retries that add load', 'Clients came back at once, without backoff.'],
  ['expired certificate', 'The certificate of the gate had expired.'],
  ['DNS', 'Two name servers answered with the old zone.'],
  ['memory exhaustion', 'The kernel ended it: out of memory.'],
  ['failover', 'The stand-by did not take over.'],
  ['leaked secrets', 'A token was exposed in the build log.'],
  ['command on the wrong target', 'The script ran in the wrong environment.'],
])('%s: %s', (name, words) => {
  expect([...mechanismsIn(words).keys()]).toContain(name)
})

test('a text without any of them tells of none', () => {
  expect(mechanismsIn('The ferry was late because of fog, and the band played on.').size).toBe(0)
})
