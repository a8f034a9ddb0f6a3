import { takeRemark } from './action-words.ts'
import type { Draft } from './action-line.ts'
import type { DateContext } from './dates.ts'

/** "Ada, Bo, P1" are two owners and a priority: owners next to each other are one remark. */
export function joinedOwners(remarks: readonly string[], context: DateContext): string[] {
  return remarks.reduce<string[]>((joined, remark) => {
    const last = joined.at(-1)
    if (last === undefined || !namesOwner(last, context) || !namesOwner(remark, context))
      return [...joined, remark]
    return [...joined.slice(0, -1), `${last}, ${remark}`]
  }, [])
}

function namesOwner(remark: string, context: DateContext): boolean {
  const probe: Draft = { text: '' }
  return (
    !remark.includes(':') &&
    takeRemark(probe, remark, context, true) &&
    probe.owners !== undefined &&
    probe.due === undefined
  )
}
