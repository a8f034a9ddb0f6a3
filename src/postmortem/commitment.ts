import { CONCRETE_VERBS, DEGREE_VERBS, INQUIRY_VERBS } from './vocabulary.ts'

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

/** The words of a commitment without links, references and "we will". */
export function bodyOf(text: string): string {
  return text
    .replace(/https?:\/\/\S+|#\d+\b/g, ' ')
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
  const subject = /^(?:\S+\s+){1,4}?(?:to|will|should|must|needs? to)\s+(\S+)\s*(.*)$/i.exec(words)
  if (subject !== null) {
    const verb = baseOf((subject[1] ?? '').toLowerCase())
    if (verb !== null) return { verb, object: subject[2] ?? '', topic: false }
  }
  const third = /^(?:@?\S+\s+){1,3}?([a-z]+s)\s+(.*)$/.exec(words)
  if (third !== null) {
    const verb = baseOf(third[1] ?? '')
    if (verb !== null) return { verb, object: third[2] ?? '', topic: false }
  }
  return { verb: null, object: words, topic: false }
}

function verbAt(words: string): { readonly verb: string; readonly object: string } | null {
  const match =
    /^(?:(?:also|then|proactively|automatically|immediately|routinely|continue to|work to)\s+)?([A-Za-z-]+)\b[,.]?\s*(.*)$/.exec(
      words,
    )
  if (match === null) return null
  const verb = baseOf((match[1] ?? '').toLowerCase())
  const object = match[2] ?? ''
  // "Load testing framework", "Rate limiting": before a gerund the word is a noun.
  if (
    verb === null ||
    (/^(?:load|rate|test|cache|queue|log|alert|index|stage|shard)$/.test(verb) && /^[a-z]+ing\b/.test(object))
  )
    return null
  return { verb, object }
}

/** "adding", "adds", "added" and "add" are one verb. */
function baseOf(word: string): string | null {
  const stems = [
    word,
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
