import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readChannels, type Channels } from './channels/operator.ts'
import type { StoreOptions } from './queue/store.ts'
import type { ServeOptions } from './serve.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** The environment does not say what is needed; each line names a variable and what to do. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
const LOG_FORMATS = ['json', 'pretty'] as const
const ON_THE_APP = 'it stands on the settings page of your GitHub App'

const storeSchema = z.object({
  DATA_DIR: z.string().default('.debrief'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a URL, such as postgres://user:password@host:5432/debrief',
    })
    .optional(),
})

const schema = storeSchema.extend({
  APP_ID: z
    .string({ error: `is missing; ${ON_THE_APP}` })
    .regex(/^[1-9]\d{0,15}$/, { error: `must be a number; ${ON_THE_APP} (not the client id)` })
    .transform(Number),
  WEBHOOK_SECRET: z
    .string({ error: `is missing; set a long random text here and ${ON_THE_APP.replace('it stands ', '')}` })
    // Probot falls back to this word; whoever knows it can send us any event.
    .refine((secret) => secret !== 'development', {
      error: 'is "development", which everybody knows; take a long random text, here and on GitHub',
    }),
  WEBHOOK_SECRET_NEXT: z
    .string()
    .refine((secret) => secret !== 'development', {
      error: 'is "development", which everybody knows; take a long random text, here and on GitHub',
    })
    .optional(),
  GITHUB_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL, such as https://github.example.com/api/v3' })
    .optional(),
  GHE_HOST: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d+)?$/i, { error: 'must be a host name, such as github.example.com' })
    .optional(),
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int({ error: 'must be a whole number' })
    .min(0, { error: 'must be 0 to 65535' })
    .max(65_535, { error: 'must be 0 to 65535' })
    .default(3000),
  HOST: z.string().optional(),
  CHANNELS_PATH: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  LOG_FORMAT: z.enum(LOG_FORMATS, { error: `must be one of ${LOG_FORMATS.join(', ')}` }).default('json'),
})

/**
 * What `serve` needs, out of the environment. An empty variable counts as not set.
 * @throws EnvError that names every variable that is wrong.
 */
export function readServeEnv(env: Env): ServeOptions {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = schema.safeParse(set)
  const key = readPrivateKey(set)
  const channels = channelsAt(set['CHANNELS_PATH'])
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`)
  if ('problem' in key) problems.push(key.problem)
  if ('problem' in channels) problems.push(channels.problem)
  if (!parsed.success || 'problem' in key || 'problem' in channels) throw new EnvError(problems.join('\n'))
  const { APP_ID, WEBHOOK_SECRET, WEBHOOK_SECRET_NEXT, PORT, HOST, LOG_LEVEL, LOG_FORMAT } = parsed.data
  return {
    appId: APP_ID,
    privateKey: key.pem,
    webhookSecret: WEBHOOK_SECRET,
    webhookSecretNext: WEBHOOK_SECRET_NEXT,
    baseUrl: apiUrl(parsed.data),
    port: PORT,
    host: HOST,
    logLevel: LOG_LEVEL,
    logFormat: LOG_FORMAT,
    store: storeOf(parsed.data),
    channels: channels.channels,
  }
}

/**
 * Where the jobs are kept.
 * @throws EnvError
 */
export function readStoreEnv(env: Env): StoreOptions {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = storeSchema.safeParse(set)
  if (parsed.success) return storeOf(parsed.data)
  throw new EnvError(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'),
  )
}

/** A database that is named wins: the folder has a default. */
function storeOf({ DATABASE_URL, DATA_DIR }: z.output<typeof storeSchema>): StoreOptions {
  return DATABASE_URL === undefined ? { dataDir: DATA_DIR } : { databaseUrl: DATABASE_URL }
}

/** The REST root, where it is not github.com's. */
export function apiUrl({
  GITHUB_API_URL,
  GHE_HOST,
}: {
  readonly GITHUB_API_URL?: string | undefined
  readonly GHE_HOST?: string | undefined
}): string | undefined {
  if (GITHUB_API_URL) return GITHUB_API_URL.replace(/\/+$/, '')
  return GHE_HOST ? `https://${GHE_HOST}/api/v3` : undefined
}

/** The file where whoever runs the app names the channels; none where it is not set. */
function channelsAt(
  path: string | undefined,
): { readonly channels: Channels | undefined } | { readonly problem: string } {
  if (!path) return { channels: undefined }
  try {
    return { channels: readChannels(readFileSync(path, 'utf8')) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { problem: why.replace(/^/gm, 'CHANNELS_PATH: ') }
  }
}

type PrivateKey = { readonly pem: string } | { readonly problem: string }

function readPrivateKey({ PRIVATE_KEY: given, PRIVATE_KEY_PATH: path }: Env): PrivateKey {
  if (given) return asPem(given, 'PRIVATE_KEY')
  const how = 'generate one on the settings page of your GitHub App'
  if (!path) return { problem: `PRIVATE_KEY is missing, and so is PRIVATE_KEY_PATH; ${how}.` }
  try {
    return asPem(readFileSync(path, 'utf8'), 'PRIVATE_KEY_PATH')
  } catch (error) {
    return { problem: `PRIVATE_KEY_PATH: ${error instanceof Error ? error.message : String(error)}; ${how}.` }
  }
}

/** As PEM, with `\n` for line breaks, or all of it in Base64: what the settings pages of hosts let through. */
function asPem(given: string, name: string): PrivateKey {
  const text = given.includes('-----BEGIN') ? given : Buffer.from(given, 'base64').toString('utf8')
  const pem = text.replaceAll(String.raw`\n`, '\n')
  try {
    createPrivateKey(pem)
    return { pem }
  } catch {
    return { problem: `${name} holds no private key; it begins with -----BEGIN RSA PRIVATE KEY-----.` }
  }
}
