import type { SeedRepository } from '../../src/sandbox/seed.ts'
import { acme, type Caller, type Received } from './acme.ts'

export type { Received }

/**
 * Acme with one more repository, `code`, where bob and cleo may push. Calls go below `/repos/acme/code`; the app
 * hears everything that happens to code.
 */
export async function shop(repository: Partial<SeedRepository> = {}) {
  const events = [
    'push',
    'create',
    'delete',
    'pull_request',
    'pull_request_review',
    'pull_request_review_comment',
  ]
  const { sandbox, hooks: received, ...world } = await acme({ events })
  for (const login of ['bob', 'cleo']) sandbox.seed.user(login)
  sandbox.seed.repository({
    owner: 'acme',
    name: 'code',
    files: { 'README.md': '# Code\n', 'docs/a.md': 'one\ntwo\nthree\n' },
    collaborators: { bob: 'write', cleo: 'write' },
    teams: { sre: 'write' },
    ...repository,
  })
  const below =
    (call: Caller): Caller =>
    (method, path, body, headers) =>
      call(method, `/repos/acme/code${path}`, body, headers)
  /** What was delivered since the last call. */
  const hooks = async (): Promise<Received[]> => {
    await sandbox.idle()
    return received.splice(0)
  }
  await hooks()
  return {
    sandbox,
    hooks,
    as: (login: string): Caller => below(world.as(login)),
    asApp: async (permissions?: Record<string, 'read' | 'write'>): Promise<Caller> =>
      below(await world.asApp(permissions ? { permissions } : {})),
    /** A push by that person. */
    commit: (
      branch: string,
      files: Readonly<Record<string, string | Uint8Array | null>>,
      author = 'bob',
      message = 'change',
    ): string => sandbox.seed.commit({ owner: 'acme', repo: 'code', branch, files, message, author }),
    protect: (rules: { checks?: string[]; reviews?: number; codeOwners?: boolean } = {}): void =>
      sandbox.seed.protect({ owner: 'acme', repo: 'code', ...rules }),
  }
}
