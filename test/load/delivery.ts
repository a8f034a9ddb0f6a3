import { createHmac } from 'node:crypto'
import { WEBHOOK_PATH } from '../../src/receiver/server.ts'

export const SECRET = 'a secret of the load test'

const PATH = WEBHOOK_PATH
// What an `issues` event of github.com weighs, most of it URLs of the repository and its owner.
const PAD = 'https://api.github.com/repos/acme/shop/{/keys} '.repeat(250)

/** An issue was labelled: each number is another issue, of one of a hundred repositories. */
export function labelled(number: number): Buffer {
  return Buffer.from(
    JSON.stringify({
      action: 'labeled',
      issue: { number, state: 'open', body: PAD },
      installation: { id: 1 },
      repository: { name: `shop-${number % 100}`, owner: { login: 'acme' }, default_branch: 'main' },
      sender: { login: 'ada', type: 'User' },
    }),
  )
}

export const sign = (body: Buffer): string =>
  `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`

interface Head {
  readonly id: string
  readonly event?: string
  readonly signature: string
  /** `content-length` where it is not that of a body; null for chunks. */
  readonly length: number | null
}

/** The request's head, as bytes for a socket. */
export function head({ id, event = 'issues', signature, length }: Head): string {
  return [
    `POST ${PATH} HTTP/1.1`,
    'host: localhost',
    'content-type: application/json',
    `x-github-event: ${event}`,
    `x-github-delivery: ${id}`,
    `x-hub-signature-256: ${signature}`,
    length === null ? 'transfer-encoding: chunked' : `content-length: ${length}`,
    '\r\n',
  ].join('\r\n')
}

export function request(number: number): Buffer {
  const body = labelled(number)
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  return Buffer.concat([Buffer.from(head({ id, signature: sign(body), length: body.length })), body])
}
