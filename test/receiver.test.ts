import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WEBHOOK_PATH, receiver } from '../src/receiver.ts'

const SECRET = 'it is only a test'
const sign = (body: string | Buffer, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

let url = ''
let taken: { id: string; name: string }[] = []
let server: ReturnType<typeof receiver>

beforeEach(async () => {
  taken = []
  const probot = {
    receive: async ({ id, name }: { id: string; name: string }) => {
      if (id === 'broken') throw new Error('the queue is closed')
      taken.push({ id, name })
    },
  }
  server = receiver(probot, SECRET)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const BODY = '{"action":"labeled"}'
const HEADERS = { 'x-github-event': 'issues', 'x-github-delivery': 'd1', 'x-hub-signature-256': sign(BODY) }
const post = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string>) =>
  fetch(`${url}${WEBHOOK_PATH}`, { method: 'POST', body, headers })

describe('the receiver', () => {
  it('takes in what GitHub signed', async () => {
    const answer = await post(BODY, HEADERS)
    expect(answer.status).toBe(202)
    expect(taken).toEqual([{ id: 'd1', name: 'issues' }])
  })

  it('takes in events that it does not know, and signs of life', async () => {
    expect((await post(BODY, { ...HEADERS, 'x-github-event': 'sponsorship' })).status).toBe(202)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it.each([
    ['no signature', { 'x-hub-signature-256': '' }, BODY, 401, /signature/],
    ['a signature of another secret', { 'x-hub-signature-256': sign(BODY, 'other') }, BODY, 401, /secret/],
    ['a signature that is no signature', { 'x-hub-signature-256': 'sha1=abc' }, BODY, 401, /secret/],
    ['another body than was signed', {}, '{"action":"closed"}', 401, /secret/],
    ['no event', { 'x-github-event': '' }, BODY, 400, /x-github-event/],
    ['no delivery id', { 'x-github-delivery': '' }, BODY, 400, /x-github-delivery/],
    ['an empty body', { 'x-hub-signature-256': sign('') }, '', 400, /JSON object/],
    ['no JSON', { 'x-hub-signature-256': sign('payload=x') }, 'payload=x', 400, /content type/],
    ['JSON that is no object', { 'x-hub-signature-256': sign('[1]') }, '[1]', 400, /JSON object/],
  ])('refuses %s', async (_, headers, body, status, words) => {
    const answer = await post(body, { ...HEADERS, ...headers })
    expect(answer.status).toBe(status)
    expect(await answer.text()).toMatch(words)
    expect(taken).toEqual([])
  })

  it('refuses bytes that are not text, signed or not', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d])
    expect((await post(bytes, { ...HEADERS, 'x-hub-signature-256': sign(bytes) })).status).toBe(401)
  })

  it('refuses a giant body by its header, before it is sent', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { ...HEADERS, 'content-length': String(400 * 1024 * 1024) }
      const call = request(`${url}${WEBHOOK_PATH}`, { method: 'POST', headers }, ({ statusCode }) =>
        resolve(statusCode),
      )
      call.on('error', reject)
      call.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('cuts a giant body that does not say its size', async () => {
    const chunk = new Uint8Array(1024 * 1024)
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        if (sent++ < 40) controller.enqueue(chunk)
        else controller.close()
      },
    })
    const init = { method: 'POST', body, headers: HEADERS, duplex: 'half' } as RequestInit
    const outcome = await fetch(`${url}${WEBHOOK_PATH}`, init).then(
      (answer) => answer.status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(outcome)
    expect(sent).toBeLessThan(41)
    expect(taken).toEqual([])
  })

  it('says so when the event could not be taken in, so that it can be redelivered', async () => {
    expect((await post(BODY, { ...HEADERS, 'x-github-delivery': 'broken' })).status).toBe(500)
  })

  it('answers nothing else', async () => {
    expect((await fetch(`${url}${WEBHOOK_PATH}`)).status).toBe(405)
    expect((await fetch(`${url}/probot`)).status).toBe(404)
  })
})
