import { isAllBold } from './action-line.ts'
import { countsPeople, tellsWhomItHit } from './counted-people.ts'
import { isUnanswered } from './placeholders.ts'
import { linesOf, plain } from './rich.ts'
import type { Nodes, TableRow } from 'mdast'
import type { Part } from './sections.ts'

export interface Words {
  readonly value: string
  readonly start: number
  readonly end: number
}

const PREFIX =
  /^(?:[[(]?\s*(?:incident )?(?:p(?:ost|re)[- ]?mortem|root[- ]cause analysis|sprint retro(?:spective)?|incident (?:report|review|retro(?:spective)?)|outage report|retro(?:spective)?|rca)\s*[\])]?\s*(?:report|review)?\s*(?:(?:of |from |for )?(?:\d{4}-\d{2}-\d{2}|#\d+|[A-Z]{2,8}-\d+))?\s*[:\u2013\u2014-]\s*|[A-Z]{2,8}-\d+\s*[:\u2013\u2014-]\s+|\[(?:post[- ]?mortem|incident)\]\s*)/i

/** The document's title: its first `h1` that is no section, without the word "Postmortem:" in front. */
export function titleOf(parts: readonly Part[], text: string): Words | null {
  const part =
    parts.find((one) => one.level === 1 && one.kind === 'other' && one.title !== '') ?? firstHeading(parts)
  if (part === undefined) return boldTitle(parts, text) ?? namedTitle(parts, text)
  const value = part.title.replace(PREFIX, '').trim()
  return { value: value === '' ? part.title : value, start: part.heading.start, end: part.heading.end }
}

/** Without an `h1` the document's very first heading is its title, as long as it names no section. */
function firstHeading(parts: readonly Part[]): Part | undefined {
  const [before, first] = parts
  if (before === undefined || before.nodes.length > 0 || parts.some((part) => part.level === 1))
    return undefined
  return first?.kind === 'other' && first.level === 2 ? first : undefined
}

/** "Incident report: Batch payouts sent twice" on the first line of a document whose headings are all sections. */
function namedTitle(parts: readonly Part[], text: string): Words | null {
  const first = parts[0]?.nodes[0]
  const line = first?.type === 'paragraph' ? linesOf(first, text)[0] : undefined
  const words = line === undefined ? '' : plain(line.rich)
  const value = /:|\u2013|\u2014/.test(words) ? words.replace(PREFIX, '').trim() : words
  if (line === undefined || value === words || value === '') return null
  return { value, start: line.start, end: line.end }
}

/** A document without any heading may open with its title in bold. */
function boldTitle(parts: readonly Part[], text: string): Words | null {
  const first = parts[0]?.nodes[0]
  if (first?.type !== 'paragraph' || parts.some(({ level }) => level > 0 && level <= 6)) return null
  const [line, ...more] = linesOf(first, text)
  if (line === undefined || more.length > 0 || !isAllBold(line.rich)) return null
  return { value: plain(line.rich).replace(PREFIX, '').trim(), start: line.start, end: line.end }
}

/** What a business counts, and loses. */
const GOODS = String.raw`(?:orders?|payments?|bookings?|transactions?|sales|checkouts?|carts?|invoices?|trades?|sign-?ups?|registrations?|subscriptions?|contracts?|leads|deliveries|shipments|jobs|requests|messages|events|emails|notifications|tickets|reservations?|calls)`
const LOST = String.raw`(?:failed|lost|dropped|missed|delayed|duplicate|cancelled|unprocessed|abandoned|declined|rejected)`
const CURRENCY = String.raw`(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?)`

const EFFECT = new RegExp(
  String.raw`(?:[€$£¥]\s?\d|\b(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|PLN|CZK|INR|BRL|CAD|AUD|JPY|ZAR)\s?\d|\b\d[\d.,]*\s?(?:k|m|million|thousand)?\s?${CURRENCY}\b|\brevenue\b|\bmoney\b|\b${LOST} (?:[\w.,~-]+ ){0,4}${GOODS}\b|\b(?:${GOODS}|users|customers) (?:\w+ ){0,2}(?:failed|lost|were delayed|delayed|could not be (?:placed|processed)|not placed|not processed|missing)\b|\bSLAs?\b|\bSLOs?\b|\berror budget\b|\bcredits?\b|\brefund|\bcompensation\b|\bchurn|\bbusiness\b|\b(?:no|without(?: any)?) (?:[a-z]+ )?(?:loss(?:es)?|damage)\b(?! of (?:data|packets))|\bcost (?:us|nothing|nobody)\b)`,
  'i',
)

/** Outside the impact section any sentence may speak of money; only one that says what was lost counts. */
const COST =
  /\b(?:los[ts]|loss|cost|missed|refund\w*|credit\w*)\b[^.;]{0,40}(?:[€$£¥]\s?\d|\b\d[\d.,]*\s?(?:k|m|million|thousand)?\s?(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?)\b)|[€$£¥]\s?\d[^.;]{0,30}\b(?:lost|revenue|sales|refund\w*)\b|\b\d[\d.,]* (?:\w+ )?(?:orders?|payments?|bookings?|transactions?|invoices?|sign-?ups?) (?:\w+ ){0,2}(?:failed|lost|delayed|missing|declined|rejected)\b|\b(?:lost|delayed|declined|rejected|missed) (?:[a-z]+ ){0,2}~?\d[\d.,]* (?:\w+ )?(?:orders?|payments?|bookings?|transactions?|invoices?|sign-?ups?|registrations?|subscriptions?|sales|contracts?)\b|\b(?:business|company|revenue|money|sales)\b[^.;]{0,40}\b(?:los[ts]|loss(?:es)?|unaffected|untouched)\b|\b(?:no|without(?: any)?) (?:business|financial|commercial|monetary) (?:loss(?:es)?|damage|effect|impact)\b/i

/** Which of the two facts the words of an "Impact:" field tell: the clause for each, or null. */
export function readsAs(words: string): { readonly users: string | null; readonly effect: string | null } {
  const clauses = words.split(CLAUSE).filter((clause) => !UNKNOWN.test(clause))
  return {
    users: clauses.find(countsPeople) ?? null,
    effect: clauses.find((clause) => EFFECT.test(clause)) ?? null,
  }
}

/** "How many people tried cannot be said": neither a number nor an effect. */
const UNKNOWN =
  /\b(?:cannot|can't|could not|couldn't) be (?:said|known|determined|counted|measured|established)\b|\b(?:is|are|was|were|remains?) (?:not |un)(?:yet )?(?:known|clear|measured|counted)\b|\bwe (?:do not|don't|cannot|can't) (?:know|say|tell) how many\b/i

const SEVERITY =
  /\b(?:SEV(?:ERITY)?(?:[\s-]?|\s(?:was|is|level|of|class|level of)\s)[0-5]|[PS][0-5](?= (?:incident|outage)|\))|(?<=\b(?:was|is|as) an? )[PS][0-5]|(?<=: |\| |\u00B7 )P[0-5](?=\s*(?:$|[|\u00B7,;.]))|^[PS][0-5](?=\s*[|\u00B7,;]))\b/i

/** A severity that the title or the summary mentions. */
export function severityOf(parts: readonly Part[], text: string): Words | null {
  for (const part of parts) {
    const inTitle = part.level === 1 ? SEVERITY.exec(part.title) : null
    if (inTitle !== null) return { value: inTitle[0], start: part.heading.start, end: part.heading.end }
    if (!['summary', 'other', 'impact'].includes(part.kind)) continue
    for (const line of part.nodes.flatMap((node) => linesIn(node, text)).slice(0, MOST_LINES)) {
      const match = SEVERITY.exec(plain(line.rich))
      if (match !== null) return { value: match[0], start: line.start, end: line.end }
    }
  }
  return null
}

/** The words that count the people it hit: of the impact section, else of the summary or the opening. */
export function usersOfImpact(parts: readonly Part[], text: string): Words | null {
  return sentenceOf(parts, text, countsPeople, tellsWhomItHit)
}

/** The words that tell what it cost, looked for in the same places. */
export function effectOfImpact(parts: readonly Part[], text: string): Words | null {
  return sentenceOf(
    parts,
    text,
    (words) => EFFECT.test(words),
    (words) => COST.test(words),
  )
}

/** A new sentence, or what a semicolon sets apart. */
const CLAUSE = /(?<=[.!?])\s+(?=[\p{Lu}\d])|;\s+/u

/** No impact section is longer than this before it has said whom it hit. */
const MOST_LINES = 60

type Fits = (words: string) => boolean

function sentenceOf(parts: readonly Part[], text: string, inImpact: Fits, elsewhere: Fits): Words | null {
  const impact = parts.filter((part) => part.kind === 'impact')
  const summary = parts.filter((part) => part.kind === 'summary')
  const opening = parts.filter((part) => part.kind === 'other' && part.level <= 1).slice(0, 2)
  return firstSentence(impact, text, inImpact) ?? firstSentence([...summary, ...opening], text, elsewhere)
}

function firstSentence(parts: readonly Part[], text: string, fits: Fits): Words | null {
  for (const part of parts) {
    const found = clausesOf(part, text).find(({ value }) => fits(value))
    if (found !== undefined) return found
  }
  return null
}

/** The users and the effect are looked for in the same parts. */
const known = new WeakMap<Part, readonly Words[]>()

function clausesOf(part: Part, text: string): readonly Words[] {
  const clauses = known.get(part) ?? readClauses(part, text)
  known.set(part, clauses)
  return clauses
}

/** "sev2, search down for an hour, 300 users saw errors": a line of remarks, of which each tells its own. */
function remarksOf(clause: string): string[] {
  const remarks = clause.slice(0, LONGEST_CLAUSE).split(/,\s+|\s[|\u00B7\u2022\u2013\u2014-]\s/)
  if (clause.length > LONGEST_CLAUSE || !remarks.some((remark) => ONLY_SEVERITY.test(remark))) return [clause]
  return remarks.filter((remark) => !ONLY_SEVERITY.test(remark))
}
const ONLY_SEVERITY = /^\W*(?:severity\W{0,3})?(?:sev(?:erity)?[\s-]?[0-5]|[PS][0-5])\W*$/i
const LONGEST_CLAUSE = 1000

function readClauses(part: Part, text: string): Words[] {
  return part.nodes
    .flatMap((node) => linesIn(node, text))
    .slice(0, MOST_LINES)
    .filter((line) => !isUnanswered(line.rich))
    .flatMap(({ rich, start, end }) =>
      plain(rich)
        .split(CLAUSE)
        .flatMap(remarksOf)
        .filter((words) => !UNKNOWN.test(words))
        .map((words) => ({ value: words.trim(), start, end })),
    )
}

type Extent = Pick<Words, 'start' | 'end'>

/** Each cell that gives a figure, then the row as a whole: "| 40 shops | 3,400 EUR |", "| Lost orders | 31 |". */
function rowLines(row: TableRow, isHead: boolean, text: string): (Extent & { readonly rich: string })[] {
  const extent = { start: row.position?.start.offset ?? 0, end: row.position?.end.offset ?? 0 }
  const cells = row.children.map((cell) =>
    linesOf(cell, text)
      .map((line) => plain(line.rich))
      .join(' '),
  )
  const whole = cells.join(': ')
  // Names of columns tell nothing, but without a head of its own a table begins with its first fact.
  if (isHead && !/\d/.test(whole)) return []
  const telling = cells.filter((cell) => /\d/.test(cell) && /\p{L}{2}/u.test(cell))
  return [...telling, whole].map((rich) => ({ rich, ...extent }))
}

function linesIn(node: Nodes, text: string): (Extent & { readonly rich: string })[] {
  if (node.type === 'paragraph') {
    const lines = linesOf(node, text)
    const [first] = lines
    const last = lines.at(-1)
    // A sentence may run over several lines of its paragraph.
    return first === undefined || last === undefined
      ? []
      : [{ rich: lines.map((line) => line.rich).join(' '), start: first.start, end: last.end }]
  }
  if (node.type === 'table') return node.children.flatMap((row, index) => rowLines(row, index === 0, text))
  if (node.type === 'code' || node.type === 'html') return []
  return 'children' in node
    ? (node.children as readonly Nodes[]).flatMap((child) => linesIn(child, text))
    : []
}
