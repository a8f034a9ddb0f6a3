import { createHmac, timingSafeEqual } from 'node:crypto'
import { expect, it } from 'vitest'
import { keyOf, signed } from '../../src/channels/sign.ts'

/** The specification's own example; the secret is published there. */
const SECRET = ['whsec', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'].join('_')

it('signs as the specification’s own example does', () => {
  const body = '{"test": 2432232314}'
  expect(signed('msg_p5jXN8AQM9LWM0D4loKWxJek', body, SECRET, new Date(1_614_265_330_000))).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

it('takes no secret that is none, or too short', () => {
  expect(keyOf(SECRET)).toHaveLength(24)
  for (const secret of [
    '',
    'whsec_',
    'whsec_c2hvcnQ=',
    'plain words that are long enough for it',
    'whsec_!!!!',
  ])
    expect(keyOf(secret)).toBeNull()
})

it('another body, another time or another id has another signature', () => {
  const of = (id: string, body: string, at: number) =>
    signed(id, body, SECRET, new Date(at))['webhook-signature']
  expect(
    new Set([of('a', 'b', 1_000), of('b', 'b', 1_000), of('a', 'c', 1_000), of('a', 'b', 2_000)]).size,
  ).toBe(4)
  const key = keyOf(SECRET) ?? Buffer.alloc(0)
  const own = createHmac('sha256', key).update('a.1.b').digest()
  expect(timingSafeEqual(Buffer.from(of('a', 'b', 1_000)?.slice(3) ?? '', 'base64'), own)).toBe(true)
})
