import type { SectionKind } from '../../postmortem/document.ts'
import { bitsOf } from '../grammar/stems.ts'
import { tokenize, type Token } from '../grammar/token.ts'
import { matchesOf } from '../../postmortem/matches.ts'

export type BlockKind = 'paragraph' | 'item' | 'heading' | 'cell'

/** One sentence of the author's own prose. Offsets count in the document; `text` is masked, of the same length. */
export class Sentence {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly kind: BlockKind
  readonly section: SectionKind | null
  #tokens: readonly Token[] | null = null
  #stems: number | null = null

  constructor(fields: Pick<Sentence, 'start' | 'end' | 'text' | 'kind' | 'section'>) {
    this.start = fields.start
    this.end = fields.end
    this.text = fields.text
    this.kind = fields.kind
    this.section = fields.section
  }

  /** Of which lists of `stems` it has a word, as their bits: the first look of the rules. */
  get stems(): number {
    this.#stems ??= bitsOf(this.text)
    return this.#stems
  }

  /** Words and punctuation, made on first use: most sentences hold no trigger and are never taken apart. */
  get tokens(): readonly Token[] {
    this.#tokens ??= tokenize(this.text)
    return this.#tokens
  }
}

// A full stop after these ends no sentence.
const ABBREVIATIONS =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|ca|incl|excl|no|nr|fig|sec|min|max|mr|mrs|ms|dr|st|jr|sr|prof|dept|inc|ltd|resp|[a-z])$/i
const STOP = /(?<![.!?\u2026])[.!?\u2026]+["'\u201d\u2019)\]]*(?=\s|$)|\u2028/g
const TIME_LINE = /\n[ \t]*(?=\d{1,2}[:.]\d{2}\b)/g

/** The sentences of a block as offsets in it: cut at full stops, line breaks made by hand and lines that start with a time. */
export function splitSentences(block: string): [number, number][] {
  const cuts = new Set<number>()
  for (const match of matchesOf(STOP, block)) {
    if (match[0].startsWith('.') && match[0].length === 1 && isAbbreviation(block, match.index)) continue
    cuts.add(match.index + match[0].length)
  }
  for (const match of matchesOf(TIME_LINE, block)) cuts.add(match.index)
  const sentences: [number, number][] = []
  let from = 0
  for (const cut of [...cuts].sort((a, b) => a - b).concat(block.length)) {
    const trimmed = trim(block, from, cut)
    if (trimmed) for (const piece of pieces(block, trimmed)) sentences.push(piece)
    from = cut
  }
  return sentences
}

// Rules look around in a sentence; longer than this it is none (a dump, a table without borders), and is cut at white space.
const LONGEST = 2000

function pieces(text: string, [start, end]: [number, number]): [number, number][] {
  if (end - start <= LONGEST) return [[start, end]]
  const parts: [number, number][] = []
  for (let from = start; from < end;) {
    let to = Math.min(end, from + LONGEST)
    while (to < end && to > from + LONGEST / 2 && !/\s/.test(text.charAt(to))) to -= 1
    parts.push([from, to])
    from = to
  }
  return parts
}

function isAbbreviation(block: string, dot: number): boolean {
  if (/^\.\s+[a-z]/.test(block.slice(dot, dot + 8))) return true
  return ABBREVIATIONS.test(block.slice(Math.max(0, dot - 12), dot)) && dot + 1 < block.length
}

function trim(text: string, from: number, to: number): [number, number] | null {
  let start = from
  let end = to
  while (start < end && /\s/.test(text.charAt(start))) start += 1
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1
  return start < end ? [start, end] : null
}
