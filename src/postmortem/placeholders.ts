import { BOLD, BOLD_END, plain } from './rich.ts'

/** `_Write: …_`, TODO, TBD, `<your words>`, YYYY-MM-DD, and the like: a template's words that nobody has replaced. */
const WHOLE =
  /^(?:(?:todo|tbd|tbc|tba|fixme|xxx+|n\/a|na|none yet|no (?:response|answer|entry|entries)(?: yet)?|nothing (?:entered|written|recorded|noted|here)(?: yet)?|coming soon|fill (?:this |me )?in|pending|placeholder|\?+|\.{3,}|\u2026|_{2,}|-+)[\s.:!\u2026]*|(?:todo|tbd|tbc|fixme|write|describe|fill in)\s*(?::.*|\(.*\)|-.*)|<[^<>]*>|\[[^\]]*(?:\.{3}|\u2026|your|insert|describe|write|name|date|owner)[^\]]*\]|\{\{?[^}]*\}?\}|y{4}-m{2}-d{2}(?:[t ]h{2}:m{2}(?::s{2})?z?)?|h{2}:m{2}|\[[ xX]?\]|@(?:name|owner|handle|username|someone|who|whom)|(?:describe|explain|summari[sz]e|fill in|add|list|write|put)\b.{0,80}\bhere\b(?::.{0,200})?\.?|\((?:optional|if any|if applicable)\)|e\.g\.:? .*|lorem ipsum.*)$/i

/** "To be discussed on Monday", "will be added later". */
const NOT_YET =
  /^(?:(?:still |yet )?to be|will be)(?: further| still)? (?:done|determined|defined|written|filled(?: in| out)?|confirmed|discussed|agreed|decided|added|completed|provided|supplied|collected|finished|documented|announced|analy[sz]ed|clarified|continued|detailed|worked out)(?: (?:by|at|in|on|after|before|when|once|with|during|later|soon|together|tomorrow|next)\b[^.!?]{0,80})?[\s.!\u2026]*$/i

/** `_Write: how many, and which_`, behind whatever stands before it. */
const SLOT =
  /(?<![\p{L}\p{N}_*])([_*])(?:[Ww]rite|[Dd]escribe|[Ff]ill in|TODO|TBD):[^\n]{1,500}?\1(?![\p{L}\p{N}])/u

const PART = /<[a-z][a-z ,'-]{2,60}>(?!\s*<\/)|\bYYYY-MM-DD\b|\bHH:MM\b|\{\{[^{}\n]*\}\}|\bTODO\b|\bTBD\b/

/** "None yet, to be agreed on Thursday", "Nothing to do for now": said, but nothing that could be done. */
const NOTHING =
  /^(?:(?:none|nothing|no (?:further |open |new )?(?:actions?(?: items?)?|follow[- ]?ups?|tasks?|next steps))(?: (?:is |are )?(?:yet|so far|for now|at (?:the moment|this time|present)|(?:to do|needed|required|planned|agreed|decided|identified)(?: (?:yet|so far|for now|at (?:the moment|this time|present)))?))?(?:[,;:.\u2013\u2014 -]+(?:to be|will be|we will|tbd|tbc|open)\b[^.]{0,80})?)[\s.!]*$/i

/** True where a list of actions says that there are none. */
export function isNothing(words: string): boolean {
  return NOTHING.test(words)
}

const LONGEST_WORDS = 2000

/** True where the words are nothing but a placeholder. */
export function isPlaceholder(words: string): boolean {
  const bare = plain(words.slice(0, LONGEST_WORDS)).replace(/^[_*`\s]+|[_*`\s]+$/g, '')
  return bare === '' || WHOLE.test(bare) || NOT_YET.test(bare)
}

/** `**Impacted users**:`, `Business effect:`, `F1`: what a template puts in front of the words that it asks for. */
const LABEL = new RegExp(
  String.raw`^(?:${BOLD}[^${BOLD_END}]{1,60}${BOLD_END}|[^:.!?]{1,40}(?=:)|[A-Z]{1,2}\d{1,3}(?!\w))[\s:.)\u2013\u2014-]*`,
  'u',
)

/** "… - owner … - due …": the names of the fields around dots. */
function isBareSlot(text: string): boolean {
  return (
    /\u2026|\.{3}/.test(text) &&
    !/\p{L}/u.test(text.replace(/\b(?:owner|dri|assignee|due|by|deadline|eta|priority)\b/gi, ''))
  )
}

const COLUMN =
  /^(?:actions?(?: items?)?|owners?|due(?: date)?|date|deadline|who|what|when|by when|priority|status|dri|assignee|time|event|source|description)$/i

/** "Action, owner, due date": the names of the columns, and nothing in them. */
function isBareHead(text: string): boolean {
  const names = text.split(/\s*[,;|/\u2013\u2014]\s*|\s-\s/, MOST_COLUMNS)
  return names.length > 1 && names.every((name) => COLUMN.test(name.trim()))
}
const MOST_COLUMNS = 12

const LONGEST_SLOTS = 200

/** True where a line of rich text is nothing but a placeholder, also behind a label. */
export function isUnanswered(rich: string): boolean {
  if (isPlaceholder(rich) || isBareSlot(rich) || isBareHead(plain(rich).slice(0, LONGEST_SLOTS))) return true
  const answer = rich.replace(LABEL, '')
  if (answer === '' || answer === rich) return false
  if (isPlaceholder(answer)) return true
  // "Owner: @someone, due: YYYY-MM-DD": each of the fields waits.
  const parts = answer.length > LONGEST_SLOTS ? [] : answer.split(/[,;|]\s+/)
  return parts.length > 1 && parts.every((part) => isPlaceholder(part.replace(LABEL, '')))
}

/** The first placeholder in the source of other words: `[start, end)`, or null. */
export function placeholderIn(words: string): readonly [start: number, end: number] | null {
  const match = SLOT.exec(words) ?? PART.exec(words)
  return match === null ? null : [match.index, match.index + match[0].length]
}
