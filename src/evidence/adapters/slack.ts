import { jsonAdapter } from './json-adapter.ts'
import { slackText } from './slack-text.ts'
import { at, firstWords, isObject, wordsAt } from '../json-value.ts'
import type { Adapter, Told } from '../evidence.ts'

/** What a channel says about itself, not what people say in it: joins, renames, pins. */
const HOUSEKEEPING =
  /^(?:(?:channel|group|bot|app|huddle|reminder)_(?!message$).*|pinned_item|unpinned_item|tombstone|message_deleted)$/

/**
 * A channel's day from a Slack export: an array of messages (`incident-12/2026-11-23.json`). Who speaks stands before the words;
 * names come from the messages' own `user_profile`, as far as the file has shown them, and from `Reading.people`. Replies in threads are
 * entries like all others. An export does not know its workspace's address, so a message has a link only where it brings one.
 * @see https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export const slack: Adapter = jsonAdapter({
  name: 'slack',
  title: 'Slack export',
  element: 'a Slack message',
  path: [],
  isOne: ({ value }) => isMessage(value) || isMember(value),
  reader(reading, teller) {
    const names = new Map<string, string>(reading.people)
    const source = sourceOf(reading.file)
    return ({ value, line }): Told[] => {
      if (isMember(value) || HOUSEKEEPING.test(wordsAt(value, 'subtype') ?? '')) return []
      const user = wordsAt(value, 'user')
      const profile = profileName(at(value, 'user_profile'))
      if (user !== null && profile !== null && names.size < MOST_NAMES) names.set(user, profile)
      const isBot = wordsAt(value, 'bot_id') !== null || wordsAt(value, 'subtype') === 'bot_message'
      const speaker = isBot ? botName(value) : user === null ? null : (names.get(user) ?? user)
      const words = slackText(textOf(value), names)
      return teller.tell(
        {
          time: wordsAt(value, 'ts'),
          text: words === '' || speaker === null ? words : `${speaker}: ${words}`,
          source,
          kind: isBot ? 'system' : 'human',
          link: at(value, 'permalink'),
          id: wordsAt(value, 'client_msg_id') ?? wordsAt(value, 'ts'),
        },
        line,
      )
    }
  },
})
const MOST_NAMES = 10_000

function isMessage(value: unknown): boolean {
  return wordsAt(value, 'type') === 'message' && at(value, 'specversion') === undefined
}

/** An element of `users.json`, which stands beside the channels: no message, and nothing wrong with it. */
function isMember(value: unknown): boolean {
  return /^[UW][A-Z0-9]{6,}$/.test(wordsAt(value, 'id') ?? '') && isObject(at(value, 'profile'))
}

/** The name of each member id, of an element of `users.json`; null for anything else. */
export function memberOf(value: unknown): { readonly id: string; readonly name: string } | null {
  const id = wordsAt(value, 'id')
  const name = profileName(at(value, 'profile')) ?? firstWords(value, ['real_name', 'name'])
  return id === null || name === null || !isMember(value) ? null : { id, name }
}

function profileName(profile: unknown): string | null {
  return firstWords(profile, ['display_name', 'real_name', 'first_name', 'name'])
}

function botName(value: unknown): string | null {
  return firstWords(value, ['username']) ?? wordsAt(value, 'bot_profile', 'name')
}

/** Bots write into attachments what people write into the text. */
function textOf(value: unknown): string {
  const text = wordsAt(value, 'text')
  if (text !== null) return text
  const [attachment] = [at(value, 'attachments')].flat()
  const words = firstWords(attachment, ['fallback', 'text', 'title'])
  if (words !== null) return words
  const files = [at(value, 'files')].flat().flatMap((file) => firstWords(file, ['title', 'name']) ?? [])
  return files.length > 0 ? `shared ${files.slice(0, 5).join(', ')}` : ''
}

/** An export has a folder per channel and a file per day; a file that was renamed after its channel counts as well. */
function sourceOf(file: string): string {
  const [name = '', folder] = file.split(/[/\\]/).toReversed()
  const stem = name.replace(/\.(?:json|jsonl|ndjson)$/i, '')
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(stem)
  const channel = isDay ? folder : stem.replace(/^slack[-_]|[-_]?\d{4}-\d{2}-\d{2}$/g, '')
  return channel === undefined || /^(?:evidence|slack|\.{0,2}|)$/i.test(channel)
    ? 'Slack'
    : `Slack #${channel}`
}
