import { generateKeyPairSync } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { readManifest } from '../../src/manifest.ts'
import { startSandbox } from '../../src/sandbox/index.ts'
import { newDataDir } from '../data-dir.ts'
import { start } from './debrief.ts'

async function githubWithApp() {
  const sandbox = await startSandbox({ quiet: true })
  onTestFinished(() => sandbox.close())
  sandbox.seed.user('acme')
  const { default_permissions: permissions, default_events: events } = readManifest()
  const app = sandbox.seed.app({ slug: 'debrief', permissions, events })
  return { sandbox, app }
}

const ended = async (child: ReturnType<typeof start>, text: RegExp) => {
  for (let waited = 0; !text.test(child.said.out + child.said.err); waited++) {
    if (waited > 800 || child.child.exitCode !== null)
      throw new Error(`never said ${text}: ${child.said.err}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('npm start serves, and a SIGTERM ends it in peace', async () => {
  const { sandbox, app } = await githubWithApp()
  const env = { APP_ID: String(app.id), PRIVATE_KEY: app.privateKey, WEBHOOK_SECRET: 'a secret of this test' }
  const served = start('src/main.ts', [], {
    env: {
      ...env,
      GITHUB_API_URL: sandbox.url,
      PORT: '0',
      LOG_LEVEL: 'info',
      DATA_DIR: await newDataDir(),
    },
  })
  onTestFinished(() => void served.child.kill('SIGKILL'))
  await ended(served, /Debrief is up/)
  const url = /http:\/\/127\.0\.0\.1:(?!0)\d+/.exec(
    (served.said.out + served.said.err).replace(sandbox.url, ''),
  )?.[0]
  const alive = await fetch(`${url}/healthz`)
  expect(alive.status).toBe(200)
  served.child.kill('SIGTERM')
  expect((await served.ended).code).toBe(0)
})

test('what is wrong with the environment is said, and nothing is started', async () => {
  const env = { APP_ID: '1', WEBHOOK_SECRET: 'development' }
  const { code, err } = await start('src/main.ts', [], { env }).ended
  expect(code).toBe(2)
  expect(err).toMatch(/Debrief cannot serve\.\nWEBHOOK_SECRET is "development"/)
})

test('what GitHub or this machine does not take is said, with the variable to look at', async () => {
  const { sandbox, app } = await githubWithApp()
  const taken = new URL(sandbox.url).port
  const env = {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: 'a secret of this test',
    GITHUB_API_URL: sandbox.url,
    PORT: '0',
  }
  const [noApp, otherKey, noGitHub, noApi, noPort, noHost] = await Promise.all(
    [
      { APP_ID: String(app.id + 999) },
      { PRIVATE_KEY: otherPrivateKey() },
      { GITHUB_API_URL: 'http://127.0.0.1:1' },
      { GITHUB_API_URL: `${sandbox.url}/nothing/here` },
      { PORT: taken, DATA_DIR: await newDataDir() },
      { HOST: 'no-such-host.invalid', DATA_DIR: await newDataDir() },
    ].map((wrong) => start('src/cli.ts', ['serve'], { env: { ...env, ...wrong } }).ended),
  )
  expect(noApp).toMatchObject({ code: 1, err: expect.stringMatching(/cannot serve\.\n.*APP_ID/) })
  expect(otherKey).toMatchObject({ code: 1, err: expect.stringMatching(/cannot serve\.\n.*PRIVATE_KEY/) })
  expect(noGitHub).toMatchObject({
    code: 1,
    err: expect.stringMatching(/could not be reached.*GITHUB_API_URL/),
  })
  expect(noApi).toMatchObject({ code: 1, err: expect.stringMatching(/GITHUB_API_URL/) })
  expect(noPort).toMatchObject({ code: 1, err: expect.stringMatching(/taken.*PORT/) })
  expect(noHost).toMatchObject({ code: 1, err: expect.stringMatching(/HOST/) })
}, 30_000)

const otherPrivateKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString()
