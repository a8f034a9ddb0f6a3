import { SENTENCE_RULES } from './rules/index.ts'
import type { RawFinding, SentenceRule } from './rule.ts'
import type { Span } from './prose/mask.ts'
import { Sentence, splitSentences } from './prose/sentence.ts'

export interface ToneFinding {
  readonly rule: SentenceRule
  readonly raw: RawFinding
}

/** What the sentence rules find, with offsets in the document; of two that overlap the earlier rule in the index stays. */
export function* toneFindings(
  sentences: readonly Sentence[],
  isOn: (rule: SentenceRule) => boolean,
): Iterable<ToneFinding> {
  const rules = SENTENCE_RULES.filter(isOn)
  for (const sentence of sentences) {
    const found = findingsIn(sentence, rules)
    if (found.length === 0) continue
    const safe = withSafeSuggestions(sentence, found, rules)
    for (const { rule, raw } of safe) {
      const at = raw.at && { start: raw.at.start + sentence.start, end: raw.at.end + sentence.start }
      yield { rule, raw: { ...raw, at } }
    }
  }
}

function findingsIn(sentence: Sentence, rules: readonly SentenceRule[]): ToneFinding[] {
  const found: ToneFinding[] = []
  for (const rule of rules) {
    for (const raw of rule.check(sentence)) {
      if (!found.some((other) => overlap(other.raw, raw))) found.push({ rule, raw })
    }
  }
  return found
}

/**
 * A rewording is offered only where the sentence with all of its rewordings has nothing new and nothing left of them, and where
 * the same rule finds nothing in the rewording itself.
 */
function withSafeSuggestions(
  sentence: Sentence,
  found: ToneFinding[],
  rules: readonly SentenceRule[],
): ToneFinding[] {
  const offered = found.filter(({ raw }) => typeof raw.suggestion === 'string')
  if (offered.length === 0) return found
  const { text, places } = reword(sentence.text, offered)
  const left = sentencesIn(text, sentence).flatMap((again) =>
    findingsIn(again, rules).map(({ rule, raw }) => ({
      rule,
      start: (raw.at?.start ?? 0) + again.start,
      end: (raw.at?.end ?? 0) + again.start,
    })),
  )
  const areSafe = left.length <= found.length - offered.length
  const isSafe = (one: ToneFinding): boolean => {
    const place = places.get(one)
    return (
      place === undefined ||
      (areSafe &&
        !left.some(({ rule, start, end }) => rule === one.rule && start < place.end && end > place.start))
    )
  }
  return found.map((one) => (isSafe(one) ? one : { rule: one.rule, raw: { ...one.raw, suggestion: null } }))
}

/** What is masked is no Markdown any more: a `>` that it starts with opens no quotation. */
function sentencesIn(text: string, { kind, section }: Sentence): Sentence[] {
  return splitSentences(text).map(
    ([start, end]) => new Sentence({ start, end, text: text.slice(start, end), kind, section }),
  )
}

/** The text with all the rewordings, and where each of them then stands. */
function reword(
  text: string,
  offered: readonly ToneFinding[],
): { text: string; places: ReadonlyMap<ToneFinding, Span> } {
  const places = new Map<ToneFinding, Span>()
  let reworded = ''
  let done = 0
  for (const one of offered.toSorted((a, b) => (a.raw.at?.start ?? 0) - (b.raw.at?.start ?? 0))) {
    const { at, suggestion } = one.raw
    if (!at) continue
    reworded += text.slice(done, at.start)
    places.set(one, { start: reworded.length, end: reworded.length + (suggestion ?? '').length })
    reworded += suggestion ?? ''
    done = at.end
  }
  return { text: reworded + text.slice(done), places }
}

function overlap(a: RawFinding, b: RawFinding): boolean {
  return a.at !== null && b.at !== null && a.at.start < b.at.end && b.at.start < a.at.end
}
