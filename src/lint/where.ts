import { factOfKey, keyOfFrontMatter } from '../postmortem/fact-names.ts'
import { keyRange } from '../postmortem/front-matter.ts'
import { isPlaceholder, placeholderIn } from '../postmortem/placeholders.ts'
import { sourceOf } from '../postmortem/source.ts'
import type { FactName, Range, Section, SectionKind } from '../postmortem/document.ts'
import type { Block } from './prose/blocks.ts'
import { maskCode, type Span } from './prose/mask.ts'
import type { Context } from './rule.ts'

/** The section of a kind, or undefined where the document has none. */
export function sectionOf(
  { postmortem }: Pick<Context, 'postmortem'>,
  kind: SectionKind,
): Section | undefined {
  return postmortem.sections.find((section) => section.kind === kind)
}

/** All sections of a kind, subsections among them, in order. */
export function sectionsOf(
  { postmortem }: Pick<Context, 'postmortem'>,
  kind: SectionKind,
): readonly Section[] {
  return postmortem.sections.filter((section) => section.kind === kind)
}

/** The heading of a section as the place of what is missing in it; null (the document) where there is no such section. */
export function headingOf(context: Context, kind: SectionKind): Span | null {
  const section = sectionOf(context, kind)
  return section ? firstLine(context.text, section.heading) : null
}

/** `a line such as`, and the section for it where there is none yet. */
export function lineIn(context: Context, kind: 'impact'): string {
  return sectionOf(context, kind) ? 'a line such as' : '`## Impact` with a line such as'
}

/** True where an empty section holds the template's own words: `facts/placeholder` tells it at those, and one finding is enough. */
export function isWaiting(context: Context, kind: SectionKind): boolean {
  const empty = sectionsOf(context, kind).filter((section) => section.empty)
  return empty.some(({ body }) =>
    within(context.prose.blocks, body).some((block) => placeholderOf(context, block) !== null),
  )
}

/** Those of `spans`, which stand in order and do not overlap, that lie in a part of the text. Sections are many in a hostile text. */
export function within<Part extends Span>(spans: readonly Part[], { start, end }: Span): readonly Part[] {
  let low = 0
  for (let high = spans.length; low < high;) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? end) < start) low = middle + 1
    else high = middle
  }
  let to = low
  while ((spans[to]?.end ?? Number.POSITIVE_INFINITY) <= end) to += 1
  return spans.slice(low, to)
}

// Of all that can stand for nothing, these ask to be replaced; "n/a" and "-" are answers.
const ASKS =
  /(?<![a-z0-9])(?:todo|tb[dca]|fixme|to be|fill|write|describe|pending|placeholder|lorem|yyyy|hh:mm|your|insert)(?![a-z0-9])|<|\{\{|@(?:name|owner|handle|username|someone)\b/i

const CLOSING = /<\/([a-z][a-z0-9]{0,11})>/gi
const TAG =
  /<\/[a-z][a-z0-9]{0,11}>|<([a-z][a-z0-9]{0,11})((?: [^<>\n]{0,600})?)>|\{\{[<%][^{}\n]{0,300}\}\}|\{\{ ?(?:site|page)\.[^{}\n]{0,100}\}\}/gi

/** Blanks HTML and the tags of site generators: `<b>` is markup where it has attributes, is closed, or never is. */
function maskMarkup(words: string): string {
  if (!/<[a-z]|\{\{/i.test(words)) return words
  const closed = new Set(Array.from(words.matchAll(CLOSING), ([, tag = '']) => tag.toLowerCase()))
  return words.replace(TAG, (whole, tag?: string, attributes = '') => {
    const isTag = tag === undefined || attributes.includes('=') || closed.has(tag.toLowerCase())
    return isTag || /^(?:br|hr|img|wbr)$/i.test(tag) ? ' '.repeat(whole.length) : whole
  })
}

/** Where the template's own words stand in a block, or null where somebody has answered. */
export function placeholderOf({ prose }: Context, block: Block): Span | null {
  const words = maskMarkup(maskCode(prose.masked.slice(block.start, block.end)))
  if (!ASKS.test(words)) return null
  const whole = firstLine(words, { start: 0, end: words.length })
  const found = isPlaceholder(words) ? [whole.start, whole.end] : placeholderIn(words)
  if (!found) return null
  const [start = 0, end = 0] = found
  return { start: block.start + start, end: block.start + end }
}

/** The key that waits for a fact, in the front matter (`started: null`) or in the body (`Started: TBD`), and where it stands. */
export function keyFor(
  { text, postmortem: { frontMatter, unanswered } }: Pick<Context, 'text' | 'postmortem'>,
  fact: FactName,
): { readonly key: string; readonly at: Span } | null {
  const key = Object.keys(frontMatter?.data ?? {}).find((name) => factOfKey(keyOfFrontMatter(name)) === fact)
  if (frontMatter !== null && key !== undefined)
    return { key, at: keyRange(sourceOf(text), frontMatter, key) }
  const line = unanswered[fact]
  return line === undefined ? null : { key: line.key, at: line.range }
}

/** The first line of a range, without white space around it: an annotation on many lines hides what it is about. */
export function firstLine(text: string, range: Span | Range): Span {
  const words = text.slice(range.start, range.end)
  const lead = words.length - words.trimStart().length
  const line = /^[^\r\n]*/.exec(words.slice(lead))?.[0].trimEnd() ?? ''
  return { start: range.start + lead, end: range.start + lead + line.length }
}
