import type { Route } from './route.ts'

export interface Match {
  readonly route: Route
  readonly params: Record<string, string>
}

// These may hold slashes: a path, a branch named `fix/retry`, a comparison of two of them.
const GREEDY = new Set(['path', 'ref', 'basehead', 'branch', 'tag'])

interface Compiled {
  readonly route: Route
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly rank: string
}

export type Router = (method: string, path: string) => Match | null

/** Finds the route of a request: fixed segments win over parameters, and parameters over those that may hold slashes. */
export function routerOf(routes: readonly Route[]): Router {
  const compiled = routes.map(compile).sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return (method, path) => {
    for (const { route, pattern, names } of compiled) {
      if (route.method !== method) continue
      const found = pattern.exec(path)
      const params = found && decoded(names, found)
      if (params) return { route, params }
    }
    return null
  }
}

/** Whether a path as it came belongs to a template; faults are set by template too. */
export const templatePattern = (template: string): RegExp => compilePattern(template).pattern

function compile(route: Route): Compiled {
  // '0' sorts a fixed segment first, '1' a parameter, '2' a greedy one; '~' puts the end of a shorter template last.
  const rank = segments(route.path).map((s) =>
    s.startsWith('{') ? (GREEDY.has(s.slice(1, -1)) ? '2' : '1') : '0',
  )
  return { route, ...compilePattern(route.path), rank: `${rank.join('')}~` }
}

function compilePattern(template: string): { pattern: RegExp; names: string[] } {
  const names: string[] = []
  const parts = segments(template).map((segment) =>
    segment.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name)
      return GREEDY.has(name) ? '(.+)' : '([^/]+)'
    }),
  )
  return { pattern: new RegExp(`^/${parts.join('/')}$`), names }
}

const segments = (path: string): string[] => path.split('/').slice(1)

/** Null where the address is written wrongly (`%zz`): it leads nowhere. */
function decoded(names: readonly string[], found: RegExpExecArray): Record<string, string> | null {
  try {
    return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? '')]))
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
