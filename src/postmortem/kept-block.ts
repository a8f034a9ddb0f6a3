import { hashOf, marker } from '../github/marker.ts'
import { readFrontMatter } from './front-matter.ts'
import { markdownOf } from './markdown.ts'
import { sourceOf } from './source.ts'
import type { BlockKind } from '../github/marker.ts'

/**
 * Blocks of a document that the app keeps: between `<!-- debrief:metrics {"hash":"…"} -->` and `<!-- /debrief:metrics -->`. The
 * hash is of what the app last wrote there; once a person has edited inside, it is the person's block, which the app only
 * appends to. Anybody can type a marker: at worst the app then keeps a block that it did not make, between those markers.
 */
/** `[start, end)` in UTF-16 units. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** A line that belongs into the block, told apart from others by its key: `{ key: 'a1b2', line: '| 14:03 | … |' }`. */
export interface KeyedLine {
  readonly key: string
  readonly line: string
}

export interface WantedBlock {
  readonly kind: BlockKind
  /** All of the block, as Markdown. */
  readonly content: string
  /** What it takes the place of in a document without such a block; null for nowhere. */
  readonly place: (text: string) => Extent | null
  /**
   * What of `content` is appended to a person's block: each line once, even where the person has taken it out since. Without
   * lines nothing is.
   */
  readonly lines?: readonly KeyedLine[] | undefined
  /**
   * Where in a person's block such a line goes: the offset in `inner`, what stands between the markers, of the line that it is
   * put before; null for its end, as where this is absent.
   */
  readonly slot?: ((inner: string, line: string) => number | null) | undefined
  /** What stands above the lines that go to the end, such as their table's head: they belong to nothing that a person wrote above them. */
  readonly head?: string | undefined
}

export interface Kept {
  /** The document as it should be; null where nothing is to be written. */
  readonly text: string | null
  /**
   * Whose the block is: the app's, a person's since somebody edited inside it, nobody's where there is neither a block nor a
   * place for one; `broken` where markers are doubled, nested or without their other half, or where the content would make them
   * so (by a fence that it leaves open), and all is left as it is.
   */
  readonly owner: 'app' | 'person' | 'broken' | 'nobody'
}

/** Pure and idempotent; changes nothing outside the markers, but to put them there in place of `place`. */
export function keepBlock(text: string, wanted: WantedBlock): Kept {
  const { kind } = wanted
  const content = withoutMarkers(wanted.content)
  const found = findBlock(text, kind)
  if (found === 'broken') return { text: null, owner: 'broken' }
  if (found === null) return put(text, wanted.place(text), { kind, content, lines: wanted.lines })
  if (found.owner === 'person') return append(text, found, wanted)
  const block = blockOf(kind, content, wanted.lines, text)
  const isSame = found.hash === fingerprint(content) && sameKeys(found.seen, keysOf(wanted.lines))
  return isSame ? { text: null, owner: 'app' } : written(splice(text, found, block), { kind, content })
}

/** A block as it stands. */
export interface FoundBlock extends Extent {
  readonly kind: BlockKind
  readonly owner: 'app' | 'person'
  /** What stands between the markers. */
  readonly inner: Extent
  readonly hash: string | null
  /** Keys of all lines that the app ever put in. */
  readonly seen: readonly string[]
}

/** The block of a kind; `broken` where its markers do not make one block. Only markers that stand alone on a line count, and none in code. */
export function findBlock(text: string, kind: BlockKind): FoundBlock | 'broken' | null {
  // Most documents have none, and are not parsed for it.
  if (!text.includes(`debrief:${kind}`)) return null
  const marks = marksIn(text, kind)
  if (marks.length === 0) return null
  const [open, close, ...more] = marks
  if (
    open === undefined ||
    close === undefined ||
    more.length > 0 ||
    open.data === null ||
    close.data !== null
  )
    return 'broken'
  const inner = { start: open.end, end: close.start }
  const { hash, seen } = open.data
  const between = text.slice(inner.start, inner.end)
  return {
    kind,
    start: open.start,
    end: close.end,
    inner,
    hash: typeof hash === 'string' ? hash : null,
    seen: Array.isArray(seen) ? seen.filter((key) => typeof key === 'string') : [],
    // Two markers that somebody has put with nothing between them ask the app to fill them.
    owner: hash === fingerprint(between) || (hash === undefined && between.trim() === '') ? 'app' : 'person',
  }
}

interface Mark extends Extent {
  /** Of an opening marker, empty where somebody cut into it; null for a closing one. */
  readonly data: Readonly<Record<string, unknown>> | null
}

function marksIn(text: string, kind: BlockKind): Mark[] {
  const { bodyStart } = readFrontMatter(sourceOf(text))
  return markdownOf(text, bodyStart).children.flatMap((node): Mark[] => {
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? start
    // As it stands: the tree's own words have what was tamed for the parser taken out.
    const words = text.slice(start, end).trim()
    if (node.type !== 'html' || /[\r\n]/.test(words)) return []
    if (words === closing(kind)) return [{ start, end, data: null }]
    const isOpening = words === `<!-- debrief:${kind} -->` || words.startsWith(`<!-- debrief:${kind} `)
    return isOpening && words.indexOf('-->') === words.length - 3 ? [{ start, end, data: dataOf(words) }] : []
  })
}

function dataOf(words: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(words.slice(words.indexOf('{'), -3))
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : {}
  } catch {
    return {} // somebody cut into it by hand: then the block is theirs
  }
}

function put(
  text: string,
  place: Extent | null,
  { kind, content, lines }: Pick<WantedBlock, 'kind' | 'content' | 'lines'>,
): Kept {
  if (place === null) return { text: null, owner: 'nobody' }
  const eol = lineEndOf(text)
  const [before, after] = [text.slice(0, place.start), text.slice(place.end)]
  const lead =
    before === '' || /(?:\r\n|\n)[ \t]*(?:\r\n|\n)$/.test(before)
      ? ''
      : before.endsWith('\n')
        ? eol
        : eol + eol
  const tail = after === '' || /^[ \t]*\r?\n/.test(after) ? '' : eol + eol
  return written(`${before}${lead}${blockOf(kind, content, lines, text)}${tail}${after}`, { kind, content })
}

function append(text: string, found: FoundBlock, { lines = [], slot, head }: WantedBlock): Kept {
  const seen = new Set(found.seen)
  const fresh = lines.filter(({ key }) => !seen.has(key) && seen.add(key))
  if (fresh.length === 0) return { text: null, owner: 'person' }
  const eol = lineEndOf(text)
  let inner = text.slice(found.inner.start, found.inner.end)
  const last: string[] = []
  for (const { line } of fresh) {
    const added = withoutMarkers(line).replace(/\s*[\r\n]+\s*/g, ' ')
    const at = slot?.(inner, added) ?? null
    if (at === null || (at > 0 && inner[at - 1] !== '\n')) last.push(added)
    else inner = inner.slice(0, at) + added + eol + inner.slice(at)
  }
  const open = marker(found.kind, { hash: found.hash, seen: [...seen] })
  const kept = last.length > 0 ? inner.trimEnd() : inner
  if (last.length > 0 && head !== undefined) last.unshift(...head.split('\n'))
  const gap = last.length === 0 ? '' : kept === '' || head !== undefined ? eol + eol : eol
  const tail = last.length === 0 ? '' : `${last.join(eol)}${eol}${eol}`
  const next = splice(text, found, `${open}${kept}${gap}${tail}${closing(found.kind)}`)
  // What would not be found again, such as rows below a fence that nobody closed, is not written.
  const again = findBlock(next, found.kind)
  const isWhole = again !== null && again !== 'broken'
  return { text: isWhole ? next : null, owner: 'person' }
}

/** What is written must be found again, word for word: a fence that the content leaves open would swallow the closing marker. */
function written(text: string, { kind, content }: Pick<WantedBlock, 'kind' | 'content'>): Kept {
  const found = findBlock(text, kind)
  const isWhole =
    found !== null && found !== 'broken' && found.owner === 'app' && found.hash === fingerprint(content)
  return isWhole ? { text, owner: 'app' } : { text: null, owner: 'broken' }
}

function blockOf(kind: BlockKind, content: string, lines: WantedBlock['lines'], text: string): string {
  const eol = lineEndOf(text)
  const keys = keysOf(lines)
  const open = marker(kind, { hash: fingerprint(content), ...(keys.length > 0 ? { seen: keys } : {}) })
  return [open, '', ...content.trim().split(/\r\n|\r|\n/), '', closing(kind)].join(eol)
}

const closing = (kind: BlockKind): string => `<!-- /debrief:${kind} -->`

const splice = (text: string, { start, end }: Extent, words: string): string =>
  text.slice(0, start) + words + text.slice(end)

const keysOf = (lines: WantedBlock['lines']): string[] => (lines ?? []).map(({ key }) => key)

const sameKeys = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index])

/** An editor that changes line ends or takes white space off their end has edited nothing. */
function fingerprint(content: string): string {
  const lines = content.split(/\r\n|\r|\n/).map((line) => line.trimEnd())
  return hashOf(lines.join('\n').trim())
}

/** Content comes from what people wrote: no comment in it may be taken for a marker. */
const withoutMarkers = (content: string): string => content.replaceAll('<!--', '&lt;!--')

/** As most lines of the document end. */
function lineEndOf(text: string): '\r\n' | '\n' {
  const pairs = text.split('\r\n').length - 1
  return pairs > 0 && pairs * 2 >= text.split('\n').length - 1 ? '\r\n' : '\n'
}
