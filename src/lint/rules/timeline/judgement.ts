import { isPast } from '../../grammar/verbs.ts'
import type { Span } from '../../prose/mask.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'
import { matchesOf } from '../../../postmortem/matches.ts'

// Adverbs by which the author comments; each can be left out of its sentence, with its commas.
const ASIDE =
  /\b(?:finally|at (?:long )?last(?=[,.;]|$)|unfortunately|fortunately|luckily|thankfully|sadly|regrettably|of course|needlessly|unnecessarily|inexplicably|incredibly|ridiculously|embarrassingly|shockingly|miraculously|to our (?:horror|shame|embarrassment|relief))\b(?! (?:block|clause|statement|blocks|clauses))/gi
const OPENING = /(?:^|[,;:] )((?:obviously|clearly|naturally|needless to say|surely)\b)/gi
const VERDICT =
  /\b(?:(?:far|much|way) )?too late\b|\b(?:terrible|disastrous|ridiculous|embarrassing|shameful|painfully slow)\b/gi
const SHOULD =
  /\b(?:should|ought to)(?: not|n['\u2019]t)?(?: (?:really|probably|never|already|also))? have ([a-z]+)\b/gi
const TRIGGER =
  /final|last|fortunate|luck|thank|sad|regret|course|need|necess|explic|incred|ridic|embarrass|shock|mirac|horror|shame|relief|obvious|clear|natural|surely|too late|terrib|disast|painful|should|ought/i

export const judgement: SentenceRule = {
  id: 'timeline/judgement',
  family: 'timeline',
  scope: 'sentence',
  level: 'note',
  severities: { sev1: 'warning', sev4: 'off' },
  summary: 'The timeline tells what happened, without comment.',
  why: 'A timeline is what all agree on; a comment in it is told from the end and closes the question before it is asked.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on animated language: https://sre.google/workbook/postmortem-culture/',
  *check({ text, section }) {
    if (section !== 'timeline' || !TRIGGER.test(text)) return
    yield* asides(text)
    yield* verdicts(text)
  },
}

function* asides(text: string): Iterable<RawFinding> {
  const found = matchesOf(ASIDE, text).map((match) => ({ start: match.index, words: match[0] }))
  for (const match of matchesOf(OPENING, text)) {
    const words = match[1] ?? ''
    found.push({ start: match.index + match[0].length - words.length, words })
  }
  for (const { start, words } of found) {
    const cut = withoutAside(text, { start, end: start + words.length })
    yield {
      ...cut,
      message: `“${words}” comments on what happened. Leave it out: the times tell how long it took, and the factors why.`,
    }
  }
}

function* verdicts(text: string): Iterable<RawFinding> {
  for (const match of matchesOf(VERDICT, text)) {
    yield {
      at: { start: match.index, end: match.index + match[0].length },
      message: 'This judges. Say when it happened and what it did, and leave the judgement to the reader.',
    }
  }
  for (const match of matchesOf(SHOULD, text)) {
    if (match[1] !== 'been' && !isPast(match[1] ?? '')) continue
    yield {
      at: { start: match.index, end: match.index + match[0].length },
      message:
        'This tells what did not happen. Say here what happened, and under the factors or actions what would help.',
    }
  }
}

/** The aside with the comma and space that go with it; what then opens the sentence gets the capital. */
function withoutAside(text: string, { start, end }: Span): { at: Span; suggestion: string } | { at: Span } {
  const after = /^,? /.exec(text.slice(end, end + 2))?.[0]
  const before = text.slice(0, start)
  // At the end of its sentence, or between a verb and a full stop, only a person can tell what is left.
  if (after === undefined) return { at: { start, end } }
  const isFirst = /^[A-Z]/.test(text.charAt(start))
  if (!isFirst && /,\s$/.test(before) && after.startsWith(',')) {
    // "The job, unfortunately, stopped": both commas go.
    return { at: { start: start - 2, end: end + 1 }, suggestion: '' }
  }
  if (!isFirst) return { at: { start, end: end + after.length }, suggestion: '' }
  const next = /^[A-Za-z][\w'\u2019-]*/.exec(text.slice(end + after.length, end + after.length + 40))?.[0]
  if (next === undefined) return { at: { start, end } }
  return {
    at: { start, end: end + after.length + next.length },
    suggestion: next.charAt(0).toUpperCase() + next.slice(1),
  }
}
