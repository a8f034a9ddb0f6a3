import type { Job } from '../../src/queue/queue.ts'

/** A job about an incident, woken by that delivery where one is named. */
export const job = (repo: string, number = 1, delivery?: string): Job => ({
  feature: 'opening',
  installationId: 1,
  owner: 'acme',
  repo,
  number,
  ...(delivery ? { delivery } : {}),
})
