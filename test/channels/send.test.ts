import { describe, expect, it } from 'vitest'
import { Failed, Refused } from '../../src/channels/failure.ts'
import { INTERNET, send, type Reach } from '../../src/channels/send.ts'
import { startHooks } from './hooks.ts'

const URL = 'https://hooks.slack.com/services/secret'
const PATH = '/services/secret'
const sending = (reach: Reach, url = URL) =>
  send({ url, body: '{"a":"ä"}', headers: { 'webhook-id': 'x' } }, reach)
const failing = async (reach: Reach, url = URL): Promise<Failed | Refused> => {
  const error: unknown = await sending(reach, url).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Failed || error instanceof Refused) return error
  throw new Error(`nothing of ours was thrown: ${String(error)}`)
}

it('a message arrives as it is, with its length and its headers', async () => {
  const hooks = await startHooks()
  await sending(hooks.reach)
  const [heard] = hooks.heard
  expect(heard).toMatchObject({ path: PATH, body: '{"a":"ä"}' })
  expect(heard?.headers).toMatchObject({
    'content-length': '10',
    'webhook-id': 'x',
    host: `hooks.slack.com:${hooks.port}`,
  })
})

describe('an answer', () => {
  it.each([200, 201, 202, 204])('%s is well', async (status) => {
    const hooks = await startHooks()
    hooks.on(PATH, status)
    await expect(sending(hooks.reach)).resolves.toBeUndefined()
  })

  it.each([400, 403, 404, 410])('%s is for people to clear', async (status) => {
    const hooks = await startHooks()
    hooks.on(PATH, status)
    expect(await failing(hooks.reach)).toMatchObject({ name: 'ConfigError', code: `status-${status}` })
  })

  it.each([408, 429, 500, 502, 503])('%s may pass', async (status) => {
    const hooks = await startHooks()
    hooks.on(PATH, status)
    expect(await failing(hooks.reach)).toMatchObject({
      name: 'TransientError',
      code: `status-${status}`,
      afterMs: null,
    })
  })

  it.each([
    ['7', 7_000],
    ['86400', 3_600_000],
    ['nonsense', null],
  ])('says when to come again: %s', async (header, afterMs) => {
    const hooks = await startHooks()
    hooks.on(PATH, (to) => to.writeHead(429, { 'retry-after': header }).end())
    expect(await failing(hooks.reach)).toMatchObject({ code: 'status-429', afterMs })
  })

  it('that leads elsewhere is not followed', async () => {
    const hooks = await startHooks()
    hooks.on(PATH, (to) => to.writeHead(307, { location: 'http://169.254.169.254/latest' }).end())
    expect(await failing(hooks.reach)).toMatchObject({ code: 'redirect' })
    expect(hooks.heard).toHaveLength(1)
  })

  it('that does not come is not waited for', async () => {
    const hooks = await startHooks({ timeoutMs: 100 })
    hooks.on(PATH, () => undefined)
    const began = Date.now()
    expect(await failing(hooks.reach)).toMatchObject({ code: 'timeout' })
    expect(Date.now() - began).toBeLessThan(1_500)
  })

  it('without an end, or of any length, is not read', async () => {
    const hooks = await startHooks({ timeoutMs: 500 })
    let written = 0
    hooks.on(PATH, (to) => {
      const chunk = Buffer.alloc(64 * 1024)
      const more = (): void => {
        while (!to.destroyed && to.write(chunk)) written += chunk.length
        written += chunk.length
      }
      to.on('drain', more)
      to.writeHead(200)
      more()
    })
    await sending(hooks.reach)
    const soon = written
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(written - soon).toBeLessThan(4 * 1024 * 1024)
  })

  it('whose head is too long is none', async () => {
    const hooks = await startHooks()
    hooks.on(PATH, (to) => to.writeHead(200, { long: 'x'.repeat(100_000) }).end())
    expect(await failing(hooks.reach)).toMatchObject({ code: 'unreachable' })
  })

  it('that breaks off is none', async () => {
    const hooks = await startHooks()
    hooks.on(PATH, (to) => to.destroy())
    expect(await failing(hooks.reach)).toMatchObject({ code: 'unreachable' })
  })
})

describe('a name', () => {
  const resolveTo = (...addresses: string[]): Partial<Reach> => ({
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    isAllowed: INTERNET.isAllowed,
  })

  it.each([
    ['127.0.0.1'],
    ['10.0.0.7'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['93.184.215.14', '10.0.0.7'],
  ])('that leads inside is not connected to: %s', async (...addresses) => {
    const hooks = await startHooks(resolveTo(...addresses))
    expect(await failing(hooks.reach)).toMatchObject({ name: 'ConfigError', code: 'inside' })
    expect(hooks.heard).toEqual([])
  })

  it('that changes its mind between looking and connecting helps nobody: it is looked up once', async () => {
    let asked = 0
    const hooks = await startHooks()
    const resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.7', family: 4 }]
    const seen: string[] = []
    const isAllowed = (address: string): boolean => seen.push(address) > 0
    await sending({ ...hooks.reach, resolve, isAllowed })
    expect(asked).toBe(1)
    expect(seen).toEqual(['127.0.0.1'])
  })

  it('is told to whoever connects as it asks: all of its addresses, or one', async () => {
    const hooks = await startHooks({ ...resolveTo('127.0.0.1', '::1'), isAllowed: () => true })
    const answers: unknown[][] = []
    const request: Reach['request'] = (url, options, heard) => {
      const note = (...answer: unknown[]): number => answers.push(answer)
      options.lookup?.('hooks.slack.com', { all: true }, note)
      options.lookup?.('hooks.slack.com', {}, note)
      return hooks.reach.request(url, options, heard)
    }
    await sending({ ...hooks.reach, request })
    expect(answers).toEqual([
      [
        null,
        [
          { address: '127.0.0.1', family: 4 },
          { address: '::1', family: 6 },
        ],
      ],
      [null, '127.0.0.1', 4],
    ])
  })

  it('that nobody knows may be known later', async () => {
    const nobody = { resolve: () => Promise.reject(new Error('ENOTFOUND')) }
    expect(await failing((await startHooks(nobody)).reach)).toMatchObject({ code: 'unreachable' })
    expect(await failing((await startHooks(resolveTo())).reach)).toMatchObject({ code: 'unreachable' })
  })

  it('is asked over TLS: a server without it hears nothing', async () => {
    const hooks = await startHooks()
    const { resolve, isAllowed, timeoutMs } = hooks.reach
    const reach = { ...INTERNET, resolve, isAllowed, timeoutMs }
    const url = `https://hooks.slack.com:${hooks.port}/services/secret`
    expect(await failing(reach, url)).toMatchObject({ code: 'unreachable' })
    expect(hooks.heard).toEqual([])
  })

  it('that is an address is refused unasked', async () => {
    const hooks = await startHooks()
    for (const url of ['https://127.0.0.1/x', 'https://[::1]/x', 'https://0x7f.1/x'])
      expect(await failing(hooks.reach, url)).toMatchObject({ code: 'inside' })
    expect(hooks.heard).toEqual([])
  })
})

it('no error repeats the address, nor has a cause that does', async () => {
  const hooks = await startHooks()
  hooks.on(PATH, 404)
  const error = await failing(hooks.reach)
  expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('secret')
  expect(error.cause).toBeUndefined()
})
