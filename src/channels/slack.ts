import { headOf } from '../github/inert.ts'
import type { Message } from './message.ts'
import { paragraphsOf, titleOf, type Manner } from './words.ts'

/** What makes text a mention, a link or a command in Slack begins with `<`; the rest are marks of emphasis. */
export const slackText = (text: string): string =>
  text
    // Control characters, and what changes the direction of what follows.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\s]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** In `<address|words>` only a bar or a bracket could end it. */
const slackAddress = (url: string): string =>
  url.replace(/[<>|\s]/g, encodeURIComponent).replaceAll('&', '&amp;')

const MANNER: Manner = { words: slackText, address: slackAddress }

// Slack's own limits: https://docs.slack.dev/reference/block-kit/blocks/section-block, …/blocks/header-block
const LONGEST_SECTION = 3_000
const MOST_SECTIONS = 45

/**
 * For an incoming webhook, in Block Kit. `verbatim` keeps Slack from making links and mentions of its own accord.
 * @see https://docs.slack.dev/messaging/formatting-message-text (escaping)
 */
export function slackPayload(message: Message): object {
  const title = titleOf(message).replace(/[\p{Cc}\p{Cf}\p{Co}]+/gu, ' ')
  const sections = paragraphsOf(message, 'slack', MANNER).flatMap(pieces).slice(0, MOST_SECTIONS)
  return {
    // What a notification shows.
    text: slackText(title),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
      ...sections.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })),
    ],
  }
}

/** Line by line, as much as one section holds. */
function pieces(paragraph: string): string[] {
  const made: string[] = []
  let open = ''
  for (const line of paragraph.split('\n')) {
    if (open !== '' && open.length + 1 + line.length > LONGEST_SECTION) {
      made.push(open)
      open = line
    } else open = open === '' ? line : `${open}\n${line}`
  }
  return [...made, open].map((text) => whole(text))
}

/** No entity and no character is cut in two. */
const whole = (text: string): string =>
  text.length <= LONGEST_SECTION ? text : `${headOf(text, LONGEST_SECTION - 1).replace(/&[a-z]{0,4}$/, '')}…`
