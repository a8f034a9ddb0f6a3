import { request as plainRequest, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Reach } from '../../src/channels/send.ts'

export interface Heard {
  readonly host: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

type Answer = (response: ServerResponse, heard: Heard) => void

export interface Hooks {
  readonly heard: Heard[]
  readonly port: number
  /** What a path answers from now on; 200 where nothing is said. */
  readonly on: (path: string, answer: Answer | number) => void
  /** The Internet, of which every host is this server; without TLS, which no test has a certificate for. */
  readonly reach: Reach
}

/** A real server that stands for Slack, Teams and all others. */
export async function startHooks(more: Partial<Reach> = {}): Promise<Hooks> {
  const heard: Heard[] = []
  const answers = new Map<string, Answer>()
  const server = createServer((message: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      const { url: path = '', headers } = message
      const one = { host: headers.host ?? '', path, headers, body: Buffer.concat(chunks).toString() }
      heard.push(one)
      const answer = answers.get(path) ?? ((to: ServerResponse) => to.end('ok'))
      answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    heard,
    port,
    on: (path, answer) =>
      answers.set(path, typeof answer === 'number' ? (to) => to.writeHead(answer).end('no') : answer),
    reach: {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isAllowed: () => true,
      request: (url, options, heardOf) =>
        plainRequest(
          { ...options, host: url.hostname, path: url.pathname + url.search, port, agent: false },
          heardOf,
        ),
      timeoutMs: 2_000,
      ...more,
    },
  }
}
