import { figuresOf } from './figures.ts'
import type { LabelledSentence } from './labelled.ts'
import { caseOf, judgeSentences } from './sentences.ts'
import { row, table } from './show.ts'

/**
 * What the rules would find in an organisation whose words nobody had seen. Rules written by hand cannot be trained without an
 * organisation, so its own words are hidden from them instead: in each of its blame sentences those words of the span that neither
 * another organisation's spans nor those in `general` have (by their first four letters) become a word that means nothing.
 * A lower bound: an author knows English beyond what others happened to write.
 */
export function reportLeaveOneOut(
  sentences: readonly LabelledSentence[],
  general: readonly LabelledSentence[],
): string {
  const organisations = [...Map.groupBy(sentences, ({ org }) => org ?? '').keys()]
  const judged = organisations.map((org) => {
    const known = wordsOfSpans([...general, ...sentences].filter((sentence) => sentence.org !== org))
    const own = sentences.filter((sentence) => sentence.org === org)
    return { org, cases: judgeSentences(own.map((sentence) => hide(sentence, known))).map(caseOf) }
  })
  const rows = [...judged, { org: 'all', cases: judged.flatMap(({ cases }) => cases) }].map(
    ({ org, cases }) => {
      const { precision, recall, f1, falsePerThousand } = figuresOf(cases)
      return row(org, ...[precision, recall, f1, falsePerThousand].map(two))
    },
  )
  return table([row('left out', 'precision', 'recall', 'F1', 'false per 1,000'), ...rows])
}

const two = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2))

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'\u2019-]*/gu
const stemOf = (word: string): string => word.toLowerCase().slice(0, 4)

function wordsOfSpans(sentences: readonly LabelledSentence[]): ReadonlySet<string> {
  const spans = sentences.flatMap(({ span }) => (span ? [...span.matchAll(WORD)] : []))
  return new Set(spans.map(([word]) => stemOf(word)))
}

function hide(sentence: LabelledSentence, known: ReadonlySet<string>): LabelledSentence {
  const { span, text } = sentence
  const at = span ? text.indexOf(span) : -1
  if (!span || at < 0) return sentence
  const hidden = span.replace(WORD, (word) => (isKept(word, known) ? word : 'zorb'))
  return { ...sentence, text: text.slice(0, at) + hidden + text.slice(at + span.length) }
}

/** Pronouns, articles and such are nobody's own; a name or a number is not what a rule knows either. */
const isKept = (word: string, known: ReadonlySet<string>): boolean =>
  word.length < 4 || known.has(stemOf(word)) || /^[\p{Lu}\d]/u.test(word)
