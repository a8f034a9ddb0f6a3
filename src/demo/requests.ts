import type { Traffic } from '../sandbox/traffic.ts'

/** How often the app asked GitHub for something in one part of the story, as the sandbox counted it. */
export interface Requests {
  readonly what: string
  readonly reads: number
  readonly writes: number
  /** Tokens fetched: one an hour for each installation, whatever is done. */
  readonly tokens: number
}

/** Keeps count by parts of the story. */
export class Tally {
  readonly #traffic: readonly Traffic[]
  readonly parts: Requests[] = []

  constructor(traffic: readonly Traffic[]) {
    this.#traffic = traffic
  }

  /** Does something, and counts what the app asked for meanwhile. */
  async during<T>(what: string, work: () => Promise<T>): Promise<T> {
    const since = this.#traffic.length
    const result = await work()
    const kinds = this.#traffic.slice(since).flatMap((line) => kindOf(line) ?? [])
    const count = (kind: Kind) => kinds.filter((one) => one === kind).length
    this.parts.push({ what, reads: count('read'), writes: count('write'), tokens: count('token') })
    return result
  }
}

type Kind = 'read' | 'write' | 'token'

/** Null for what is no request of the app. */
export function kindOf(line: Traffic): Kind | null {
  if (line.kind !== 'api' || (line.actor !== 'app' && line.actor !== 'installation')) return null
  if (line.path.endsWith('/access_tokens')) return 'token'
  if (line.path.endsWith('/graphql')) return mutationsIn(line.request).length > 0 ? 'write' : 'read'
  return line.method === 'GET' ? 'read' : 'write'
}

/** What a GraphQL request changes; nothing where it only reads. */
export function mutationsIn(request: unknown): readonly string[] {
  const query = (request as { query?: unknown } | null)?.query
  if (typeof query !== 'string' || !/^\s*mutation\b/.test(query)) return []
  return [...query.matchAll(/(\w+)\(input:/g)].map(([, name = '']) => name)
}
