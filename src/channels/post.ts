import type { RepositoryName } from '../effects.ts'
import type { Kind } from './address.ts'
import { Refused } from './failure.ts'
import { envelopeOf, type Message } from './message.ts'
import type { Channels } from './operator.ts'
import { INTERNET, send, type Reach } from './send.ts'
import { signed } from './sign.ts'
import { slackPayload } from './slack.ts'
import { teamsPayload } from './teams.ts'

/**
 * Puts a message into a channel, in that channel's words.
 * @throws Refused where only people can help, Failed where it may pass.
 */
export type Post = (from: RepositoryName, channel: string, message: Message) => Promise<void>

export interface PostOptions {
  readonly reach?: Reach | undefined
  readonly now: () => Date
}

export function poster(channels: Channels | null, { reach = INTERNET, now }: PostOptions): Post {
  return async (from, name, message) => {
    const channel = channels?.find(from, name)
    if (!channel) throw new Refused('unknown')
    const { kind, url, secret } = channel
    const body = payloadOf(kind, message)
    const headers = secret === null ? {} : signed(message.id, body, secret, now())
    await send({ url, body, headers }, reach)
  }
}

const PAYLOADS: { readonly [K in Kind]: (message: Message) => object } = {
  slack: slackPayload,
  teams: teamsPayload,
  json: envelopeOf,
}

/** The body that a channel of that kind gets. */
export const payloadOf = (kind: Kind, message: Message): string => JSON.stringify(PAYLOADS[kind](message))
