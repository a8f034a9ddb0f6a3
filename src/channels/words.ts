import { durationOf } from '../postmortem/figures.ts'
import { headOf } from '../github/inert.ts'
import { render } from '../templates.ts'
import type { InternalMessage, Message } from './message.ts'

/** How a channel has people's words and addresses written, so that they mean nothing but themselves there. */
export interface Manner {
  /** One line of people's words. */
  readonly words: (text: string) => string
  /** An address of ours or of the document. */
  readonly address: (url: string) => string
}

export type Style = 'markdown' | 'slack' | 'teams'

const LONGEST = { title: 150, line: 600, item: 300 }
const MOST_LINES = 60

/** A message in a channel's own markup: paragraphs with an empty line between them. The title stands apart. */
export function paragraphsOf(message: Message, style: Style, manner: Manner): readonly string[] {
  const words = (text: string, most = LONGEST.line): string => manner.words(cut(text, most))
  const text =
    message.version === 'internal'
      ? render(`publishing/${style}`, viewOf(message, words, manner.address))
      : render('publishing/open', {
          paragraphs: message.paragraphs.slice(0, MOST_LINES).map(({ kind, text: said }) => ({
            heading: kind === 'heading',
            item: kind === 'item',
            text: words(said, 2_000),
            strong: style === 'slack' ? '*' : '**',
          })),
        })
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

export const titleOf = ({ title }: Message): string => cut(title, LONGEST.title)

/** One line, at most so many characters. */
function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${headOf(line, most - 1).trimEnd()}…` : line
}

type Words = (text: string, most?: number) => string

function viewOf(message: InternalMessage, words: Words, address: Manner['address']) {
  const { actions, links } = message
  const hasLead = message.severity !== null || message.startedAt !== null
  const said = (text: string | null): string => (text === null ? '' : words(text))
  return {
    severity: said(message.severity),
    started: momentOf(message.startedAt),
    lengths: [
      { detect: true, mitigate: false, value: lengthOf(message.timeToDetectMin) },
      { detect: false, mitigate: true, value: lengthOf(message.timeToMitigateMin) },
      { detect: false, mitigate: false, value: lengthOf(message.timeToResolveMin) },
    ]
      .filter(({ value }) => value !== '')
      .map((length, index) => ({ ...length, follows: hasLead || index > 0 })),
    summary: said(message.summary),
    impact: said(message.impact),
    users: said(message.impactedUsers),
    effect: said(message.businessEffect),
    lessons: message.lessons.map((lesson) => words(lesson, LONGEST.item)),
    factors: message.factors,
    actions: {
      total: actions.total,
      categories: Object.entries(actions.categories)
        .map(([name, count]) => ({ name: name === 'none' ? '' : name, count }))
        .filter(({ count }) => count > 0),
      items: actions.items.map(({ text, due, done, url }) => ({
        text: words(text, LONGEST.item),
        due: due ?? '',
        done,
        url: address(url),
      })),
      more: Math.max(0, actions.total - actions.items.length),
    },
    thanks: message.thanks.map((name) => words(name, 60)).join(', '),
    document: address(links.document),
    pull: links.pull === null ? '' : address(links.pull),
    incident: links.incident === null ? '' : address(links.incident),
  }
}

const lengthOf = (minutes: number | null): string => (minutes === null ? '' : durationOf(minutes))

/** `2026-11-20 14:20 UTC`, or the day alone. */
const momentOf = (at: string | null): string =>
  at === null ? '' : at.includes('T') ? `${at.slice(0, 16).replace('T', ' ')} UTC` : at
