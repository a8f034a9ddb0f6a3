import { graphql, type GitHub } from '../github/client.ts'
import { loginOf } from '../incident/dri.ts'
import type { Postmortem } from '../postmortem/document.ts'
import type { Target } from './state.ts'

/** By `owner/name`, in lower case: the logins that actions want assigned there. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>

/** Which people the committed actions need, in which repositories; with `home` only there. */
export function wantedOf(documents: readonly Postmortem[], home: string, where: 'home' | 'all'): Wanted {
  const wanted = new Map<string, Set<string>>()
  for (const { actions } of documents) {
    for (const { parked, done, repository, owners, ownerKind } of actions) {
      if (parked || done) continue
      const key = (repository ?? home).toLowerCase()
      if (where === 'home' && key !== home.toLowerCase()) continue
      const logins = wanted.get(key) ?? new Set<string>()
      wanted.set(key, logins)
      const login = ownerKind === 'one' ? loginOf(owners[0]) : null
      if (login !== null) logins.add(login.toLowerCase())
    }
  }
  return wanted
}

interface Answer {
  readonly hasIssuesEnabled: boolean
  readonly isArchived: boolean
  readonly [user: `u${number}`]: { readonly nodes: readonly { readonly login: string }[] }
}

/** What came along with the documents of the repository itself, so that small ones need no request of their own. */
export interface HomeAnswer {
  readonly hasIssuesEnabled: boolean
  readonly isArchived: boolean
  readonly people: {
    readonly nodes: readonly { readonly login: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean }
  }
}
export const HOME =
  'hasIssuesEnabled isArchived people: assignableUsers(first: 100) { nodes { login } pageInfo { hasNextPage } }'

/** All that is to be known about them, in one request at most. */
export async function readTargets(
  github: GitHub,
  wanted: Wanted,
  home: { readonly name: string; readonly answer: HomeAnswer | null },
): Promise<ReadonlyMap<string, Target>> {
  const name = home.name.toLowerCase()
  const logins = wanted.get(name)
  if (!logins || !home.answer || home.answer.people.pageInfo.hasNextPage) return askFor(github, wanted)
  const others = new Map([...wanted].filter(([repository]) => repository !== name))
  return new Map([...(await askFor(github, others)), [name, ownTarget(home.answer, logins)]])
}

function ownTarget(
  { hasIssuesEnabled, isArchived, people }: HomeAnswer,
  logins: ReadonlySet<string>,
): Target {
  const can = new Set(people.nodes.map(({ login }) => login.toLowerCase()))
  const assignable = new Set([...logins].filter((login) => can.has(login)))
  return { reachable: true, issuesEnabled: hasIssuesEnabled, archived: isArchived, assignable }
}

async function askFor(github: GitHub, wanted: Wanted): Promise<ReadonlyMap<string, Target>> {
  if (wanted.size === 0) return new Map()
  const asked = [...wanted].map(([repository, logins]) => ({ repository, logins: [...logins] }))
  const variables: Record<string, string> = {}
  const fields = asked.map(({ repository, logins }, index) => {
    const [owner = '', name = ''] = repository.split('/')
    variables[`o${index}`] = owner
    variables[`n${index}`] = name
    const users = logins.map((login, user) => {
      variables[`q${index}_${user}`] = login
      return `u${user}: assignableUsers(first: 100, query: $q${index}_${user}) { nodes { login } }`
    })
    return `r${index}: repository(owner: $o${index}, name: $n${index}) { hasIssuesEnabled isArchived ${users.join(' ')} }`
  })
  const declared = Object.keys(variables).map((variable) => `$${variable}: String!`)
  const query = `query (${declared.join(', ')}) { ${fields.join('\n')} }`
  const data = await graphql<Record<string, Answer | null>>(github, query, variables)
  return new Map(
    asked.map(({ repository, logins }, index) => [repository, targetOf(data[`r${index}`], logins)]),
  )
}

function targetOf(answer: Answer | null | undefined, logins: readonly string[]): Target {
  if (!answer) return { reachable: false, issuesEnabled: false, archived: false, assignable: new Set() }
  // The query matches parts of names too; only the login itself counts.
  const assignable = logins.filter((login, index) =>
    answer[`u${index}`]?.nodes.some((user) => user.login.toLowerCase() === login),
  )
  const { hasIssuesEnabled: issuesEnabled, isArchived: archived } = answer
  return { reachable: true, issuesEnabled, archived, assignable: new Set(assignable) }
}
