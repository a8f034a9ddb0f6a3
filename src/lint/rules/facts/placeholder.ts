import type { Postmortem, Section } from '../../../postmortem/document.ts'
import { factOfKey } from '../../../postmortem/fact-names.ts'
import type { Block } from '../../prose/blocks.ts'
import type { Span } from '../../prose/mask.ts'
import type { Context, DocumentRule, RawFinding } from '../../rule.ts'
import { firstLine, placeholderOf } from '../../where.ts'

export const placeholder: DocumentRule = {
  id: 'facts/placeholder',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev4: 'warning' },
  summary: 'No placeholder of the template is left.',
  why: 'A placeholder looks like an answer from afar, and nobody is asked for the real one.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on key details omitted: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    for (const problem of context.postmortem.problems) {
      if (problem.code !== 'placeholder') continue
      yield { at: firstLine(context.text, problem.range), message: `${problem.message} ${problem.fix}` }
    }
    yield* bySection(placeholdersIn(context), context.postmortem.sections)
  },
}

/** Told once for each section, at its first: one who comes to fill in one line sees the others. */
function* bySection(places: Iterable<Span>, sections: readonly Section[]): Iterable<RawFinding> {
  const sectionAt = innermost(sections)
  let open: { section: Section | null; first: Span; count: number } | null = null
  for (const at of places) {
    const section = sectionAt(at.start)
    if (open && open.section === section) open.count += 1
    else {
      if (open) yield told(open)
      open = { section, first: at, count: 1 }
    }
  }
  if (open) yield told(open)
}

function told({ first, count }: { first: Span; count: number }): RawFinding {
  const message =
    count === 1
      ? 'This is still a placeholder. Replace it, or say in a sentence that it is not known.'
      : `This is still a placeholder, the first of ${String(count)} in this section. Replace them, or say in a sentence what is not known.`
  return { at: first, message }
}

/** In order, one for each line; without those that a rule of their own asks for. */
function* placeholdersIn(context: Context): Iterable<Span> {
  const inAction = ranges(context.postmortem)
  let told = -1
  for (const block of context.prose.blocks) {
    const at = placeholderOf(context, block)
    if (!at) continue
    const line = context.text.lastIndexOf('\n', at.start)
    // An action whose owner or date is TBD is told so by the rules for actions; in a row of five, one is enough.
    if (line === told || inAction(at.start) || asksForFact(context, block) || isListTitle(context, block))
      continue
    told = line
    yield at
  }
}

/** `**Impacted users**: _Write: how many_`: the rule for that fact asks for it. */
function asksForFact({ text, postmortem }: Context, block: Block): boolean {
  const key = /^[*_\s]*([^:*_\n]{3,40})[*_]{0,3}:/.exec(text.slice(block.start, block.end))?.[1]
  const fact = key === undefined ? null : factOfKey(key.trim().toLowerCase())
  return fact !== null && postmortem.facts[fact] === null
}

/** `todo` above a list: what is to be done stands below it. */
function isListTitle({ text }: Context, { start, end }: Block): boolean {
  const [first = '', ...below] = text.slice(start, end + 200).split('\n')
  return (
    /^\W*to-? ?dos?\W*$/i.test(first) &&
    /^\s*(?:[-*+]|\d{1,3}[.)]) /.test(below.find((line) => line.trim() !== '') ?? '')
  )
}

/** Asked for in rising order of offsets. */
function innermost(sections: readonly Section[]): (offset: number) => Section | null {
  const inOrder = sections.toSorted((a, b) => a.heading.start - b.heading.start)
  let next = 0
  return (offset) => {
    while ((inOrder[next]?.heading.start ?? Number.POSITIVE_INFINITY) <= offset) next += 1
    return inOrder[next - 1] ?? null
  }
}

/** Asked for in rising order of offsets. */
function ranges({ actions }: Postmortem): (offset: number) => boolean {
  const inOrder = actions.map((action) => action.range).sort((a, b) => a.start - b.start)
  let next = 0
  return (offset) => {
    while ((inOrder[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next += 1
    return (inOrder[next]?.start ?? Number.POSITIVE_INFINITY) <= offset
  }
}
