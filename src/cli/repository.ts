import { InvalidArgumentError, type Command } from 'commander'
import type { RepositoryName } from '../effects.ts'
import { apiUrl } from '../env.ts'
import type { GitHub } from '../github/client.ts'
import { classify, statusOf } from '../github/errors.ts'
import { InputError, RefusedError, type Context } from './context.ts'

/** What the commands that work on a repository share. */
export interface RepositoryOptions {
  readonly repo: RepositoryName
  readonly dryRun?: boolean
  readonly token?: string
  readonly apiUrl?: string
  readonly app: string
}

export const repositoryOptions = (command: Command): Command =>
  accessOptions(
    command
      .requiredOption('--repo <owner/name>', 'the repository', repositoryName)
      .option('--dry-run', 'print what would be done, and do nothing'),
    'read and write',
  )

export const accessOptions = (command: Command, may: 'read' | 'read and write'): Command =>
  command
    .option('--token <token>', `a token that may ${may} the repository (default: GITHUB_TOKEN)`)
    .option('--api-url <url>', 'the REST root of an Enterprise server (default: GITHUB_API_URL)')
    .option('--app <login>', 'the app whose issues and comments count as written by us', 'debrief[bot]')

export function repositoryName(text: string): RepositoryName {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(text) ?? []
  if (!owner || !repo) throw new InvalidArgumentError('Give owner/name, such as acme/shop.')
  return { owner, repo }
}

/** GitHub as the given token sees it. */
export async function connect(options: RepositoryOptions, { env, now }: Context): Promise<GitHub> {
  const token = options.token ?? env['GITHUB_TOKEN']
  if (!token) throw new InputError('There is no token: set GITHUB_TOKEN, or give --token.')
  const baseUrl = options.apiUrl ?? apiUrl(env)
  if (baseUrl !== undefined && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? ''))
    throw new InputError(
      `"${baseUrl}" is no URL: set GITHUB_API_URL, or give --api-url, such as https://github.example.com/api/v3.`,
    )
  const { withToken } = await import('../github/token.ts')
  return refusable(() => withToken({ token, baseUrl, app: options.app }), now)
}

/** Turns what GitHub threw into words for the person at the terminal. */
export async function refusable<T>(call: () => Promise<T>, now: () => Date): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (statusOf(error) === 401)
      throw new RefusedError('GitHub does not know this token: is it complete, and not expired?', {
        cause: error,
      })
    throw new RefusedError(classify(error, now()).message, { cause: error })
  }
}
