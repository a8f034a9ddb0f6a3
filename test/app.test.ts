import { generateKeyPairSync } from 'node:crypto'
import { Probot } from 'probot'
import { expect, it } from 'vitest'
import { debrief } from '../src/app.ts'
import { memoryQueue } from '../src/queue/memory.ts'
import type { Job } from '../src/queue/queue.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
})

it('is a Probot app: what Probot receives becomes jobs', async () => {
  const done: Job[] = []
  const queue = memoryQueue(async (job) => {
    done.push(job)
    return { kind: 'done' }
  })
  const probot = new Probot({ appId: 1, privateKey, secret: 'only a test', logLevel: 'fatal' })
  await probot.load(debrief(queue, 'debrief[bot]'))
  const payload = {
    action: 'labeled',
    installation: { id: 1 },
    repository: { name: 'shop', owner: { login: 'acme' } },
    issue: { number: 7 },
    sender: { login: 'ada', type: 'User' },
  }
  // Only what the app reads of GitHub's payload.
  await probot.receive({ id: 'd1', name: 'issues', payload } as unknown as Parameters<Probot['receive']>[0])
  await queue.idle()
  expect(done).toEqual([{ feature: 'opening', installationId: 1, owner: 'acme', repo: 'shop', number: 7 }])
})
