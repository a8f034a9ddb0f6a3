import type { Span } from './prose/mask.ts'
import type { Context as RuleContext } from './rule.ts'
import { keyOfFrontMatter } from '../postmortem/fact-names.ts'
import { keyRange } from '../postmortem/front-matter.ts'
import { sourceOf } from '../postmortem/source.ts'
import { firstLine, sectionsOf } from './where.ts'

/** What it is read from. */
type Context = Pick<RuleContext, 'text' | 'postmortem'>

/** Who took part, as far as the document says. */
export interface Participants {
  /** Each as written, with what they do. */
  readonly people: readonly string[]
  /** What they do, each once: `support`, `payments`, `sre`. */
  readonly functions: readonly string[]
  /** Where it stands. */
  readonly at: Span
  /** True for a bare list that the app wrote into the front matter: nobody is asked to annotate that. */
  readonly given: boolean
}

const NAME =
  /^(?:participants?|attendees|attended by|present|participating|reviewers|people(?: involved)?|involved)$/
const LINE =
  /(?:^[ \t]*(?:[-*+] |\| ?)?|[.;] )[*_]{0,3}((?:participants|attendees|attended by|people involved)[*_]{0,3}(?: ?:[*_]{0,3}| \|)[ \t]*(\S[^\n]{0,600}))/im
const COLUMN = /^(?:role|team|function|department|title|group|area|position|job|discipline)s?$/i
/** Roles in the room are no functions: anybody may write the minutes. */
const IN_THE_ROOM =
  /\b(?:incident (?:commander|manager|lead|owner)|ic|scribe|note[- ]?taker|facilitator|moderator|host|author|owner|dri|reviewer|responder|participant|attendee|deputy|shadow|remote|optional|absent|all|on leave|he\/him|she\/her|they\/them)\b/gi
const RANK =
  /\b(?:senior|junior|staff|principal|chief|lead|leads|leader|head|vp|director|manager|managers|member|members|representative|rep|team|teams|engineer|engineers|engineering|developer|developers|dev|specialist|analyst|architect|on-?call|of|the|and|from|for|in|at|our|a|an)\b/gi

/** From a section, a line or the front matter; null where the document names no participants. */
export function participantsOf(context: Context): Participants | null {
  return fromSection(context) ?? fromLine(context) ?? fromFrontMatter(context)
}

function fromSection(context: Context): Participants | null {
  const section = sectionsOf(context, 'participants').find((each) => !each.empty)
  if (!section) return null
  const lines = context.text.slice(section.body.start, section.body.end).split('\n')
  const people = lines.some((line) => line.includes('|')) ? fromTable(lines) : fromLines(lines)
  return people.length === 0
    ? null
    : { people, functions: functionsOf(people), at: firstLine(context.text, section.heading), given: false }
}

function fromLine({ text, postmortem: { frontMatter } }: Context): Participants | null {
  const body = frontMatter?.range.end ?? 0
  const match = LINE.exec(text.slice(body))
  if (!match) return null
  const [whole, line = '', people = ''] = match
  const end = body + match.index + whole.length
  const at = firstLine(text, { start: end - line.length, end })
  const each = split(people)
  return { people: each.map((one) => one.trim()), functions: functionsOf(each), at, given: false }
}

function fromFrontMatter({ text, postmortem: { frontMatter } }: Context): Participants | null {
  if (frontMatter === null) return null
  const key = Object.keys(frontMatter.data).find((name) => NAME.test(keyOfFrontMatter(name)))
  const value = key === undefined ? null : frontMatter.data[key]
  const people = Array.isArray(value) ? value : typeof value === 'string' ? split(value) : []
  const named = people.filter((each): each is string => typeof each === 'string' && each.trim() !== '')
  if (key === undefined || named.length === 0) return null
  const at = firstLine(text, keyRange(sourceOf(text), frontMatter, key))
  return { people: named, functions: functionsOf(named), at, given: true }
}

function fromLines(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const item = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t](.*)/.exec(line)?.[1]?.trim()
    if (item !== undefined) return [item]
    return /^\s*(?:$|<!--|#)/.test(line) ? [] : split(line)
  })
}

/** Each row as `name (function)`, where a column says the function. */
function fromTable(lines: readonly string[]): string[] {
  const rows = lines
    .filter((line) => line.includes('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const column = rows[0]?.findIndex((cell) => COLUMN.test(cell)) ?? -1
  return rows.slice(1).flatMap((cells) => {
    if (cells.every((cell) => /^[-: ]*$/.test(cell))) return []
    const name = cells.find((cell, index) => cell !== '' && index !== column) ?? ''
    return [column < 0 ? name : `${name} (${cells[column] ?? ''})`]
  })
}

/** At commas, semicolons and "and", outside brackets. */
const split = (words: string): string[] =>
  words.split(/[,;|](?![^()]{0,80}\))|\band\b(?![^()]{0,80}\))/).filter((each) => /\p{L}/u.test(each))

function functionsOf(people: readonly string[]): string[] {
  return [...new Set(people.map(functionOf).filter((name) => name !== null))]
}

/** `Ada (senior SRE)`, `Ada - support`, `Support: Ada`: the function behind or before the name, without ranks. */
function functionOf(person: string): string | null {
  const words =
    /\(([^()]{1,80})\)/.exec(person)?.[1] ??
    /(?:\s[\u2013\u2014-]\s|,\s)([^\n]{1,80})$/.exec(person)?.[1] ??
    /^[ \t*_]*([^:@]{2,40}):/.exec(person)?.[1]
  if (words === undefined) return null
  const role = words.toLowerCase().replace(/[*_`]/g, '').replace(IN_THE_ROOM, ' ').trim()
  if (!/\p{L}/u.test(role)) return null
  const name = role
    .replace(RANK, ' ')
    .replace(/[^\p{L}\d ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return name === '' ? 'engineering' : name
}
