import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { EnvError, readServeEnv, readStoreEnv, type Env } from '../../src/env.ts'

const KEY = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey

const GOOD = { APP_ID: '123', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 'a long random text' }

function problemOf(env: Env): string {
  try {
    readServeEnv(env)
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  return ''
}

describe('the environment of `serve`', () => {
  test('what is not said has its default', () => {
    expect(readServeEnv(GOOD)).toEqual({
      appId: 123,
      privateKey: KEY,
      webhookSecret: 'a long random text',
      baseUrl: undefined,
      port: 3000,
      host: undefined,
      logLevel: 'info',
      logFormat: 'json',
      store: { dataDir: '.debrief' },
    })
  })

  test('the jobs are kept in a folder, or in a database where one is named', () => {
    expect(readStoreEnv({ DATA_DIR: '/var/lib/debrief' })).toEqual({ dataDir: '/var/lib/debrief' })
    const url = 'postgres://debrief:secret@db.example.com/debrief'
    expect(readStoreEnv({ DATABASE_URL: url })).toEqual({ databaseUrl: url })
    expect(readServeEnv({ ...GOOD, DATABASE_URL: url, DATA_DIR: 'x' }).store).toEqual({ databaseUrl: url })
    expect(problemOf({ ...GOOD, DATABASE_URL: 'mysql://db' })).toMatch(
      /DATABASE_URL must be a URL, such as postgres:/,
    )
    expect(() => readStoreEnv({ DATABASE_URL: 'db' })).toThrow(EnvError)
  })

  test('a second secret may hold while it replaces the first', () => {
    expect(readServeEnv({ ...GOOD, WEBHOOK_SECRET_NEXT: 'another' })).toMatchObject({
      webhookSecret: 'a long random text',
      webhookSecretNext: 'another',
    })
  })

  test.each([
    ['with \\n for line breaks', KEY.replaceAll('\n', String.raw`\n`)],
    ['in Base64', Buffer.from(KEY).toString('base64')],
  ])('the key may come %s', (_, key) => {
    expect(readServeEnv({ ...GOOD, PRIVATE_KEY: key }).privateKey).toBe(KEY)
  })

  test('an Enterprise server is named by its host or its REST root', () => {
    const enterprise = 'https://github.example.com/api/v3'
    expect(readServeEnv({ ...GOOD, GHE_HOST: 'github.example.com' }).baseUrl).toBe(enterprise)
    expect(readServeEnv({ ...GOOD, GITHUB_API_URL: `${enterprise}/` }).baseUrl).toBe(enterprise)
  })

  test('all that is missing is named at once, with what to do', () => {
    expect(problemOf({}).split('\n')).toEqual([
      expect.stringMatching(/^APP_ID is missing; .*settings page/),
      expect.stringMatching(/^WEBHOOK_SECRET is missing; set a long random text/),
      expect.stringMatching(/^PRIVATE_KEY is missing, and so is PRIVATE_KEY_PATH; generate one/),
    ])
  })

  test.each([
    [{ WEBHOOK_SECRET: '' }, /^WEBHOOK_SECRET is missing/],
    [{ WEBHOOK_SECRET: '   ' }, /^WEBHOOK_SECRET is missing/],
    [{ WEBHOOK_SECRET: 'development' }, /^WEBHOOK_SECRET is "development", which everybody knows/],
    [{ WEBHOOK_SECRET_NEXT: 'development' }, /^WEBHOOK_SECRET_NEXT is "development"/],
    [{ APP_ID: 'Iv23li' }, /^APP_ID must be a number/],
    [{ PRIVATE_KEY: 'not a key' }, /^PRIVATE_KEY holds no private key/],
    [{ PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/nowhere.pem' }, /^PRIVATE_KEY_PATH: ENOENT/],
    [{ PORT: 'http' }, /^PORT must be a port number/],
    [{ PORT: '70000' }, /^PORT must be 0 to 65535/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of trace/],
    [{ GITHUB_API_URL: 'github.example.com' }, /^GITHUB_API_URL must be a URL/],
    [{ GHE_HOST: 'https://github.example.com/' }, /^GHE_HOST must be a host name/],
  ])('%j is refused', (wrong, said) => {
    expect(problemOf({ ...GOOD, ...wrong })).toMatch(said)
  })

  test('the secret and the key are never repeated', () => {
    expect(
      problemOf({ ...GOOD, APP_ID: 'x', WEBHOOK_SECRET: 'development', PRIVATE_KEY: 'hush' }),
    ).not.toMatch(/hush/)
  })
})
