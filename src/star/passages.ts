import { isPlaceholder } from '../postmortem/placeholders.ts'
import type { Postmortem, SectionKind } from '../postmortem/document.ts'

/** More of a section is not read. */
const MOST_CHARACTERS = 20_000

/** The first words of a section in one line, without marks of quotation; null where it has none. */
export function firstParagraphOf(postmortem: Postmortem, kind: SectionKind): string | null {
  for (const words of bodiesOf(postmortem, kind)) {
    const paragraph = words
      .split(/\n[ \t]*\n/)
      .map((block) => flat(block.replace(/^[ \t]{0,3}> ?/gm, '')))
      .find((block) => block !== '' && !/^(?:#|\||```|~~~|<)/.test(block) && !isPlaceholder(block))
    if (paragraph !== undefined) return paragraph
  }
  return null
}

/** The bullets of a section; where it has none, its first paragraph alone. */
export function bulletsOf(postmortem: Postmortem, kind: SectionKind): string[] {
  const bodies = bodiesOf(postmortem, kind)
  const bullets = bodies.flatMap((words) =>
    // A bullet runs on over the lines below it that are indented.
    Array.from(
      words.matchAll(
        /^(?:[-*+]|\d{1,3}[.)])[ \t]+(\S[^\n]*(?:\n[ \t]+(?![-*+][ \t]|\d{1,3}[.)])\S[^\n]*)*)/gm,
      ),
      ([, item = '']) => flat(item),
    ),
  )
  const said = bullets.filter((bullet) => !isPlaceholder(bullet))
  const paragraph = said.length === 0 ? firstParagraphOf(postmortem, kind) : null
  return paragraph === null ? said : [paragraph]
}

/** What is learned stands under "Lessons" rather than under "What went well", where both are there. */
function bodiesOf({ sections, text }: Postmortem, kind: SectionKind): string[] {
  const filled = sections.filter((section) => section.kind === kind && !section.empty)
  const telling = filled.filter(({ title }) => /lesson|learn|take ?away|insight/i.test(title))
  return (telling.length > 0 ? telling : filled).map(({ body }) =>
    text
      .slice(body.start, Math.min(body.end, body.start + MOST_CHARACTERS))
      .replaceAll('\r\n', '\n')
      .replace(COMMENT, ''),
  )
}

const COMMENT = /<!--(?:(?!-->)[\s\S])*-->/g

const flat = (words: string): string => words.replace(/\s+/g, ' ').trim()
