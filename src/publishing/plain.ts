import type { Nodes } from 'mdast'
import { markdownOf } from '../postmortem/markdown.ts'

/** How the address of a link is shown behind its words; '' where it is left out. */
type ShowAddress = (url: string) => string

const noAddress: ShowAddress = () => ''

/** The words of a piece of Markdown on one line, as a reader sees them: without marks, HTML, pictures and addresses. */
export const plainText = (markdown: string): string =>
  oneLine(
    markdownOf(markdown, 0)
      .children.map((node) => wordsOf(node))
      .join(' '),
  )

/** The words of a node of the tree. */
export function wordsOf(node: Nodes, addressOf: ShowAddress = noAddress): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value
    case 'break':
      return ' '
    case 'link': {
      const words = node.children.map((child) => wordsOf(child, addressOf)).join('')
      const address = addressOf(node.url)
      return address === '' || words.includes(address) ? words : `${words} (${address})`
    }
    case 'html':
    case 'code':
    case 'image':
      return ' '
    default:
      return 'children' in node
        ? node.children.map((child) => wordsOf(child, addressOf)).join(isBlock(node) ? ' ' : '')
        : ''
  }
}

const isBlock = ({ type }: Nodes): boolean =>
  type === 'list' || type === 'listItem' || type === 'table' || type === 'tableRow' || type === 'blockquote'

export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()
