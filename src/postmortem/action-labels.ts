import { categoryOf } from './action-words.ts'
import { dueIn, dueOf } from './due.ts'
import { ownersOfLabel } from './owners.ts'
import { plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { ActionContext } from './people.ts'
import type { Owners } from './owners.ts'

/** What a heading or label says for all actions under it. */
export type Inherited = Pick<Draft, 'owners' | 'due' | 'category' | 'priority' | 'repository' | 'done'>

/** A longer heading or label says nothing that its items could inherit. */
const LONGEST_LABEL = 200

/** What a title adds: people, a date, a category, that it is done. */
export function underLabel(
  title: string,
  known: Inherited,
  context: ActionContext,
  isSection = false,
): Inherited {
  const words = plain(title.slice(0, LONGEST_LABEL)).replace(/:\s*$/, '')
  const found: Inherited = {}
  // Beside a name or in a section's title only what stands in brackets is a date: "April (by end of May)".
  const inBrackets = /\(([^)]*)\)/.exec(words)?.[1] ?? ''
  const isBesideDate = inBrackets !== '' && dueIn(inBrackets, context) !== null
  const owners = isSection
    ? null
    : (ownersOfLabel(words, context.people, isBesideDate) ?? ownersBesideDate(words, context))
  const isName = owners !== null && ownersBesideDate(words, context) === null
  const due = dueIn(isSection || isName ? inBrackets : words, context)
  const category = categoryOf(words.replace(/\([^)]*\)/g, ''))
  const priority = /\b(P[0-4])\b|^(high|medium|low|critical)(?: priority)?$/i.exec(words)
  if (owners !== null) found.owners = owners
  if (due !== null) found.due = { text: due.text, day: due.day }
  if (category !== null && !isSection) found.category = category
  if (priority !== null) found.priority = priority[1] ?? priority[2] ?? ''
  if (
    /\b(?:completed?|done|already (?:done|taken)|finished|closed)\b/i.test(words) &&
    !/\bto (?:be )?(?:done|completed?)\b|\bin[ -]progress\b/i.test(words)
  )
    found.done = true
  return { ...known, ...found }
}

/** "By 4 December (Ana)", "Q1 2027 - Bo": a label that says both. */
function ownersBesideDate(words: string, context: ActionContext): Owners | null {
  const pieces = words.split(/\s+[\u2013\u2014|-]\s+|[(),;:]/).map((piece) => piece.trim())
  if (pieces.length < 2 || !pieces.some((piece) => dueOf(piece, context) !== null)) return null
  const named = pieces.filter((piece) => piece !== '' && dueOf(piece, context) === null)
  const [name] = named
  return name === undefined || named.length > 1 ? null : ownersOfLabel(name, context.people, true)
}
