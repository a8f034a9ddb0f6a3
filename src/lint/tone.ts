import { SENTENCE_RULES } from './rules/index.ts'
import type { RawFinding, SentenceRule } from './rule.ts'
import { readProse } from './prose/prose.ts'
import type { Sentence } from './prose/sentence.ts'

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

/** A rewording is offered only where the sentence with all of its rewordings has nothing new and nothing left of them. */
function withSafeSuggestions(
  sentence: Sentence,
  found: ToneFinding[],
  rules: readonly SentenceRule[],
): ToneFinding[] {
  const offered = found.filter(({ raw }) => typeof raw.suggestion === 'string')
  if (offered.length === 0) return found
  const reworded = apply(
    sentence.text,
    offered.map(({ raw }) => raw),
  )
  const left = readProse(reworded).sentences.flatMap((again) => findingsIn(again, rules))
  const areSafe = left.length <= found.length - offered.length
  return found.map((one) =>
    areSafe && settles(one, sentence, rules)
      ? one
      : { rule: one.rule, raw: { ...one.raw, suggestion: null } },
  )
}

/** False where the same rule finds something at the same place again: taking the suggestion would change nothing. */
function settles({ rule, raw }: ToneFinding, sentence: Sentence, rules: readonly SentenceRule[]): boolean {
  const { at, suggestion } = raw
  if (!at || typeof suggestion !== 'string') return true
  const place = { start: at.start, end: at.start + suggestion.length }
  return !readProse(apply(sentence.text, [raw])).sentences.some((again) =>
    findingsIn(again, rules).some(
      (other) =>
        other.rule === rule &&
        other.raw.at &&
        other.raw.at.start + again.start < place.end &&
        other.raw.at.end + again.start > place.start,
    ),
  )
}

function apply(text: string, findings: readonly RawFinding[]): string {
  let reworded = text
  for (const { at, suggestion } of [...findings].sort((a, b) => (b.at?.start ?? 0) - (a.at?.start ?? 0))) {
    if (at) reworded = reworded.slice(0, at.start) + (suggestion ?? '') + reworded.slice(at.end)
  }
  return reworded
}

function overlap(a: RawFinding, b: RawFinding): boolean {
  return a.at !== null && b.at !== null && a.at.start < b.at.end && b.at.start < a.at.end
}
