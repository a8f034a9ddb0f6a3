import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Served, Told } from './served.ts'

const SERVED = fileURLToPath(new URL('served.ts', import.meta.url))

/** A server in its own process, up. */
export async function startServer(served: Served) {
  const child = fork(SERVED, [JSON.stringify(served)])
  const ask = <Key extends string>(question: string | null, key: Key) =>
    new Promise<Extract<Told, Record<Key, unknown>>>((resolve, reject) => {
      const hear = (told: Told) => {
        if (!(key in told)) return
        child.off('message', hear)
        child.off('exit', gone)
        resolve(told as Extract<Told, Record<Key, unknown>>)
      }
      const gone = () => reject(new Error(`${served.kind} ended`))
      child.on('message', hear)
      child.once('exit', gone)
      if (question) child.send(question)
    })
  const { url } = await ask(null, 'url')
  return {
    url,
    /** Bytes. */
    rss: async () => (await ask('rss', 'rss')).rss,
    /** Milliseconds from being handed to the store to being begun, of the jobs since last asked. */
    pickUp: () => ask('pick-up', 'pickUpMs'),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.send('end')
      }),
  }
}
