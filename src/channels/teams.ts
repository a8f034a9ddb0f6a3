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

// A card holds 28 KB, so that nothing is refused for one long document.
const MOST_CHARACTERS = 12_000

/**
 * For a workflow of Teams that posts a card ("When a Teams webhook request is received").
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format (Markdown in cards)
 */
export function teamsPayload(message: Message): object {
  let left = MOST_CHARACTERS
  const paragraphs = paragraphsOf(message, 'teams', MANNER).filter(({ length }) => (left -= length) > 0)
  const title = {
    type: 'TextBlock',
    text: teamsText(titleOf(message)),
    wrap: true,
    size: 'Large',
    weight: 'Bolder',
  }
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
          body: [title, ...paragraphs.map((text) => ({ type: 'TextBlock', text, wrap: true }))],
        },
      },
    ],
  }
}
