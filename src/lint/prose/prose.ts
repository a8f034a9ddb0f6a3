import type { Section, SectionKind } from '../../postmortem/document.ts'
import { findBlocks, type Block } from './blocks.ts'
import { maskBlocks, maskInline, type Span } from './mask.ts'
import { Sentence, splitSentences } from './sentence.ts'

/** The author's own words in a Markdown document, sentence by sentence. */
export interface Prose {
  readonly sentences: readonly Sentence[]
  /** Headings, items, cells and paragraphs; `masked` is the document without code blocks, quotes and comments. */
  readonly blocks: readonly Block[]
  readonly masked: string
  /** HTML comments outside code, with their offsets. */
  readonly comments: readonly Span[]
}

export function readProse(text: string, sections: readonly Section[] = []): Prose {
  const { masked, comments } = maskBlocks(text)
  const sentences: Sentence[] = []
  const sectionAt = sectionKinds(sections)
  const blocks = findBlocks(masked)
  for (const block of blocks) {
    const words = maskInline(masked.slice(block.start, block.end))
    const section = sectionAt(block.start)
    for (const [from, to] of splitSentences(words)) {
      const start = block.start + from
      sentences.push(
        new Sentence({
          start,
          end: block.start + to,
          text: words.slice(from, to),
          kind: block.kind,
          section,
        }),
      )
    }
  }
  return { sentences, blocks, masked, comments }
}

/** The innermost section at an offset, asked for in rising order. */
function sectionKinds(sections: readonly Section[]): (offset: number) => SectionKind | null {
  const inOrder = [...sections].sort((a, b) => a.heading.start - b.heading.start)
  let next = 0
  let current: Section | undefined
  return (offset) => {
    for (let section = inOrder[next]; section && section.heading.start <= offset; section = inOrder[next]) {
      current = section
      next += 1
    }
    return current?.kind ?? null
  }
}
