import { expect, onTestFinished, test } from 'vitest'
import { readManifest } from '../../src/manifest.ts'
import { startSandbox } from '../../src/sandbox/index.ts'
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
    if (waited > 200 || child.child.exitCode !== null)
      throw new Error(`never said ${text}: ${child.said.err}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('npm start serves, and a SIGTERM ends it in peace', async () => {
  const { sandbox, app } = await githubWithApp()
  const env = { APP_ID: String(app.id), PRIVATE_KEY: app.privateKey, WEBHOOK_SECRET: 'a secret of this test' }
  const served = start('src/main.ts', [], {
    env: { ...env, GITHUB_API_URL: sandbox.url, PORT: '0', LOG_LEVEL: 'info' },
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

test('a key that GitHub does not take is said', async () => {
  const { sandbox, app } = await githubWithApp()
  const env = {
    APP_ID: String(app.id + 999),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: 'a secret of this test',
  }
  const { code, err } = await start('src/cli.ts', ['serve'], {
    env: { ...env, GITHUB_API_URL: sandbox.url, PORT: '0' },
  }).ended
  expect(code).toBe(1)
  expect(err).toMatch(/Debrief cannot serve/)
})
