import type { Action, Factor } from '../postmortem/document.ts'
import type { Span } from './prose/mask.ts'
import type { Context, RawFinding } from './rule.ts'
import { firstLine, headingOf } from './where.ts'
import type { RuleId } from './finding.ts'
import { countUpTo } from './extent.ts'

/** The actions that somebody still has to do: not parked, not done. */
export function openActions({ postmortem }: Context): Action[] {
  return postmortem.actions.filter((action) => !action.parked && !action.done)
}

/** The actions that the team has committed to, done ones among them. */
export function committedActions({ postmortem }: Context): Action[] {
  return postmortem.actions.filter((action) => !action.parked)
}

/**
 * False for a list in which nobody and no date is named: that is told first, and what would make the plan better waits
 * until it is one.
 */
export function isPlan(context: Context): boolean {
  return openActions(context).some((action) => action.ownerKind !== 'none' || action.timeBound)
}

export function placeOf({ text }: Context, action: Action): Span {
  return firstLine(text, action.range)
}

/** How a message on an action's own line speaks of it: an id that nobody wrote would have to be counted out. */
export function nameOf(context: Context, action: Action): string {
  if (!hasWrittenId(context, action)) return 'This action'
  return /^\d+$/.test(action.id) ? `Action ${action.id}` : action.id
}

/** The same in the middle of a sentence, away from their lines: `A1 and A2`, else `lines 12 and 13`. */
export function namesOf(context: Context, actions: readonly Action[]): string {
  const named = actions.every((action) => hasWrittenId(context, action) && !/^\d+$/.test(action.id))
  return named ? listed(actions.map(({ id }) => id)) : linesOf(actions)
}

function hasWrittenId({ text }: Context, { id, range }: Action): boolean {
  const words = text.slice(range.start, range.end).toUpperCase()
  const at = words.indexOf(id.toUpperCase())
  // An id stands in front of the words, in a cell of its own, in brackets or with a colon.
  return (
    at >= 0 &&
    /^[\s|*_`#[(\-+.)\]xX\d]*$/.test(words.slice(0, at)) &&
    !/^[\w-]/.test(words.slice(at + id.length))
  )
}

/** The factors that somebody gave an id: another one, or the end of a why chain, has none that could be named. */
export function numberedFactors({ text, postmortem }: Context): Factor[] {
  return postmortem.factors.filter(({ id, range }) =>
    text.slice(range.start, range.end).toUpperCase().includes(id.toUpperCase()),
  )
}

/** How a message on a factor's own line speaks of it, and one elsewhere of an id that nobody wrote. */
export function nameOfCause(
  { text }: Context,
  { id, range }: Pick<Factor, 'id' | 'range'>,
  elsewhere = false,
): string {
  if (text.slice(range.start, range.end).toUpperCase().includes(id.toUpperCase())) return id
  return elsewhere ? `line ${String(range.line)}` : 'This factor'
}

/** So many actions with the same lack are one thing to mend, and one finding. */
const MANY = 3

/** What several actions lack, said of all of them: "None of the 4 actions `none`", "3 of the 4 actions `some`". */
interface Summary {
  readonly none: string
  readonly some: string
  readonly fix: string
}

/**
 * What is told of each action, on its line; of many together, once on the heading of their section. An action that a
 * waiver speaks for is left out of the sum and told for itself, so that the waiver meets it.
 */
export function* onEachOrOnce(
  context: Context,
  rule: RuleId,
  told: readonly { readonly action: Action; readonly message: string }[],
  total: number,
  { none, some, fix }: Summary,
): Iterable<RawFinding> {
  const waived = waivedAmong(context, rule, told)
  const sum = told.filter(({ action }) => !waived.has(action))
  const each = sum.length < MANY ? told : told.filter(({ action }) => waived.has(action))
  for (const { action, message } of each) yield { at: placeOf(context, action), message }
  if (sum.length < MANY) return
  const said =
    sum.length === total
      ? `None of the ${String(total)} actions ${none}.`
      : `${String(sum.length)} of the ${String(total)} actions ${some} (${linesOf(sum.map(({ action }) => action))}).`
  yield { at: headingOf(context, 'actions'), message: `${said} ${fix}` }
}

function waivedAmong(
  context: Context,
  rule: RuleId,
  told: readonly { readonly action: Action }[],
): ReadonlySet<Action> {
  const waivers = context.waivers.filter(({ reason, rules }) => reason !== null && rules.includes(rule))
  const starts = waivers.map(({ covers }) => covers.start)
  const covered = told.filter(({ action }) => {
    const { start } = placeOf(context, action)
    const nearest = waivers[countUpTo(starts, start) - 1]
    return nearest !== undefined && start < nearest.covers.end
  })
  return new Set(covered.map(({ action }) => action))
}

/** `lines 12, 13 and 17`. */
function linesOf(actions: readonly Action[]): string {
  return `${actions.length === 1 ? 'line' : 'lines'} ${listed(actions.map((action) => String(action.range.line)))}`
}

/** Named one by one, and from then on counted: a message is read in a list of others. */
const LONGEST_LIST = 8

export function listed(all: readonly string[]): string {
  const rest = all.length - LONGEST_LIST
  const words = rest > 1 ? [...all.slice(0, LONGEST_LIST), `${String(rest)} more`] : all
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
