import { randomUUID } from 'node:crypto'
import type { Faults } from '../http/faults.ts'
import type { Delivery, Installation, Repository } from '../model.ts'
import { nextId, timestamp, type World } from '../world.ts'
import { post } from './post.ts'

interface Event {
  readonly installation: Installation
  readonly repository: Repository | null
  readonly event: string
  readonly action: string | null
  readonly payload: Record<string, unknown>
}

const DEFAULT_DELAY_MS = 50

/**
 * Hands events to apps: one after the other, in the order in which they happened, each once. Nothing is repeated by
 * itself, as GitHub does not either; faults on demand make it worse than that.
 */
export class Hooks {
  readonly #world: () => World
  readonly #faults: Faults
  readonly #onSent: (delivery: Delivery) => void
  readonly #closing = new AbortController()
  #chain: Promise<void> = Promise.resolve()
  #waiting: Delivery[] = []
  /** Those that the next one shall overtake. */
  #overtaken: Delivery[] = []
  readonly #delayed = new Set<Promise<void>>()

  constructor(world: () => World, faults: Faults, onSent: (delivery: Delivery) => void) {
    this.#world = world
    this.#faults = faults
    this.#onSent = onSent
  }

  /** Takes an event down; it goes out with the next `flush`. An app without an address hears of nothing. */
  enqueue({ installation, repository, event, action, payload }: Event): void {
    const { app } = installation
    if (app.webhookUrl === '') return
    const world = this.#world()
    this.#add({
      id: nextId(world),
      guid: randomUUID(),
      app,
      installationId: installation.id,
      repositoryId: repository?.id ?? null,
      event,
      action,
      url: app.webhookUrl,
      payload: JSON.stringify(payload),
      redelivery: false,
      deliveredAt: timestamp(world),
      duration: 0,
      status: null,
      statusCode: 0,
      requestHeaders: {},
      responseHeaders: {},
      responseBody: '',
    })
  }

  /** The same event once more, under the same guid, to where the app listens now. */
  redeliver(delivery: Delivery): void {
    const world = this.#world()
    this.#add({
      ...delivery,
      id: nextId(world),
      url: delivery.app.webhookUrl,
      redelivery: true,
      deliveredAt: timestamp(world),
      duration: 0,
      status: null,
      statusCode: 0,
      responseHeaders: {},
      responseBody: '',
    })
  }

  /** Sends what waits; called when an answer is out, and after seeding. */
  flush(): void {
    for (const delivery of this.#waiting.splice(0)) this.#chain = this.#chain.then(() => this.#hand(delivery))
  }

  /** Resolves once everything is sent and answered, whatever is delayed or overtaken included. */
  async idle(): Promise<void> {
    this.flush()
    const chain = this.#chain
    await chain
    await Promise.all(this.#delayed)
    for (const delivery of this.#overtaken.splice(0)) await this.#send(delivery)
    if (chain !== this.#chain || this.#waiting.length > 0 || this.#delayed.size > 0) await this.idle()
  }

  /** Forgets what has not gone out yet: the state that it tells of is being replaced. */
  forget(): void {
    this.#waiting = []
    this.#overtaken = []
  }

  close(): void {
    this.forget()
    this.#closing.abort()
  }

  #add(delivery: Delivery): void {
    this.#world().state.deliveries.push(delivery)
    this.#waiting.push(delivery)
  }

  async #hand(delivery: Delivery): Promise<void> {
    const fault = this.#faults.takeHook(delivery.event, delivery.action)
    const late = this.#overtaken.splice(0)
    switch (fault?.how) {
      case 'drop':
        this.#drop(delivery)
        break
      case 'delay':
        this.#delay(delivery, fault.delayMs ?? DEFAULT_DELAY_MS)
        break
      case 'reorder':
        this.#overtaken.push(delivery)
        break
      case 'double':
        await this.#send(delivery)
        await this.#send(delivery)
        break
      case undefined:
        await this.#send(delivery)
    }
    for (const one of late) await this.#send(one)
  }

  #drop(delivery: Delivery): void {
    delivery.status = 'failed to connect to host'
    delivery.statusCode = 502
  }

  #delay(delivery: Delivery, ms: number): void {
    const later = new Promise<void>((resolve) => setTimeout(resolve, ms)).then(() => this.#send(delivery))
    this.#delayed.add(later)
    void later.finally(() => this.#delayed.delete(later))
  }

  async #send(delivery: Delivery): Promise<void> {
    if (this.#closing.signal.aborted) return
    await post(delivery, this.#closing.signal)
    this.#onSent(delivery)
  }
}
