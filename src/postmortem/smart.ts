import { bodyOf, isReached, leadOf } from './commitment.ts'
import { isPlaceholder } from './placeholders.ts'
import { ARTEFACTS, CONCRETE_VERBS, DEGREE_VERBS, INQUIRY_VERBS } from './vocabulary.ts'

export interface Quality {
  readonly specific: boolean
  readonly measurable: boolean
  readonly vague: boolean
}

/** Comparison without a yardstick, and adverbs that leave the amount to taste. */
const DEGREE_WORDS =
  /\b(?:better|(?<!(?:\d|one|two|three|four|five|ten|no) )more|less|faster|quicker|easier|safer|cleaner|clearer|stronger|smarter|sooner|fewer|smoother|(?<!no )longer|deeper|closer|stricter|tidier|rigorous(?:ly)?|robust(?:ly)?|properly|appropriate(?:ly)?|sufficient(?:ly)?|adequate(?:ly)?|careful(?:ly)?|thoroughly|possibly|suitabl[ey]|proactively|quickly|awareness|culture|mindful|vigilan(?:t|ce)|aware|(?:as|where|if|when) (?:needed|possible|necessary|appropriate)|as they (?:arise|occur|come))\b/i
const HEDGES =
  /\b(?:maybe|perhaps|possibly|probably|might|in general|(?:some|any) (?:way|kind|sort)s?|(?:kind|sort) of thing|it would be (?:nice|good|great)|hard look|importance of|(?:have|make|come up with) a plan|technical debt|tech debt|in a way (?:that|which)|(?<=[-\u2013\u2014(;] ?)consider(?:ing)?|lessons|somebody|something|somehow|somewhere|think about|discuss(?:ed)? about|look(?:s|ing)? (?:further |more )?(?:in)?to|look(?:s|ing)? at|be (?:more |very )?(?:careful|vigilant|mindful|aware|cautious|diligent|attentive|thorough|proactive)|keep(?:ing)? (?:an?|the)? ?\w* ?eye|take care|take stock|ongoing|under-?way|still open|committed to|(?:needs?|requires?) (?:\w+ )?(?:clarification|improvement|attention|discussion|thought|work|love)|(?:to be|being) (?:discussed|considered|investigated|evaluated|explored|reviewed)|under (?:analysis|investigation|discussion|review)|if (?:possible|practical)|unless needed|as needed|as they arise|(?:find|figure out) (?:a|some|the) ways?|to improve understanding|ideas? for)\b/i
/** Heads of a noun phrase that name no thing: what the strategy or the mechanism is, is the open question. */
const ABSTRACT_OBJECT =
  /^(?:(?:and \w+ )?(?:an?|the|our|some|any|new|better|clear|overall|different|potential|possible|alternative|other|more|[\w-]+) ){0,4}(?:strateg(?:y|ies)|approach(?:es)?|mechanisms?|solutions?|options?|ways?|possibilit(?:y|ies)|opportunit(?:y|ies)|alternatives|feasibility|tooling|ideas?)\b/i
const OPEN_OBJECT =
  /^(?:an? |the |our |some |any )?(?:more|better|easier|faster|improved|missing|further|necessary|relevant|appropriate|various|known|potential|possible|good)\b/i
const THRESHOLD =
  /(?:(?<!\d)(?![1-5]\d\ds\b)\d[\d.,]*\s?(?:%|ms|s|sec|seconds?|min(?:utes?)?|h|hours?|d|days?|weeks?|[kmgt]i?b|rps|qps|x|k|percent)\b|[<>\u2264\u2265]=?\s?\d|\b(?:above|below|under|over|at|to|from|than|exceeds?|within|every|for)\s+[`~]?\d)/i
const CODE = /`[^`]+`/
const NUMBER =
  /(?<![\w#-])\d+(?:[.,]\d+)?(?![\w-])|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b/i
/** Names of things: a capital inside the sentence, a dotted or hyphenated identifier, an acronym. */
const PROPER =
  /(?<=[\w,;)'"`]\s)(?:[A-Z][a-z]+[A-Z]\w*|[A-Z][a-z]{2,}|[A-Z]{2,}[a-z]*\d*)\b|\b\w+[._]\w+[\w.]*\b|\b[a-z]+-[a-z]+-[a-z]+\b/
const GENERIC_OBJECT =
  /^(?:(?:the|our|all|some|any|more|better|a|an|up|new|team|current|whole|overall|existing)\s+)*(?:process(?:es)?|procedures?|system|monitoring|alerting|alerts|documentation|docs|tests?|testing|tests coverage|coverage|communication|things?|it|this|them|everything|people|staff|team|teams|everyone|rfc|ticket|situation|story|mess|issue|problem|incident|code|quality|stability|reliability|resilience|performance|security|observability|visibility|strategy|approach|plan|training|knowledge|culture|workflow|workflows|practices?|best practices|standards?|guidelines|dashboards?|runbooks?|logging|infrastructure|pipeline|pipelines|tooling|automation)[.!]?$/i

/** "Review of the policies", "deeper analysis of …": an inquiry as a noun. */
const NOMINAL_INQUIRY =
  /^(?:(?:an?|the|our|further|more|full|regular|deeper|[a-z]+al|[a-z]+ity) )?(?:investigations?|reviews?|evaluations?|analys[ie]s|assessments?|explorations?|research|audits?|discussions?|considerations?|improvements?|optimi[sz]ations?|hardening|clarifications?) (?:of|into|on|to|for|with|about|around)\b/i
const QUESTION =
  /^(?:is|are|was|were|does|do|did|can|could|would|should|how|why|what|when|where|who|which|any other|whether)\b(?! (?:not\b|every\b))/i
const CHAT =
  /^(?:read up|sync (?:on|with|up))\b|^(?:have|has|hold|get|go|work|dig|take|talk|speak|give)(?:s|es|ing)? (?:an? |some |the )?(?:chat|conversation|discussion|think|look|better (?:view|idea|understanding)|through|deeper|thoughts?|opinions?|closer look|to the (?:vendor|team))\b/i

/** Whether an action says what will be there when it is done, and how anyone could tell. Grammar and general words only. */
export function qualityOf(text: string, measure: string | null): Quality {
  const words = plainest(bodyOf(text))
  const vague = isVague(words)
  const stated =
    measure !== null &&
    !isPlaceholder(measure) &&
    (NUMBER.test(measure) || CODE.test(measure) || measure.split(/\s+/).length > 2)
  return { specific: !vague, measurable: stated || (!vague && isMeasurable(words)), vague }
}

/** A title is often followed by the sentence that says what will be done; the plainer of the two counts. */
function plainest(words: string): string {
  const [first = words, second] = words.split(
    /(?<=[a-z)`"])\.?\s+(?=We |This (?:will|should)|The |A |An |It (?:will|should))/,
  )
  if (second === undefined || first.split(' ').length > 9 || !isVague(first)) return words
  const deed = bodyOf(second)
  return isVague(deed) ? first : deed
}

function isVague(words: string): boolean {
  if (/(?::|\b(?:around|for|of|with|including|such as|about|between))$/.test(words)) return true
  if (isPlaceholder(words) || words.split(' ').length < 2) return true
  if (QUESTION.test(words) || (/\?\s*(?:$|\()/.test(words) && !CODE.test(words)) || CHAT.test(words))
    return true
  const [deed = words] = words.split(/\bso (?:that |as )/i)
  if (/\b(?:(?:should|must|will) (?:be able to|always|never)|no longer|can(?:'t|\u2019t|not))\b/i.test(deed))
    return false
  const lead = leadOf(words)
  const concreteness = concretenessOf(words)
  if (lead.verb === null) return isVagueNoun(words, concreteness)
  return isVagueVerb(lead.verb, lead.object, words, lead.topic && concreteness > 1)
}

function isVagueVerb(verb: string, object: string, words: string, isConcreteTopic: boolean): boolean {
  const isExact = CODE.test(words) || THRESHOLD.test(words)
  if (verb === 'check' && /^(?:if|whether|other|all other)\b/i.test(object)) return !hasOutput(words)
  if (INQUIRY_VERBS.has(verb) && !isConcreteInquiry(verb, object)) return !hasOutput(words)
  if (GENERIC_OBJECT.test(verb === 'alert' ? object.replace(/^(?:for|on|about) /i, '') : object)) return true
  if (
    /^(?:scale|grow|expand)$/.test(verb) &&
    !isExact &&
    !NUMBER.test(object) &&
    !/\b(?:based|dynamically|automatically|from|per)\b/i.test(object)
  )
    return true
  if (!isExact && (ABSTRACT_OBJECT.test(object) || OPEN_OBJECT.test(object) || HEDGES.test(object)))
    return true
  if (verb === 'make' || verb === 'keep')
    return !isExact && DEGREE_WORDS.test(object) && !/\b(?:of|for|in|on) (?:an?|the|each)\b/.test(object)
  if (!DEGREE_VERBS.has(verb)) return object.split(' ').length < 2 && concretenessOf(words) < 2
  if (CONCRETE_VERBS.has(verb))
    return (
      object.split(' ').length < 2 ||
      (!isExact &&
        /^(?:awareness|expectations|concerns?|knowledge|learnings?|thoughts?|ideas?)\b/i.test(object))
    )
  return !(isExact || hasMeans(words) || isConcreteTopic)
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
  return /\b(?:and|then|&|,)\s+(?:\w+\s+)?(?:write|document|publish|record|file|report|present|post|produce|deliver|share)s?\b|\b(?:rfc|adr|decision record|write-?up|report|proposal|summary)\b.*\b(?:in|to|at|with|for)\b|\bproof of concept\b/i.test(
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
  if (HEDGES.test(words) || /\b(?:issues|problems|ideas|improvements|strategy|options)$/i.test(words))
    return true
  if (
    /^(?:[\w-]+ ){0,3}(?:monitoring|alerting|observability|visibility) (?:for|of|on|around|in)\b/i.test(words)
  )
    return !CODE.test(words) && !THRESHOLD.test(words)
  if (NOMINAL_INQUIRY.test(words)) return !hasOutput(words)
  if (DEGREE_WORDS.test(words) && !CODE.test(words) && !THRESHOLD.test(words)) return true
  if (/^(?:\S+\s+){0,2}improved?\b/i.test(words)) return true
  if (isReached(words)) return false
  const isTied =
    /\b(?:for|of|with|on|in|per|between|when|if|after|before|around|at|into|from|under|against|about|via)\b/i.test(
      words,
    )
  return concreteness === 0
    ? !isTied || words.split(' ').length < 4
    : concreteness < 2 && !isTied && words.split(' ').length < 5
}

/** Verbs whose doing shows only in its effect, so that somebody has to judge it. */
const EFFECT_VERBS =
  /^(?:talk|share|assign|discuss|communicate|continue|report|perform|manage|handle|prevent|protect|avoid|fix|change|define|formali[sz]e|conduct|practi[sc]e|support|help)$/

/** "Alert for failed syncs", "alert on queue age": what it watches is there to be seen. */
const SIGNAL =
  /^(?:for|on|about|of)\b.*\b(?:fail(?:s|ed|ing|ures?)?|errors?|[45]xx|lag|age|depth|latency|backlog|missing|missed|stale|expir\w+|down|timeouts?|timed out|full|exhaust\w+|crash\w*|restarts?|oom|dropp\w+|drops?|not run(?:ning)?|stopped|stuck|unhealthy|unreachable|absent|absence|silen(?:t|ce)|overdue|late|delay\w*|retries|rejections?|disconnect\w*|mismatch\w*|spikes?|usage|saturation)\b/i

function isMeasurable(words: string): boolean {
  const { verb, object, topic } = leadOf(words)
  if (/\bx\s?%|\btoo many\b|\bagreed (?:number|value|limit)/i.test(words)) return false
  const hasComparison = DEGREE_WORDS.test(object)
  if (THRESHOLD.test(words)) return true
  if (verb === null)
    return (
      !hasComparison &&
      !/^\S*ing\b|\b(?:testing|monitoring|tooling|training|infrastructure|framework)\b/i.test(words)
    )
  if (verb === 'make' && hasComparison) return false
  if (CODE.test(words) && !(DEGREE_VERBS.has(verb) && !/\b(?:to|by|from|at|under|over)\b/.test(object)))
    return true
  if (/^(?:alert|monitor|page|warn)$/.test(verb))
    return (
      (/\b(?:when|if|once|unless)\b/i.test(object) || (verb === 'alert' && SIGNAL.test(object))) &&
      !hasComparison
    )
  if (DEGREE_VERBS.has(verb) && !CONCRETE_VERBS.has(verb)) return topic && ARTEFACTS.test(object)
  if (/^(?:reduce|increase|lower|raise|boost|extend|shorten)$/.test(verb))
    return (
      (verb === 'extend' && /\bto (?:all|each|every|the|[A-Z])/.test(object)) ||
      (verb === 'raise' && /^an? (?:\w+ )?(?:issue|ticket|pr|pull request|bug|case)\b/i.test(object))
    )
  if (EFFECT_VERBS.test(verb)) return false
  return (
    !hasComparison ||
    (ARTEFACTS.test(object) &&
      /\b(?:with|for|in)\b/i.test(object) &&
      !/\b(?:more|less|better|faster|quicker|easier|longer)\b/i.test(object))
  )
}
