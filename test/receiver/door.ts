import { createHmac } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { metrics } from '../../src/metrics/registry.ts'
import type { Job } from '../../src/queue/queue.ts'
import { listen } from '../../src/receiver/listen.ts'
import { WEBHOOK_PATH, receiver, type ReceiverOptions } from '../../src/receiver/server.ts'

export const SECRET = 'it is only a test'
export const BODY = '{"action":"labeled","issue":{"number":7}}'

export const sign = (body: string | Uint8Array, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

export const signed = (body: string | Uint8Array = BODY) => ({
  'x-github-event': 'issues',
  'x-github-delivery': 'd1',
  'x-hub-signature-256': sign(body),
})

export const job = (number: number): Job => ({
  feature: 'opening',
  installationId: 1,
  owner: 'acme',
  repo: 'shop',
  number,
})

/** A receiver that listens; it makes a job of each issue and stores it in `stored`. */
export async function openDoor(options: Partial<ReceiverOptions> = {}) {
  const stored: Job[] = []
  const log: { message: string; facts: object }[] = []
  const note = (facts: object, message: string) => void log.push({ message, facts })
  const measured = metrics()
  const intake = receiver({
    secrets: [SECRET],
    hears: new Set(['issues', 'push']),
    jobsOf: ({ payload }) => {
      const { issue } = payload as { issue?: { number: number } }
      return issue ? [job(issue.number)] : []
    },
    push: async (jobs) => void stored.push(...jobs),
    lacks: async () => [],
    metrics: measured,
    log: { warn: note, error: note },
    ...options,
  })
  const url = await listen(intake.server, { port: 0 })
  onTestFinished(async () => {
    intake.server.closeAllConnections()
    await intake.close()
  })
  return {
    ...intake,
    url,
    stored,
    log,
    metrics: measured,
    post: (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
      fetch(`${url}${WEBHOOK_PATH}`, { method: 'POST', body, headers }),
    /** How many deliveries ended so. */
    counted: async (result: string) => {
      const { values } = await measured.deliveries.get()
      return values
        .filter(({ labels }) => labels.result === result)
        .reduce((sum, { value }) => sum + value, 0)
    },
  }
}
