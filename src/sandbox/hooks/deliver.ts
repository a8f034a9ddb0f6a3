import { createHmac, randomUUID } from 'node:crypto'
import type { Delivery, Installation, Repository } from '../model.ts'
import { nextId, timestamp, type World } from '../world.ts'

interface Event {
  readonly installation: Installation
  readonly repository: Repository | null
  readonly event: string
  readonly action: string | null
  readonly payload: Record<string, unknown>
}

// A server that takes longer is given up on, there as here.
const PATIENCE_MS = 10_000

/** Hands events to apps: one after the other, in the order in which they happened. Nothing is repeated by itself. */
export class Hooks {
  readonly #world: () => World
  readonly #onSent: (delivery: Delivery) => void
  #chain: Promise<void> = Promise.resolve()
  #held: Delivery[] = []

  constructor(world: () => World, onSent: (delivery: Delivery) => void) {
    this.#world = world
    this.#onSent = onSent
  }

  /** Takes an event down; it goes out with the next `flush`. */
  enqueue({ installation, repository, event, action, payload }: Event): void {
    const world = this.#world()
    const body = JSON.stringify(payload)
    const delivery: Delivery = {
      id: nextId(world),
      guid: randomUUID(),
      app: installation.app,
      installationId: installation.id,
      repositoryId: repository?.id ?? null,
      event,
      action,
      url: installation.app.webhookUrl,
      payload: body,
      redelivery: false,
      deliveredAt: timestamp(world),
      duration: 0,
      status: null,
      statusCode: 0,
      requestHeaders: {},
      responseHeaders: {},
      responseBody: '',
    }
    world.state.deliveries.push(delivery)
    this.#held.push(delivery)
  }

  /** Sends what waits; called when an answer is out, and after seeding. */
  flush(): void {
    const batch = this.#held.splice(0)
    for (const delivery of batch) this.#chain = this.#chain.then(() => this.#send(delivery))
  }

  async idle(): Promise<void> {
    this.flush()
    const chain = this.#chain
    await chain
    if (chain !== this.#chain || this.#held.length > 0) await this.idle()
  }

  async #send(delivery: Delivery): Promise<void> {
    delivery.url = delivery.app.webhookUrl
    if (delivery.url === '') {
      delivery.status = 'No webhook URL'
      return
    }
    delivery.requestHeaders = headersOf(delivery)
    const started = performance.now()
    try {
      const response = await fetch(delivery.url, {
        method: 'POST',
        headers: delivery.requestHeaders,
        body: delivery.payload,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      delivery.responseBody = await response.text()
      delivery.responseHeaders = Object.fromEntries(response.headers)
      delivery.statusCode = response.status
      delivery.status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`
    } catch (error) {
      delivery.status =
        error instanceof Error && error.name === 'TimeoutError' ? 'timed out' : 'failed to connect to host'
    }
    delivery.duration = Math.round((performance.now() - started) / 10) / 100
    this.#onSent(delivery)
  }
}

function headersOf(delivery: Delivery): Record<string, string> {
  const signed = (algorithm: string): string =>
    createHmac(algorithm, delivery.app.webhookSecret).update(delivery.payload).digest('hex')
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': `GitHub-Hookshot/${delivery.guid.slice(0, 7)}`,
    'x-github-delivery': delivery.guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': String(delivery.app.id),
    'x-github-hook-installation-target-id': String(delivery.app.id),
    'x-github-hook-installation-target-type': 'integration',
    ...(delivery.app.webhookSecret === ''
      ? {}
      : { 'x-hub-signature': `sha1=${signed('sha1')}`, 'x-hub-signature-256': `sha256=${signed('sha256')}` }),
  }
}
