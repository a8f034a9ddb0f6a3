import type { Action } from '../postmortem/document.ts'
import type { Span } from './prose/mask.ts'
import type { Context } from './rule.ts'
import { firstLine } from './where.ts'

/** The actions that somebody still has to do: not parked, not done. */
export function openActions({ postmortem }: Context): Action[] {
  return postmortem.actions.filter((action) => !action.parked && !action.done)
}

export function placeOf({ text }: Context, action: Action): Span {
  return firstLine(text, action.range)
}
