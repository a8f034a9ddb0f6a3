import { takeRemark } from './action-words.ts'
import { dueOf } from './due.ts'
import type { Draft } from './action-line.ts'
import type { Trust } from './action-words.ts'
import type { ActionContext } from './people.ts'

/** "Ada, Bo, P1" are two owners and a priority: owners next to each other are one remark. */
export function joinedOwners(remarks: readonly string[], context: ActionContext): string[] {
  return remarks.reduce<string[]>((joined, remark) => {
    const last = joined.at(-1)
    if (
      last === undefined ||
      remark.includes(':') ||
      !namesOwner(last, context) ||
      !namesOwner(remark, context)
    )
      return [...joined, remark]
    return [...joined.slice(0, -1), `${last}, ${remark}`]
  }, [])
}

/** "Bo: 4 Dec" and "Bo → 4 Dec" say two things; "due: 4 Dec" is a field. */
export function cutAtDates(remarks: readonly string[], context: ActionContext): string[] {
  return remarks.flatMap((remark) => {
    const [, before = '', after = ''] = /^([^:\u2192>]{2,40}?)\s*(?::|\u2192|->)\s+(.+)$/.exec(remark) ?? []
    return after !== '' && dueOf(after, context) !== null && namesOwner(before, context)
      ? [before, after]
      : [remark]
  })
}

/** Beside a date, or more than one of them, remarks are about who and when. */
export function trustIn(remarks: readonly string[], draft: Draft, context: ActionContext): Trust {
  return draft.due !== undefined || remarks.some((remark) => dueOf(remark, context) !== null)
    ? 'any-name'
    : 'known-people'
}

function namesOwner(remark: string, context: ActionContext): boolean {
  const probe: Draft = { text: '' }
  return (
    takeRemark(probe, remark, context, 'any-name') && probe.owners !== undefined && probe.due === undefined
  )
}
