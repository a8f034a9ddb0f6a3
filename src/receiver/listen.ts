import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Place {
  readonly host?: string | undefined
  /** 0 takes a free one. */
  readonly port: number
}

/**
 * Begins to listen; returns the server's URL.
 * @throws Error with what to do, where that is not possible.
 */
export async function listen(server: Server, { port, host = '127.0.0.1' }: Place): Promise<string> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    throw new Error(whyDeaf(error, host, port), { cause: error })
  }
  const bound = server.address() as AddressInfo // it listens on a port, not on a pipe
  return `http://${bound.address.includes(':') ? `[${bound.address}]` : bound.address}:${bound.port}`
}

function whyDeaf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken: end what listens there, or set PORT to another.`
  if (code === 'EACCES') return `This user may not listen on port ${port}: set PORT to one above 1023.`
  return `It is not possible to listen on ${host} (${String(code ?? error)}): set HOST to an address of this machine, such as 0.0.0.0.`
}
