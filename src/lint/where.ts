import { factOfKey, keyOfFrontMatter } from '../postmortem/fact-names.ts'
import { keyRange } from '../postmortem/front-matter.ts'
import { sourceOf } from '../postmortem/source.ts'
import type { FactName, Range, Section, SectionKind } from '../postmortem/document.ts'
import type { Span } from './prose/mask.ts'
import type { Context } from './rule.ts'

/** The section of a kind, or undefined where the document has none. */
export function sectionOf({ postmortem }: Context, kind: SectionKind): Section | undefined {
  return postmortem.sections.find((section) => section.kind === kind)
}

/** The heading of a section as the place of what is missing in it; null (the document) where there is no such section. */
export function headingOf(context: Context, kind: SectionKind): Span | null {
  const section = sectionOf(context, kind)
  return section ? firstLine(context.text, section.heading) : null
}

/** The key of the front matter that waits for a fact (`started: null`), and where it stands. */
export function keyFor(
  { text, postmortem: { frontMatter } }: Context,
  fact: FactName,
): { readonly key: string; readonly at: Span } | null {
  if (frontMatter === null) return null
  const key = Object.keys(frontMatter.data).find((name) => factOfKey(keyOfFrontMatter(name)) === fact)
  return key === undefined ? null : { key, at: keyRange(sourceOf(text), frontMatter, key) }
}

/** The first line of a range, without white space around it: an annotation on many lines hides what it is about. */
export function firstLine(text: string, range: Span | Range): Span {
  const words = text.slice(range.start, range.end)
  const lead = words.length - words.trimStart().length
  const line = /^[^\r\n]*/.exec(words.slice(lead))?.[0].trimEnd() ?? ''
  return { start: range.start + lead, end: range.start + lead + line.length }
}
