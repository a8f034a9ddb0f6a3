import { ARTEFACTS, CONCRETE_VERBS, DEGREE_VERBS, INQUIRY_VERBS } from './vocabulary.ts'

/** What a commitment turns on: its leading verb and what that verb is done to. */
export interface Lead {
  /** In its base form; null where none of the known verbs leads. */
  readonly verb: string | null
  readonly object: string
  /** True where a title stood before the verb: `Read path: split the pools`. */
  readonly topic: boolean
}

/** "Created a ticket to …": the ticket is paperwork, its subject is the action. */
const PAPERWORK =
  /^(?:(?:created?|creating|raised?|opened?|wrote|write|file[d]?|add) (?:a |an )?(?:new )?(?:ticket|issue|card|story)s?|(?:ticket|issue)s? (?:raised|created|opened|filed)|[^.:]{0,40}\bticket raised) (?:to|for)\s+/i

/** "[ABC-12]", "ABC-12:" at the front: where it is tracked, not what is done. */
const TICKET = /^\W{0,4}\b(?:(?!UTF|SHA|ISO|RFC|CVE)[A-Z][A-Z\d]{1,9}-\d{1,7}|T\d{4,7})\b[\])}]?[:\s]*/

/** The words of a commitment without links, references and "we will". */
export function bodyOf(text: string): string {
  return text
    .replace(/https?:\/\/\S+|#\d+\b/g, ' ')
    .replace(TICKET, '')
    .replace(/^[^\p{L}`\d]+/u, '')
    .replace(PAPERWORK, '')
    .replace(
      /^(?:we(?:'ll|'ve| will| should| need to| plan to| are going to| have| have begun)?|i(?:'ll| will)?|someone should|please|need(?:s)? to|to|let's|must|should)\s+/i,
      '',
    )
    .replace(/\s+/g, ' ')
    .trim()
}

/** The verb that the commitment turns on, past a title, a subject or "to". */
export function leadOf(words: string): Lead {
  const titled = /^[^:]{3,60}:\s+(.+)$/.exec(words)
  const direct = verbAt(words)
  if (direct !== null) return { ...direct, topic: false }
  const inner = titled === null ? null : verbAt(bodyOf(titled[1] ?? ''))
  if (inner !== null) return { ...inner, topic: true }
  const subject = /^(?:\S+\s+){1,4}?(?:to|will|should|must|can|needs? to)\s+(\S+)\s*(.*)$/i.exec(words)
  if (subject !== null && !isThing(subject[0], subject[1] ?? '')) {
    const verb = baseOf((subject[1] ?? '').toLowerCase())
    if (verb !== null) return { verb, object: subject[2] ?? '', topic: false }
  }
  const third = /^(?:@?\S+\s+){1,3}?([a-z]+s)\s+(.*)$/.exec(words)
  // What a person sees is shown to them: no inquiry.
  if (
    third !== null &&
    !AFTER_NOUN.test(third[2] ?? '') &&
    !/^(?:that|which|of)\b/.test(third[2] ?? '') &&
    !/^(?:sees|asks)$/.test(third[1] ?? '')
  ) {
    const verb = baseOf(third[1] ?? '')
    if (verb !== null) return { verb, object: third[2] ?? '', topic: false }
  }
  const many = /^(?:\S+\s+){0,2}?[a-z]+s\s+([a-z]+)\s+(.*)$/i.exec(words)
  if (many !== null && CONCRETE_VERBS.has(many[1] ?? ''))
    return { verb: many[1] ?? '', object: many[2] ?? '', topic: false }
  return { verb: null, object: words, topic: false }
}

/** "Quarterly drills to ensure …": a thing and its purpose, no one who has to do it. */
function isThing(clause: string, verb: string): boolean {
  const before = clause.slice(0, clause.indexOf(` to ${verb}`) + 1)
  return (
    before !== '' &&
    (ARTEFACTS.test(before) ||
      /(?:\w(?:ing|tion|ment)|\b(?:way|idea|chance|option))s?\s$|\b(?:is|are|was|were)\b/i.test(before))
  )
}

/** "Firmware updates should …": what stood before was a noun, not a verb. */
const AFTER_NOUN = /^(?:should|are|is|was|were|will|have|has|must|can|need|needs)\b/i

/** "The wildcard certificate is now retired": the deed as a state that is reached. */
export function isReached(words: string): boolean {
  const match =
    /^(?:[\w'\u2019-]+ ){1,7}?((?:is|are|was|were|gets?|has been|have been|will be|to be|should be|must be) )?(?:now |only |all )?(\w{2,}ed)\b/i.exec(
      words,
    )
  if (match === null) return false
  const verb = baseOf((match[2] ?? '').toLowerCase())
  return verb === null ? match[1] !== undefined && words.split(' ').length > 6 : CONCRETE_VERBS.has(verb)
}

function verbAt(words: string): { readonly verb: string; readonly object: string } | null {
  const going = /^(?:keep|start|begin|continue) (\w+ing\b.*)$/i.exec(words)
  const inner = going === null ? null : verbAt(going[1] ?? '')
  if (inner !== null) return inner
  const match =
    /^(?:(?:also|then|proactively|automatically|immediately|routinely|continue to|work to)\s+)?([A-Za-z-]+)\b[,.]?\s*(.*)$/.exec(
      words,
    )
  if (match === null) return null
  const verb = baseOf((match[1] ?? '').toLowerCase())
  const object = match[2] ?? ''
  if (AFTER_NOUN.test(object)) return null
  // "Load testing framework", "Rate limiting": before a gerund the word is a noun.
  if (
    verb === null ||
    (/^(?:load|rate|test|cache|queue|log|alert|index|stage|shard)$/.test(verb) && /^[a-z]+ing\b/.test(object))
  )
    return null
  return { verb, object }
}

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sent: 'send', built: 'build', wrote: 'write', written: 'write', made: 'make', gave: 'give', given: 'give', held: 'hold', ran: 'run',
    kept: 'keep', bound: 'bind', told: 'tell', took: 'take', taken: 'take', drew: 'draw', withdrawn: 'withdraw', hidden: 'hide', tore: 'tear', torn: 'tear',
    rewrote: 'rewrite', rewritten: 'rewrite', forbidden: 'forbid', bought: 'buy', brought: 'bring', found: 'find', thought: 'think', spoke: 'talk',
  }),
) // prettier-ignore

/** "adding", "adds", "added" and "add" are one verb. */
function baseOf(word: string): string | null {
  if (word.startsWith('re-') && !CONCRETE_VERBS.has(word)) return baseOf(word.replace(/^(?:re-)+/, ''))
  const stems = [
    word,
    IRREGULAR.get(word.replace(/^re-?(?=sent|built|made|set|written|run)/, '')) ?? word,
    word.replace(/s$/, ''),
    word.replace(/es$/, ''),
    word.replace(/ies$/, 'y'),
    word.replace(/ing$/, ''),
    word.replace(/ing$/, 'e'),
    word.replace(/(.)\1ing$/, '$1'),
    word.replace(/ed$/, ''),
    word.replace(/d$/, ''),
    word.replace(/(.)\1ed$/, '$1'),
    word.replace(/ied$/, 'y'),
  ]
  return (
    stems.find((stem) => INQUIRY_VERBS.has(stem) || DEGREE_VERBS.has(stem) || CONCRETE_VERBS.has(stem)) ??
    null
  )
}
