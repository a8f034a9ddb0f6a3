import { takeLead } from './action-lead.ts'
import { takeTail } from './action-tail.ts'
import { isPlaceholder } from './placeholders.ts'
import { BOLD, BOLD_END, plain } from './rich.ts'
import type { Category } from './document.ts'
import type { ActionContext } from './people.ts'
import type { Due } from './due.ts'
import type { Owners } from './owners.ts'

/** What one line, cell or field says about an action; undefined where it says nothing. */
export interface Draft {
  text: string
  id?: string
  owners?: Owners
  /** Who the sentence says will do it, where nothing names an owner: weaker than a heading over the item. */
  subject?: Owners
  /** The words of that subject at the start of the text. */
  subjectWords?: string
  due?: Pick<Due, 'text' | 'day'>
  category?: Category
  /** What stands where the category is asked for, one of the five or not. */
  categoryText?: string
  priority?: string
  measure?: string
  repository?: string
  factor?: string
  done?: boolean
}

/** What is longer is no commitment but an essay; it keeps its words and nothing is looked for in it. */
const LONGEST_ACTION = 2000

/** Takes an action's line apart: what stands before its words, what stands after them, and the words themselves. */
export function readActionLine(rich: string, context: ActionContext): Draft {
  // White space is made single first: a long run of it would cost the patterns below time out of proportion.
  const draft: Draft = { text: rich.replace(/\s+/g, ' ').trim() }
  if (draft.text.length > LONGEST_ACTION) return { text: plain(draft.text) }
  takeLead(draft, context)
  takeTail(draft, context)
  draft.text = tidy(draft.text)
  return draft
}

function tidy(rich: string): string {
  const words = plain(rich)
    .replace(/^[\s:;,.|\u2013\u2014-]+(?=\S)/, '')
    .replace(/[\s:;,|\u2013\u2014-]+$/, '')
    .trim()
  return isPlaceholder(words) && !/\p{L}/u.test(words) ? '' : words
}

/** True where the words are wholly bold: a title or a label. */
export function isAllBold(rich: string): boolean {
  return (
    rich.startsWith(BOLD) &&
    rich.replace(/[:.\s]+$/, '').endsWith(BOLD_END) &&
    rich.indexOf(BOLD_END) === rich.lastIndexOf(BOLD_END)
  )
}
