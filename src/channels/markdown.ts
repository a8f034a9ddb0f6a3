import { inertLine, inertTitle } from '../github/inert.ts'
import type { Message } from './message.ts'
import { percent } from './teams.ts'
import { paragraphsOf, titleOf, type Manner } from './words.ts'

/** What Markdown could make of plain text: emphasis, code, links, headings, lists, tables, entities. */
const markdownText = (text: string): string =>
  inertLine(
    text
      .replace(/[\\`*_[\]~#]/g, String.raw`\$&`)
      .replaceAll('&', '&amp;')
      .replace(/^([-+>])/, String.raw`\$1`)
      .replace(/^(\d{1,9})([.)])/, String.raw`$1\$2`),
    Number.POSITIVE_INFINITY,
  )

const MANNER: Manner = {
  words: markdownText,
  address: (url) => url.replace(/[<>()|\\`\s]/g, percent),
}

/** For a discussion on GitHub. */
export const discussionOf = (message: Message): { readonly title: string; readonly body: string } => ({
  title: inertTitle(titleOf(message)),
  body: paragraphsOf(message, 'markdown', MANNER).join('\n\n'),
})
