import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { readManifest } from '../manifest.ts'
import { type Sandbox, startSandbox } from './index.ts'

interface Options {
  readonly port: number
  readonly host: string
  readonly log?: string
  readonly webhook?: string
}

const SECRET = 'only-for-the-sandbox'

/** `npm run sandbox`: a local GitHub with a small organisation to try things on, until it is interrupted. */
export async function runSandbox(args: readonly string[], print: (text: string) => void): Promise<void> {
  const command = new Command('sandbox')
    .description('A local GitHub: REST and GraphQL API, webhooks and git, in memory.')
    .option('--port <number>', 'where to listen', readPort, 4010)
    .option('--host <name>', 'on which address', '127.0.0.1')
    .option('--log <file>', 'write all traffic there, as JSON lines')
    .option('--webhook <url>', "where the app's webhooks go")
    .action((options: Options) => open(options, print))
  await command.parseAsync(args, { from: 'user' })
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.')
}

async function open({ port, host, log, webhook }: Options, print: (text: string) => void): Promise<void> {
  const sandbox = await startSandbox({ port, host, ...(log === undefined ? {} : { log }) })
  const folder = mkdtempSync(path.join(tmpdir(), 'debrief-sandbox-key-'))
  const close = async (): Promise<void> => {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
  print(populate(sandbox, folder, webhook ?? ''))
}

/** Fills the sandbox and tells how to use it. */
function populate(sandbox: Sandbox, folder: string, webhookUrl: string): string {
  const { seed, url } = sandbox
  for (const login of ['ada', 'grace', 'linus']) seed.user(login)
  seed.organization('acme', { members: { ada: 'admin', grace: 'member' }, teams: { sre: ['ada', 'grace'] } })
  seed.repository({ owner: 'acme', name: 'shop', collaborators: { linus: 'write' } })
  const { default_permissions: permissions, default_events: events } = readManifest()
  const app = seed.app({
    slug: 'debrief',
    owner: 'acme',
    permissions,
    events,
    webhookUrl,
    webhookSecret: SECRET,
  })
  const installation = seed.install('debrief', 'acme')
  const key = path.join(folder, 'debrief.pem')
  writeFileSync(key, app.privateKey)
  chmodSync(key, 0o600)
  const rows = [
    ['REST API', url],
    ['GraphQL', `${url}/graphql`],
    ['Repository', `${url}/repos/acme/shop`],
    ...['ada', 'grace', 'linus'].map((login) => [`Token of ${login}`, sandbox.token(login)]),
    ['App id', String(app.id)],
    ['Private key', key],
    ['Webhook secret', SECRET],
    ['Webhooks go to', webhookUrl || 'nobody; start again with --webhook URL'],
    ['Installation', String(installation)],
  ]
  const width = Math.max(...rows.map(([name = '']) => name.length))
  const lines = rows.map(([name = '', value = '']) => `  ${name.padEnd(width)}  ${value}`)
  return `A local GitHub is running; ctrl-c ends it, and nothing is kept.\n\n${lines.join('\n')}\n\n  curl -H "authorization: token TOKEN" ${url}/repos/acme/shop\n`
}
