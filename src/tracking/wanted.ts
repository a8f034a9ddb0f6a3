import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { inertLine, inertTitle } from '../github/inert.ts'
import { loginOf } from '../incident/dri.ts'
import { severitiesOf } from '../incident/severity.ts'
import type { Practice } from '../postmortem/practice.ts'
import type { Action, Category, OwnerKind, Postmortem } from '../postmortem/document.ts'

/** What the document wants of one action, before anything is known of the repository. */
export interface Wanted {
  readonly id: string
  /** Whether the document itself gives the id; one that was counted out moves when an action is put in before it. */
  readonly idWritten: boolean
  readonly fate: 'open' | 'done' | 'parked'
  readonly title: string
  readonly text: string
  readonly measure: string
  readonly factor: { readonly id: string; readonly text: string } | null
  /** Another repository, where the action names one. */
  readonly repository: RepositoryName | null
  readonly owners: readonly string[]
  readonly ownerKind: OwnerKind
  /** The login that its one DRI would have; null where there is not one, or a name that is no login. */
  readonly login: string | null
  readonly due: string | null
  readonly category: Category | null
  readonly priority: Priority
  readonly practice: Practice
  readonly line: number
}

export const PRIORITIES = ['p0', 'p1', 'p2', 'p3', 'p4'] as const
export type Priority = (typeof PRIORITIES)[number]

export interface Wants {
  /** One for each id; the first in the document wins. */
  readonly actions: readonly Wanted[]
  /** Those that came second with an id. */
  readonly duplicates: readonly { readonly id: string; readonly title: string; readonly line: number }[]
}

/** Ids are one whatever their case. */
export const keyOf = (id: string): string => id.trim().toLowerCase()

export function wantsOf(postmortem: Postmortem, config: Config): Wants {
  const byKey = new Map<string, Wanted>()
  const duplicates: Wanted[] = []
  for (const action of postmortem.actions) {
    const wanted = wantedOf(action, postmortem, config)
    if (wanted.title === '') continue
    if (byKey.has(keyOf(wanted.id))) duplicates.push(wanted)
    else byKey.set(keyOf(wanted.id), wanted)
  }
  return { actions: [...byKey.values()], duplicates }
}

function wantedOf(action: Action, postmortem: Postmortem, config: Config): Wanted {
  const factor = postmortem.factors.find(
    ({ id }) => action.factor !== null && keyOf(id) === keyOf(action.factor),
  )
  return {
    id: inertLine(action.id, 40),
    idWritten: isWritten(action, postmortem.text),
    fate: action.done ? 'done' : action.parked ? 'parked' : 'open',
    title: inertTitle(action.text),
    text: inertLine(action.text, 2_000),
    measure: inertLine(action.measure ?? '', 1_000),
    factor: factor ? { id: inertLine(factor.id, 40), text: inertLine(factor.text, 1_000) } : null,
    repository: repositoryOf(action.repository),
    owners: action.owners,
    ownerKind: action.ownerKind,
    login: action.ownerKind === 'one' ? loginOf(action.owners[0]) : null,
    due: action.due,
    category: action.category,
    practice: postmortem.practice,
    priority: priorityOf(action.priority, postmortem.facts.severity, config),
    line: action.range.line,
  }
}

/** `A1`, `A-1` or `A 1` among the words of its entry. */
function isWritten({ id, range }: Action, text: string): boolean {
  const entry = text.slice(range.start, range.end)
  const [, letters, digits] = /^([a-z]+)-?(\d+)$/i.exec(id) ?? []
  if (!letters || !digits) return entry.toLowerCase().includes(keyOf(id))
  return new RegExp(`(?<![a-z\\d])${letters}[ -]?${digits}(?![a-z\\d])`, 'i').test(entry)
}

const REPOSITORY = /^([\w-]+)\/([\w.-]+)$/

function repositoryOf(name: string | null): RepositoryName | null {
  const [, owner, repo] = REPOSITORY.exec(name?.trim() ?? '') ?? []
  return owner && repo ? { owner, repo } : null
}

const WORDS: Readonly<Record<string, Priority>> = {
  critical: 'p1',
  urgent: 'p1',
  high: 'p1',
  medium: 'p2',
  normal: 'p2',
  low: 'p3',
}

/** As the document says; else by severity: the worst gives p1, the next p2, all others p3. */
function priorityOf(stated: string | null, severity: string | null, config: Config): Priority {
  const word = stated?.trim().toLowerCase() ?? ''
  const number = /^p?([0-4])$/.exec(word)?.[1]
  const said = PRIORITIES.find((priority) => priority === `p${number}`) ?? WORDS[word]
  if (said) return said
  const named = severitiesOf([], severity ?? undefined, config).severity
  const rank = named === null ? -1 : Object.keys(config.severities).indexOf(named)
  return rank === 0 ? 'p1' : rank === 1 ? 'p2' : 'p3'
}
