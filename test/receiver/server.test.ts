import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WEBHOOK_PATH } from '../../src/receiver/server.ts'
import { BODY, job, openDoor, sign, signed } from './door.ts'

const MB = 1024 * 1024

describe('the receiver', () => {
  it('takes in what GitHub signed, and says so once it is stored', async () => {
    const door = await openDoor()
    const answer = await door.post(BODY, signed())
    expect(answer.status).toBe(202)
    expect(door.stored).toEqual([{ ...job(7), delivery: 'd1' }])
  })

  it('stores nothing for what wakes no job', async () => {
    const door = await openDoor()
    const nothing = '{"action":"labeled"}'
    expect((await door.post(nothing, signed(nothing))).status).toBe(202)
    expect((await door.post(BODY, { ...signed(), 'x-github-event': 'sponsorship' })).status).toBe(202)
    expect(door.stored).toEqual([])
    expect(await door.counted('idle')).toBe(2)
  })

  it('tells a wrong secret by the ping that GitHub sends first', async () => {
    const door = await openDoor()
    const ping = { ...signed(), 'x-github-event': 'ping' }
    expect((await door.post(BODY, ping)).status).toBe(202)
    expect((await door.post(BODY, { ...ping, 'x-hub-signature-256': sign(BODY, 'old') })).status).toBe(401)
  })

  it('takes two secrets while one is replaced by the other', async () => {
    const door = await openDoor({ secrets: ['the old one', 'the new one'] })
    const by = (secret: string) => door.post(BODY, { ...signed(), 'x-hub-signature-256': sign(BODY, secret) })
    expect((await by('the old one')).status).toBe(202)
    expect((await by('the new one')).status).toBe(202)
    expect((await by('another one')).status).toBe(401)
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
    const door = await openDoor()
    const answer = await door.post(body, { ...signed(), ...headers })
    expect(answer.status).toBe(status)
    expect(await answer.text()).toMatch(words)
    expect(door.stored).toEqual([])
  })

  it('verifies bytes, not the text that they might be', async () => {
    const door = await openDoor()
    // Decoded, both are the same text: a sign of the one must not do for the other.
    const [one, other] = [Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from([0x7b, 0xfe, 0x7d])]
    expect((await door.post(other, signed(one))).status).toBe(401)
    expect((await door.post(one, signed(one))).status).toBe(400)
  })

  it('survives a payload of a shape that nobody expects', async () => {
    const door = await openDoor({
      jobsOf: () => {
        throw new TypeError('commits is not iterable')
      },
    })
    expect((await door.post(BODY, signed())).status).toBe(500)
    expect(await door.counted('failed')).toBe(1)
  })

  it('answers nothing else', async () => {
    const door = await openDoor()
    expect((await fetch(`${door.url}${WEBHOOK_PATH}`)).status).toBe(405)
    expect((await fetch(`${door.url}/probot`)).status).toBe(404)
    expect((await fetch(`${door.url}/healthz`, { method: 'DELETE' })).status).toBe(404)
  })
})

describe('a body that is too much', () => {
  const announce = (url: string, size: number, event: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { ...signed(), 'x-github-event': event, 'content-length': String(size) }
      const call = request(`${url}${WEBHOOK_PATH}`, { method: 'POST', headers }, ({ statusCode }) => {
        resolve(statusCode)
        call.destroy()
      })
      call.on('error', reject)
      call.flushHeaders()
    })

  it('is refused by its header, before it is sent', async () => {
    const door = await openDoor()
    expect(await announce(door.url, 26 * MB, 'push')).toBe(413)
    // An issue's texts are bounded, so nothing that large is one.
    expect(await announce(door.url, 5 * MB, 'issues')).toBe(413)
  })

  it('is taken where GitHub may send it', async () => {
    const door = await openDoor()
    const push = JSON.stringify({ pad: 'x'.repeat(20 * MB) })
    expect((await door.post(push, { ...signed(push), 'x-github-event': 'push' })).status).toBe(202)
  })

  it('is cut where it does not say its size', async () => {
    const door = await openDoor()
    const chunk = new Uint8Array(MB)
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        if (sent++ < 60) controller.enqueue(chunk)
        else controller.close()
      },
    })
    const init = { method: 'POST', body, headers: signed(), duplex: 'half' } as RequestInit
    const outcome = await fetch(`${door.url}${WEBHOOK_PATH}`, init).then(
      (answer) => answer.status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(outcome)
    expect(sent).toBeLessThan(61)
    expect(await door.counted('oversized')).toBe(1)
  })

  /** One that began to send so much, and stopped. */
  const begin = (url: string, size: number) => {
    const headers = { ...signed(), 'x-github-event': 'push', 'content-length': String(20 * MB) }
    const call = request(`${url}${WEBHOOK_PATH}`, { method: 'POST', headers })
    call.on('error', () => undefined)
    call.write(Buffer.alloc(size))
    return call
  }

  it('gives way to small ones, where many fill the room together', async () => {
    const door = await openDoor()
    const stuffed = Array.from({ length: 60 }, () => begin(door.url, 100 * 1024))
    await expect.poll(() => door.counted('crowded'), { timeout: 5_000 }).toBeGreaterThan(2)
    expect((await door.post(BODY, signed())).status).toBe(202)
    for (const call of stuffed) call.destroy()
    await expect.poll(async () => (await door.counted('cut')) + (await door.counted('crowded'))).toBe(60)
  })

  it('waits for another large one, until that is read, gone or has dawdled', async () => {
    const door = await openDoor()
    const push = JSON.stringify({ pad: 'x'.repeat(9 * MB), issue: { number: 9 } })
    const large = async () => (await door.post(push, { ...signed(push), 'x-github-event': 'push' })).status
    const stuck = begin(door.url, 3 * MB)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const waiting = [large(), large()]
    expect((await door.post(BODY, signed())).status).toBe(202)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(door.stored).toHaveLength(1)
    stuck.destroy()
    expect(await Promise.all(waiting)).toEqual([202, 202])
    begin(door.url, 3 * MB)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await large()).toBe(202)
    expect(await door.counted('crowded')).toBe(1)
    expect(door.stored.map(({ number }) => number)).toEqual([7, 9, 9, 9])
  })

  it('leaves no trace where it gives way just as it becomes a large one', async () => {
    const door = await openDoor()
    const stuffed = Array.from({ length: 40 }, () => begin(door.url, MB))
    await expect.poll(() => door.counted('crowded'), { timeout: 5_000 }).toBeGreaterThan(2)
    for (const call of stuffed) call.destroy()
    const push = JSON.stringify({ pad: 'x'.repeat(9 * MB), issue: { number: 9 } })
    expect((await door.post(push, { ...signed(push), 'x-github-event': 'push' })).status).toBe(202)
  })

  it('is cut where it comes too slowly', async () => {
    const door = await openDoor({ bodyMs: 200 })
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1')
    let said = ''
    socket.on('data', (data) => (said += data.toString()))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const lines = Object.entries({ ...signed(), host: 'x', 'content-length': '900' })
    socket.write(`POST ${WEBHOOK_PATH} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`)
    const drip = setInterval(() => socket.write('x'), 50)
    socket.on('error', () => undefined)
    await closed
    clearInterval(drip)
    expect(said).toMatch(/^HTTP\/1\.1 408/)
    expect(await door.counted('cut')).toBe(1)
  })
})
