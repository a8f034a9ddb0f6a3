import { createHmac } from 'node:crypto'

/** Below 24 bytes Standard Webhooks takes no secret. */
const FEWEST_BYTES = 24

/** `whsec_` and Base64, as Standard Webhooks writes secrets; null where it is none, or too short. */
export function keyOf(secret: string): Buffer | null {
  const base64 = /^whsec_([A-Za-z0-9+/]{1,200}={0,2})$/.exec(secret)?.[1]
  const key = base64 === undefined ? null : Buffer.from(base64, 'base64')
  return key === null || key.length < FEWEST_BYTES ? null : key
}

/**
 * The three headers by which a receiver knows that a message is ours, is new, and came before.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signed(
  id: string,
  body: string,
  secret: string,
  now: Date,
): Readonly<Record<string, string>> {
  const key = keyOf(secret)
  if (key === null) throw new Error('a channel without a secret that can be used has come through')
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
