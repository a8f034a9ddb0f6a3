import type { Command } from 'commander'
import { EnvError, readServeEnv, type Env } from '../env.ts'
import type { ServeOptions } from '../serve.ts'
import type { Context, ExitCode } from './context.ts'

const HELP = `
Environment:
  APP_ID             the GitHub App's id
  PRIVATE_KEY        its private key: PEM, PEM with \\n for line breaks, or PEM in Base64
  PRIVATE_KEY_PATH   … or the file that holds it
  WEBHOOK_SECRET     the secret that is set on the GitHub App
  WEBHOOK_SECRET_NEXT  … and the one that will replace it: both hold meanwhile
  GITHUB_API_URL     the REST root of an Enterprise server, such as https://github.example.com/api/v3
  GHE_HOST           … or its host name
  PORT, HOST         where to listen (3000, 127.0.0.1); 0.0.0.0 in a container
  DATA_DIR           the folder that keeps the jobs (.debrief), for one process alone
  DATABASE_URL       … or a PostgreSQL that any number of replicas share
  CHANNELS_PATH      the file that names the channels where summaries may be published (docs/publishing.md)
  LOG_LEVEL          trace, debug, info, warn, error or fatal (info)
  LOG_FORMAT         json, a line each, or pretty, for people (json)

Webhooks are taken at /api/github/webhooks. /healthz says whether the process lives, /readyz whether it can do its work,
/metrics what it does (for Prometheus). SIGTERM or SIGINT lets what is under way end, within 20 s; a second one does not.

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

// What runs then is not lost: its jobs are taken up again by the next start or another replica.
const STOP_MS = 20_000
// With the exit status that says by which signal a process ended: 128 and the signal's number.
const SIGNALS = { SIGTERM: 143, SIGINT: 130 }

/**
 * Serves until the process is asked to stop; what runs then may end, for 20 s. A second signal stops at once. `more` is
 * what no environment says: the clock and the GitHub of a test.
 */
export async function serveUntilStopped(
  env: Env,
  say: (text: string) => void,
  more: Partial<ServeOptions> = {},
): Promise<ExitCode> {
  try {
    const options = { ...readServeEnv(env), ...more }
    const { serve: start } = await import('../serve.ts')
    const asked = stopSignal()
    const running = await start(options)
    await Promise.race([asked, running.broken.catch((error: unknown) => endAtOnce(error, say))])
    // Unreferenced: it only ends a process that something keeps from ending by itself.
    setTimeout(() => process.exit(0), STOP_MS).unref()
    await running.close()
    return 0
  } catch (error) {
    if (!(error instanceof Error)) throw error
    say(`Debrief cannot serve.\n${error.message}`)
    return error instanceof EnvError ? 2 : 1
  }
}

/** Whoever runs it starts it again; nothing that was acknowledged is lost by that. */
function endAtOnce(error: unknown, say: (text: string) => void): never {
  say(`Debrief cannot go on.\n${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

/** Resolves at the first signal; the second one ends the process as if nobody had listened. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    for (const [signal, status] of Object.entries(SIGNALS)) {
      process.on(signal, () => {
        if (asked) process.exit(status)
        asked = true
        resolve()
      })
    }
  })
}
