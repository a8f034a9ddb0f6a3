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
  readonly webhook: string
}

const PEOPLE = { ada: 'owns acme', grace: 'writes', linus: 'reads, not in acme' }
const SECRET = 'only-for-the-sandbox'
/** Where `npm start` takes webhooks unless it is told otherwise. */
const APP_BY_DEFAULT = 'http://127.0.0.1:3000/api/github/webhooks'

/** `npm run sandbox`: a local GitHub with a small organisation to try things on, until it is interrupted. */
export async function runSandbox(args: readonly string[], print: (text: string) => void): Promise<void> {
  const command = new Command('sandbox')
    .description('A local GitHub: REST and GraphQL API, webhooks and git, in memory.')
    .option('--port <number>', 'where to listen', readPort, 4010)
    .option('--host <name>', 'on which address', '127.0.0.1')
    .option('--log <file>', 'write all traffic there, as JSON lines', readFile)
    .option('--webhook <url>', "where the app's webhooks go", readUrl, APP_BY_DEFAULT)
    .action((options: Options) => open(options, print, command))
  await command.parseAsync(args, { from: 'user' })
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.')
}

function readUrl(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text
  throw new InvalidArgumentError(`It must be a URL, such as ${APP_BY_DEFAULT}.`)
}

/** The recording adds line by line; what an earlier run wrote would be taken for this one's. */
function readFile(name: string): string {
  try {
    writeFileSync(name, '')
    return name
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be written (${codeOf(error)}).`)
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

function whyDeaf(error: unknown, { host, port }: Options): string {
  const code = codeOf(error)
  return code === 'EADDRINUSE'
    ? `error: Port ${port} is taken: end what listens there, or choose another with --port.`
    : `error: It is not possible to listen on port ${port} of ${host} (${code}): choose others with --port and --host.`
}

async function open(options: Options, print: (text: string) => void, command: Command): Promise<void> {
  const { port, host, log, webhook } = options
  const sandbox = await startSandbox({ port, host, ...(log === undefined ? {} : { log }) }).catch(
    (error: unknown) => command.error(whyDeaf(error, options)),
  )
  const folder = mkdtempSync(path.join(tmpdir(), 'debrief-sandbox-key-'))
  const close = async (): Promise<void> => {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
  print(populate(sandbox, folder, webhook))
}

/** Fills the sandbox and tells how to use it. */
function populate(sandbox: Sandbox, folder: string, webhookUrl: string): string {
  const { seed, url } = sandbox
  for (const login of Object.keys(PEOPLE)) seed.user(login)
  seed.organization('acme', { members: { ada: 'admin', grace: 'member' }, teams: { sre: ['ada', 'grace'] } })
  seed.repository({ owner: 'acme', name: 'shop', collaborators: { grace: 'write', linus: 'read' } })
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
    ...Object.entries(PEOPLE).map(([login, role]) => [
      `Token of ${login}`,
      `${sandbox.token(login)}  (${role})`,
    ]),
    ['App id', String(app.id)],
    ['Private key', key],
    ['Webhook secret', SECRET],
    ['Webhooks go to', webhookUrl],
    ['Installation', String(installation)],
  ]
  const width = Math.max(...rows.map(([name = '']) => name.length))
  const lines = rows.map(([name = '', value = '']) => `  ${name.padEnd(width)}  ${value}`)
  return [
    'A local GitHub is running; ctrl-c ends it, and nothing is kept.',
    lines.join('\n'),
    `  curl -H "authorization: token TOKEN" ${url}/repos/acme/shop`,
    `Debrief on it, in another terminal:\n\n  APP_ID=${app.id} PRIVATE_KEY_PATH=${key} WEBHOOK_SECRET=${SECRET} GITHUB_API_URL=${url} npm start\n`,
  ].join('\n\n')
}
