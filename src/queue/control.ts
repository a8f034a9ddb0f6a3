import { chmodSync, rmSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import { z } from 'zod'
import type { ParkedJob, Parking } from './queue.ts'

const asked = z.object({
  do: z.enum(['list', 'retry', 'drop']),
  which: z.union([z.literal('all'), z.array(z.string())]).default([]),
})
type Asked = z.input<typeof asked>

/**
 * A way in for `debrief jobs`, since nobody else can open the folder meanwhile: a socket of this machine, for this user.
 * Whoever has the folder's lock may take the place of one that was left behind.
 */
export async function serveParking(path: string, parking: Parking): Promise<Server> {
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const server = createServer((message, response) => {
    answer(message, parking).then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(400).end(JSON.stringify({ error: String(error) })),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  server.unref()
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return server
}

async function answer(message: IncomingMessage, parking: Parking): Promise<unknown> {
  const { do: what, which } = asked.parse(JSON.parse(await textOf(message)))
  return what === 'list' ? parking.list() : parking[what](which)
}

/** The parked jobs of the process that listens there. */
export function parkingAt(path: string): Parking {
  return {
    list: async () => {
      const jobs = (await ask(path, { do: 'list' })) as (Omit<ParkedJob, 'since'> & { since: string })[]
      return jobs.map((each) => ({ ...each, since: new Date(each.since) }))
    },
    retry: async (which) => (await ask(path, { do: 'retry', which: mutable(which) })) as number,
    drop: async (which) => (await ask(path, { do: 'drop', which: mutable(which) })) as number,
  }
}

const mutable = (which: readonly string[] | 'all') => (which === 'all' ? which : [...which])

async function ask(socketPath: string, what: Asked): Promise<unknown> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ socketPath, method: 'POST', path: '/' }, resolve)
    sent.once('error', (error) => {
      reject(
        new Error(`The server that has the folder does not answer at ${socketPath} (${error.message}).`, {
          cause: error,
        }),
      )
    })
    sent.end(JSON.stringify(what))
  })
  const body: unknown = JSON.parse(await textOf(message))
  if (message.statusCode !== 200) throw new Error(`The server refused: ${JSON.stringify(body)}`)
  return body
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
