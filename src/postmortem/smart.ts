import { isPlaceholder } from './placeholders.ts'
import { ARTEFACTS, CONCRETE_VERBS, DEGREE_VERBS, INQUIRY_VERBS } from './vocabulary.ts'

export interface Quality {
  readonly specific: boolean
  readonly measurable: boolean
  readonly vague: boolean
}

const DEGREE_WORDS =
  /\b(?:better|more|less|faster|quicker|easier|safer|cleaner|clearer|stronger|smarter|sooner|fewer|smoother|robust|resilient|reliable|good|proper(?:ly)?|appropriate(?:ly)?|sufficient(?:ly)?|adequate(?:ly)?|regular(?:ly)?|careful(?:ly)?|enough|thorough(?:ly)?|comprehensive|deeper|possible|possibly|suitable|as needed|if needed|where (?:possible|needed|appropriate)|proactive(?:ly)?|quick(?:ly)?|awareness|culture|mindful|aware)\b/i
const HEDGES =
  /\b(?:maybe|perhaps|possibly|might|something|somehow|ideas?|options?|somewhere|etc|think about|look(?:s|ing)? (?:in)?to|look(?:s|ing)? at|be careful|keep an eye|take care|be aware|if (?:possible|practical|necessary|needed)|unless needed|as needed|ways? (?:to|of)|how (?:to|we|best|can))\b/i
const THRESHOLD =
  /(?:\d[\d.,]*\s?(?:%|ms|s|sec|seconds?|min(?:utes?)?|h|hours?|d|days?|weeks?|[kmgt]i?b|rps|qps|x|k|percent)\b|[<>\u2264\u2265]=?\s?\d|\b(?:above|below|under|over|at|to|from|than|exceeds?|within|every|for)\s+[`~]?\d)/i
const CODE = /`[^`]+`/
const NUMBER = /(?<![\w#-])\d+(?:[.,]\d+)?(?![\w-])/
/** Names of things: a capital inside the sentence, a dotted or hyphenated identifier, an acronym. */
const PROPER =
  /(?<=[\w,;)'"`]\s)(?:[A-Z][a-z]+[A-Z]\w*|[A-Z][a-z]{2,}|[A-Z]{2,}[a-z]*\d*)\b|\b\w+[._]\w+[\w.]*\b|\b[a-z]+-[a-z]+-[a-z]+\b/
const GENERIC_OBJECT =
  /^(?:(?:the|our|all|some|any|more|better|a|an|up|new|team|current|whole|overall|existing)\s+)*(?:process(?:es)?|procedures?|system|monitoring|alerting|alerts|documentation|docs|tests?|testing|tests coverage|coverage|communication|things?|it|this|them|everything|people|staff|team|teams|everyone|rfc|ticket|situation|issue|problem|incident|code|quality|stability|reliability|resilience|performance|security|observability|visibility|strategy|approach|plan|training|knowledge|culture|workflow|workflows|practices?|best practices|standards?|guidelines|dashboards?|runbooks?|logging|infrastructure|pipeline|pipelines|tooling|automation)[.!]?$/i

/** Whether an action says what will be there when it is done, and how anyone could tell. Grammar and general words only. */
export function qualityOf(text: string, measure: string | null): Quality {
  const words = bodyOf(text)
  const vague = isVague(words)
  const stated =
    measure !== null &&
    !isPlaceholder(measure) &&
    (NUMBER.test(measure) || CODE.test(measure) || measure.split(/\s+/).length > 2)
  return { specific: !vague, measurable: stated || (!vague && isMeasurable(words)), vague }
}

function bodyOf(text: string): string {
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(
      /^(?:we(?:'ll| will| should| need to| plan to| are going to)?|i(?:'ll| will)?|someone should|please|need(?:s)? to|to|let's|must|should)\s+/i,
      '',
    )
    .replace(/\s+/g, ' ')
    .trim()
}

function isVague(words: string): boolean {
  if (isPlaceholder(words) || words.split(' ').length < 2) return true
  if (/\?\s*(?:$|\()/.test(words) && !CODE.test(words)) return true
  const { verb, object, topic } = leadOf(words)
  const concreteness = concretenessOf(words)
  if (verb === null) return isVagueNoun(words, concreteness)
  if (INQUIRY_VERBS.has(verb) && !isConcreteInquiry(verb, object)) return !hasOutput(words)
  if (GENERIC_OBJECT.test(object)) return true
  if (DEGREE_VERBS.has(verb) && !CONCRETE_VERBS.has(verb))
    return !(THRESHOLD.test(words) || hasMeans(words) || (topic && concreteness > 1))
  if (HEDGES.test(object) && concreteness < 2) return true
  if (verb === 'make' || verb === 'keep')
    return DEGREE_WORDS.test(object) && !CODE.test(words) && !THRESHOLD.test(words)
  if (DEGREE_VERBS.has(verb)) return object.split(' ').length < 2
  return object.split(' ').length < 2 && concreteness < 2
}

interface Lead {
  readonly verb: string | null
  readonly object: string
  /** True where a title stood before the verb: `Read path: split the pools`. */
  readonly topic: boolean
}

/** The verb that the commitment turns on, in its base form, past a title, a subject or "to". */
function leadOf(words: string): Lead {
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
  return verb === null ? null : { verb, object: match[2] ?? '' }
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

/** "Monitor the queue depth with an alert at 500" and "ask X for Y by mail" do leave something. */
function isConcreteInquiry(verb: string, object: string): boolean {
  return (
    (verb === 'monitor' || verb === 'try' || verb === 'ensure') &&
    (THRESHOLD.test(object) || CODE.test(object))
  )
}

/** An inquiry is decidable once it says what will be written, and where. */
function hasOutput(words: string): boolean {
  return /\b(?:and|then|&|,)\s+(?:\w+\s+)?(?:write|document|publish|record|file|report|present|post|produce|deliver|share)\b|\b(?:rfc|adr|decision record|write-?up|report|proposal|summary)\b.*\b(?:in|to|at|with|for)\b|\bproof of concept\b/i.test(
    words,
  )
}

/** "Improve X by adding Y": the means is the deliverable. */
function hasMeans(words: string): boolean {
  return /\bby\s+\w+ing\b|\bso that\b|\bwith (?:a|an) (?:\w+ ){0,3}(?:alert|test|check|dashboard|runbook|limit|policy)\b/i.test(
    words,
  )
}

function concretenessOf(words: string): number {
  return [CODE, NUMBER, PROPER, ARTEFACTS, THRESHOLD].filter((sign) => sign.test(words)).length
}

/** "Static site generation" is a topic; "Latency metric for each of the 4 queues" a thing that is there or not. */
function isVagueNoun(words: string, concreteness: number): boolean {
  if (HEDGES.test(words)) return true
  if (/^(?:\S+\s+){0,2}(?:better|more|improved?|less|fewer)\b/i.test(words)) return true
  const length = words.split(' ').length
  return concreteness === 0 || (concreteness < 2 && length < 5)
}

function isMeasurable(words: string): boolean {
  if (THRESHOLD.test(words) || CODE.test(words)) return true
  const { verb, object } = leadOf(words)
  if (DEGREE_WORDS.test(object) || HEDGES.test(object)) return false
  if (verb === null) return NUMBER.test(words) && ARTEFACTS.test(words)
  if (DEGREE_VERBS.has(verb)) return false
  return (
    !/^(?:talk|share|assign|discuss|communicate|continue|report|perform|manage|handle)$/.test(verb) &&
    !/\bx%|\btoo many\b|\bagreed\b/i.test(object)
  )
}
