import type { Message } from './message.ts'
import { paragraphsOf, titleOf, type Manner } from './words.ts'

/** The marks of the Markdown that an Adaptive Card knows: emphasis, links, lists. Mentions need an entity, which we never send. */
const teamsText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\s]+/gu, ' ')
    .replace(/[\\*_[\]`~<>]/g, String.raw`\$&`)
    .replace(/^(\s{0,3})(\d{1,9})([.)])/, String.raw`$1$2\$3`)
    .replace(/^(\s{0,3})([-+#])/, String.raw`$1\$2`)

const teamsAddress = (url: string): string => url.replace(/[<>()\s\\]/g, percent)

/** `encodeURIComponent` leaves parentheses as they are. */
export const percent = (char: string): string => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`

const MANNER: Manner = { words: teamsText, address: teamsAddress }

// A message holds 28 KB, and the envelope takes some of it.
const MOST_BYTES = 26_000

/**
 * For a workflow of Teams that posts a card ("When a Teams webhook request is received").
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format (Markdown in cards)
 */
export function teamsPayload(message: Message): object {
  const title = { ...blockOf(teamsText(titleOf(message))), size: 'Large', weight: 'Bolder' }
  const blocks = paragraphsOf(message, 'teams', MANNER).map(blockOf)
  // Whatever does not fit, the last one leads to it.
  const links = message.version === 'internal' ? blocks.splice(-1) : []
  let left = MOST_BYTES - sizeOf([title, ...links])
  const end = blocks.findIndex((block) => (left -= sizeOf([block])) < 0)
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [title, ...blocks.slice(0, end < 0 ? undefined : end), ...links],
        },
      },
    ],
  }
}

const blockOf = (text: string) => ({ type: 'TextBlock', text, wrap: true })

const sizeOf = (blocks: readonly object[]): number => Buffer.byteLength(JSON.stringify(blocks))
