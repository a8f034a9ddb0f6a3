import { createHmac, timingSafeEqual } from 'node:crypto'

/** Of one body: fed with its raw bytes as they come, so that nothing need be kept to know who sent it. */
export interface Verifier {
  readonly update: (chunk: Uint8Array) => void
  /** Whether that `x-hub-signature-256` is of these bytes and one of the secrets. To be asked once. */
  readonly matches: (signature: string) => boolean
}

/**
 * Two secrets hold at once while one is replaced by the other.
 * @see https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifier(secrets: readonly string[]): Verifier {
  const macs = secrets.map((secret) => createHmac('sha256', secret))
  return {
    update: (chunk) => {
      for (const mac of macs) mac.update(chunk)
    },
    matches: (signature) => {
      const given = Buffer.from(signature)
      const expected = macs.map((mac) => Buffer.from(`sha256=${mac.digest('hex')}`))
      return expected.some((mac) => mac.length === given.length && timingSafeEqual(mac, given))
    },
  }
}
