import { createHmac } from 'node:crypto'
import type { Delivery } from '../model.ts'

// A server that takes longer is given up on, there as here.
const PATIENCE_MS = 10_000

/** Sends one delivery and writes down in it how that went. */
export async function post(delivery: Delivery, closing: AbortSignal): Promise<void> {
  delivery.requestHeaders = headersOf(delivery)
  const started = performance.now()
  try {
    const response = await fetch(delivery.url, {
      method: 'POST',
      headers: delivery.requestHeaders,
      body: delivery.payload,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), closing]),
    })
    delivery.responseBody = await response.text()
    delivery.responseHeaders = Object.fromEntries(response.headers)
    delivery.statusCode = response.status
    delivery.status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    delivery.status = late ? 'timed out' : 'failed to connect to host'
    delivery.statusCode = late ? 504 : 502
  }
  delivery.duration = Math.round((performance.now() - started) / 10) / 100
}

function headersOf(delivery: Delivery): Record<string, string> {
  const { app } = delivery
  const signed = (algorithm: string): string =>
    createHmac(algorithm, app.webhookSecret).update(delivery.payload).digest('hex')
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': `GitHub-Hookshot/${delivery.guid.slice(0, 7)}`,
    'x-github-delivery': delivery.guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    ...(app.webhookSecret === ''
      ? {}
      : { 'x-hub-signature': `sha1=${signed('sha1')}`, 'x-hub-signature-256': `sha256=${signed('sha256')}` }),
  }
}
