import type { Config } from '../config/schema.ts'
import { loginOf } from '../incident/dri.ts'
import type { Finding, Level, RuleId } from '../lint/finding.ts'
import type { Action, Postmortem } from '../postmortem/document.ts'
import type { Target } from './state.ts'

/**
 * What only GitHub knows: whether the one that is to do it can be assigned, where the issue is to be. Said before the
 * merge, while it can still be mended in the document.
 */
export function assigningFindings(
  postmortem: Postmortem,
  home: string,
  targets: ReadonlyMap<string, Target>,
  config: Config,
): Finding[] {
  return postmortem.actions.flatMap((action) => {
    const where = action.repository ?? home
    const target = targets.get(where.toLowerCase())
    if (action.parked || action.done || !target) return []
    const raw = closed(where, target) ?? unassignable(action, where, target)
    const level = raw ? (config.rules[raw.rule] ?? 'error') : 'off'
    if (!raw || level === 'off') return []
    return [finding(action, postmortem.text, level, raw)]
  })
}

interface Raw {
  readonly rule: RuleId
  readonly message: string
  readonly why: string
}

const SOURCE =
  'https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/assigning-issues-and-pull-requests-to-other-github-users'

function closed(where: string, target: Target): Raw | null {
  const why = 'On merge this action becomes an issue there.'
  const rule = 'actions/repository'
  if (!target.reachable) {
    return { rule, why, message: `${where} cannot be reached: install the app there, or mend the name.` }
  }
  if (target.archived)
    return { rule, why, message: `${where} is archived: name a repository that is still worked on.` }
  if (target.issuesEnabled) return null
  return {
    rule,
    why,
    message: `${where} has issues switched off: switch them on, or name another repository.`,
  }
}

function unassignable(action: Action, where: string, target: Target): Raw | null {
  const [owner] = action.owners
  if (action.ownerKind !== 'one' || owner === undefined) return null // actions/one-dri has that
  const rule = 'actions/assignable'
  const why =
    'On merge this action becomes an issue that is assigned to its DRI; without one it belongs to nobody.'
  const login = loginOf(owner)
  if (login === null) {
    return {
      rule,
      why,
      message: `“${owner}” is not a GitHub login: write it as @login, so that the issue can be assigned.`,
    }
  }
  if (target.assignable.has(login.toLowerCase())) return null
  return {
    rule,
    why,
    message: `@${login} cannot be assigned in ${where}: give them access, or name somebody who has it.`,
  }
}

function finding(action: Action, text: string, level: Level, raw: Raw): Finding {
  const { range } = action
  return { ...raw, level, range, text: text.slice(range.start, range.end), source: SOURCE, suggestion: null }
}
