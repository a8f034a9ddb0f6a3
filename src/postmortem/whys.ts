import type { List, ListItem } from 'mdast'

import { itemFactor } from './factor-line.ts'
import { matchesOf } from './matches.ts'
import { isPlaceholder } from './placeholders.ts'
import type { RawFactor } from './factor-line.ts'
import type { Part } from './sections.ts'

/** An answer of a chain of whys; `under` is the answer that it is the condition of, null where it led to the incident. */
export interface RawAnswer extends RawFactor {
  readonly question: string | null
  /** True where nothing was asked of this answer any more: the chain ends in it. */
  last: boolean
}

/**
 * The chains of a section as trees, in reading order. Nesting says what led to what: an answer below an answer is a condition
 * behind it, and two of them are two branches. Whys that stand one after the other in a list are one chain.
 */
export function answersOf(part: Part, text: string): RawAnswer[] {
  const reader = new ChainReader(text)
  for (const node of part.nodes) if (node.type === 'list') reader.readList(node, null, false)
  return reader.answers
}

interface Line {
  readonly raw: RawFactor
  readonly question: string | null
  readonly answer: string
}

class ChainReader {
  readonly answers: RawAnswer[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** @returns the answer with which the list ends, from which a list of questions goes on. */
  readList(list: List, under: RawAnswer | null, belowAnswer: boolean): RawAnswer | null {
    const lines = list.children.map((item) => this.#lineOf(item))
    const nested = list.children.filter(hasList).length
    const asks = lines.some((line) => askedIn(line) !== '')
    let before: RawAnswer | null = null
    list.children.forEach((item, index) => {
      const line = lines[index] ?? null
      const follows =
        before !== null &&
        (belowAnswer || nested > 1
          ? echoes(askedIn(line), before.text, under?.text)
          : (asks || under === null) && !startsAfresh(askedIn(line), before.text))
      before = this.#readItem(item, line, follows ? before : under) ?? before
    })
    return before
  }

  #readItem(item: ListItem, line: Line | null, under: RawAnswer | null): RawAnswer | null {
    const own = line === null || line.answer === '' ? null : this.#add(line, under)
    let last = own
    for (const child of item.children)
      if (child.type === 'list') last = this.readList(child, own ?? under, own !== null) ?? last
    return last
  }

  #add({ raw, question, answer }: Line, under: RawAnswer | null): RawAnswer {
    if (under !== null) under.last = false
    const added = { ...raw, end: 'unclear' as const, text: answer, question, under, last: true }
    this.answers.push(added)
    return added
  }

  #lineOf(item: ListItem): Line | null {
    const raw = itemFactor(item, 'blunt', this.#text)
    if (raw === null) return null
    if (isLabel(raw.text, item)) return { raw, question: null, answer: '' }
    if (/\?\s*$/.test(raw.text)) return { raw, question: raw.text, answer: '' }
    const answer = answerOf(raw.text)
    const asked = /^[^?]{3,}\?/.exec(raw.text)?.[0] ?? null
    return { raw, question: asked, answer: isPlaceholder(answer) ? '' : answer }
  }
}

const askedIn = (line: Line | null): string => line?.question ?? ''

const hasList = (item: ListItem): boolean => item.children.some((child) => child.type === 'list')

/** "Why the page came late:", "Problem: checkout is down": the name of a chain, or what it sets out from. */
const isLabel = (words: string, item: ListItem): boolean =>
  hasList(item) &&
  (words.endsWith(':') || /^(?:problem|effect|symptom|incident|impact)(?: statement)? ?:/i.test(words))

const WHY = /^(?:\d+[.)]\s*)?(?:why\b|how\b|answer\b|because\b|root\b|a\d?\s*[:.)])/i

/** "Why did X happen? Because Y." answers with Y. */
function answerOf(words: string): string {
  const answer = /\?\s*(?:[\u2013\u2014:>-]+\s*)?(.+)$/.exec(words)?.[1] ?? words
  return WHY.test(answer)
    ? answer.replace(
        /^(?:\d+[.)]\s*)?(?:why\b[^:?]*[:?]|how(?: (?:was|could|did|is|were) [^:?]*)?[:?]|answer\s*:|a\d?\s*[:.)]|root\s*:)\s*/i,
        '',
      )
    : answer
}

const WORD = /\p{L}{4,}/gu
const EMPTY =
  /^(?:what|that|this|these|those|then|there|were|with|have|been|could|would|should|does|from|they|them|their|when|which|because|into|more|than|even|only|also|just|happen.*|possible)$/

/** Words that carry what a line is about, by their stems. */
function stems(words: string): ReadonlySet<string> {
  const found = matchesOf(WORD, words.toLowerCase().slice(0, LONGEST)).map(([word]) => word)
  return new Set(found.filter((word) => !EMPTY.test(word)).map((word) => word.slice(0, 5)))
}
const LONGEST = 600

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((word) => b.has(word)).length

/** A question that repeats the answer before it goes on from there, where it does not repeat the one above it as much. */
function echoes(question: string, before: string, above: string | undefined): boolean {
  const asked = stems(question)
  const repeated = shared(asked, stems(before))
  return repeated > 0 && (above === undefined || (repeated > 1 && repeated > shared(asked, stems(above))))
}

/** "How did we find out late?" in the middle of a chain about something else begins another one. */
const AFRESH =
  /\b(?:find|found) (?:it |this |that )?out\b|\bnotice|\bdetect|\bhow (?:did|could) (?:it|this|that) (?:last|go)\b|\b(?:take|took|last) (?:so|that|this) long\b|\b(?:so|that|too) late\b|\blate\?/i

function startsAfresh(question: string, before: string): boolean {
  return AFRESH.test(question) && shared(stems(question), stems(before)) === 0
}
