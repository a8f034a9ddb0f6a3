import type { Command } from 'commander'
import { EnvError, readServeEnv, type Env } from '../env.ts'
import type { Context, ExitCode } from './context.ts'

const HELP = `
Environment:
  APP_ID             the GitHub App's id
  PRIVATE_KEY        its private key: PEM, PEM with \\n for line breaks, or PEM in Base64
  PRIVATE_KEY_PATH   … or the file that holds it
  WEBHOOK_SECRET     the secret that is set on the GitHub App
  GITHUB_API_URL     the REST root of an Enterprise server, such as https://github.example.com/api/v3
  GHE_HOST           … or its host name
  PORT, HOST         where to listen (3000, 127.0.0.1); 0.0.0.0 in a container
  LOG_LEVEL          trace, debug, info, warn, error or fatal (info)

Webhooks are taken at /api/github/webhooks; /healthz says whether it is alive.

Example:
  $ APP_ID=123 PRIVATE_KEY_PATH=debrief.pem WEBHOOK_SECRET=… debrief serve`

export function serve(program: Command, { env, err }: Context, done: (code: ExitCode) => void): void {
  program
    .command('serve')
    .summary('run the GitHub App')
    .description('Runs the GitHub App until SIGTERM or SIGINT: takes webhooks, keeps the schedule.')
    .addHelpText('after', HELP)
    .action(async () => done(await serveUntilStopped(env, (text) => err(`${text}\n`))))
}

/** Serves until the process is asked to stop; what runs then may end. A second signal stops at once. */
export async function serveUntilStopped(env: Env, say: (text: string) => void): Promise<ExitCode> {
  try {
    const options = readServeEnv(env)
    const { serve: start } = await import('../serve.ts')
    const stopped = new Promise((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
    })
    const running = await start(options)
    await stopped
    await running.close()
    return 0
  } catch (error) {
    if (!(error instanceof Error)) throw error
    say(`Debrief cannot serve.\n${error.message}`)
    return error instanceof EnvError ? 2 : 1
  }
}
