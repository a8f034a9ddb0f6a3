import { createHash, generateKeyPairSync } from 'node:crypto'
import { createAccount } from './accounts.ts'
import type { Account, App, Permissions } from './model.ts'
import { findApp, nextId, timestamp, type World } from './world.ts'

export interface NewApp {
  readonly slug: string
  readonly name?: string
  readonly permissions: Permissions
  readonly events: readonly string[]
  readonly webhookUrl?: string
  readonly webhookSecret?: string
}

/** What an app's owner gets to see once: what the app needs to run. */
export interface RegisteredApp {
  readonly id: number
  readonly slug: string
  readonly clientId: string
  /** PEM. */
  readonly privateKey: string
  readonly webhookSecret: string
  /** `slug[bot]`. */
  readonly botLogin: string
}

/** Makes the app with its bot and its key; throws where the slug is taken. */
export function registerApp(world: World, owner: Account, manifest: NewApp): RegisteredApp {
  const { slug, webhookSecret = '' } = manifest
  if (findApp(world, slug)) throw new Error(`There is already an app ${slug}.`)
  const { publicKey, privateKey } = keyPair()
  const now = timestamp(world)
  const app: App = {
    id: nextId(world),
    slug,
    name: manifest.name ?? slug,
    description: null,
    owner,
    bot: createAccount(world, 'Bot', { login: `${slug}[bot]` }),
    clientId: `Iv23li${createHash('sha256').update(slug).digest('hex').slice(0, 14)}`,
    publicKey,
    permissions: { metadata: 'read', ...manifest.permissions },
    events: [...manifest.events],
    webhookUrl: manifest.webhookUrl ?? '',
    webhookSecret,
    createdAt: now,
    updatedAt: now,
  }
  world.state.apps.push(app)
  return { id: app.id, slug, clientId: app.clientId, privateKey, webhookSecret, botLogin: app.bot.login }
}

// Making a key takes a tenth of a second; the apps of one process share theirs, the JWT's issuer tells them apart.
let madeKeyPair: { publicKey: string; privateKey: string } | null = null
function keyPair(): { publicKey: string; privateKey: string } {
  madeKeyPair ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return madeKeyPair
}
