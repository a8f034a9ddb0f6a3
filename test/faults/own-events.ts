import { createHmac, randomUUID } from 'node:crypto'
import { processMemory } from '../../src/github/once.ts'
import { SCENES } from './life.ts'
import { prove } from './prove.ts'
import { quiet, SECRET, startWorld } from './world.ts'

// Proof 13: whatever the app does on GitHub comes back as an event. A thousand of these, of a whole life, set off no write.
await prove({ name: 'own-events', times: 1_000, atOnce: 1_000, round })

async function round(_: number, times: number) {
  const world = await startWorld()
  try {
    const app = await world.start({ once: { memory: processMemory(), lagMs: 0 } })
    for (const scene of SCENES) {
      await scene(world, app)
      await quiet(world.sandbox, app, () => false)
    }
    const own = world.sandbox.traffic.flatMap((line) =>
      line.kind === 'hook' && senderOf(line.payload) === 'debrief[bot]' ? [line] : [],
    )
    const before = world.sandbox.traffic.length
    const kinds = new Set(own.map(({ event, action }) => `${event} ${action}`))
    for (let sent = 0; sent < times; sent++) {
      const line = own[sent % own.length]
      if (line) await post(`${app.url}/api/github/webhooks`, line.event, JSON.stringify(line.payload))
      if (sent % 50 === 0) await app.idle()
    }
    await quiet(world.sandbox, app, () => false)
    const wrong = world.sandbox.traffic.slice(before).flatMap((line) => {
      if (line.kind === 'hook') return [`an event: ${line.event} ${line.action}`]
      const mutates = /^\s*mutation/.test((line.request as { query?: string } | null)?.query ?? '')
      const reads = line.method === 'GET' || line.path.endsWith('/access_tokens')
      return reads || (line.path === '/graphql' && !mutates) ? [] : [`${line.method} ${line.path}`]
    })
    if (own.length === 0) wrong.push('the app heard of nothing that it did')
    const reads = world.sandbox.traffic.length - before - wrong.length
    return { did: `${kinds.size} kinds of events; ${wrong.length} writes, ${reads} reads`, wrong }
  } finally {
    await world.close()
  }
}

function senderOf(payload: unknown): string | undefined {
  return (payload as { sender?: { login?: string } }).sender?.login
}

async function post(url: string, event: string, body: string): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  }
  const { status } = await fetch(url, { method: 'POST', headers, body })
  if (status !== 202) throw new Error(`the app answered ${status} to ${event}`)
}
