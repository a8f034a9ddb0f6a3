import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { readManifest } from '../../src/manifest.ts'
import { WEBHOOK_PATH } from '../../src/receiver/server.ts'
import { startSandbox } from '../../src/sandbox/index.ts'
import { start } from '../cli/debrief.ts'
import { newDataDir } from '../data-dir.ts'
import { SECRET, sign } from './door.ts'

/** `npm start` on a local GitHub, once it is up. */
async function running(more: Record<string, string> = {}) {
  const sandbox = await startSandbox({ quiet: true })
  onTestFinished(() => sandbox.close())
  sandbox.seed.user('acme')
  const { default_permissions: permissions, default_events: events } = readManifest()
  const app = sandbox.seed.app({ slug: 'debrief', permissions, events })
  const env = { APP_ID: String(app.id), PRIVATE_KEY: app.privateKey, GITHUB_API_URL: sandbox.url }
  const served = start('src/main.ts', [], {
    env: {
      ...env,
      WEBHOOK_SECRET: SECRET,
      PORT: '0',
      LOG_LEVEL: 'trace',
      DATA_DIR: await newDataDir(),
      ...more,
    },
  })
  onTestFinished(() => void served.child.kill('SIGKILL'))
  const log = () => served.said.out + served.said.err
  await expect.poll(log, { timeout: 60_000 }).toMatch(/Debrief is up/)
  const url = /http:\/\/127\.0\.0\.1:(?!0)\d+/.exec(log().replaceAll(sandbox.url, ''))?.[0] ?? ''
  return { ...served, url, log }
}

test('payloads are never logged, whatever becomes of them', async () => {
  const app = await running()
  const canary = 'Grace-told-us-in-confidence'
  const where = { installation: { id: 1 }, repository: { name: 'shop', owner: { login: 'acme' } } }
  const issue = { number: 7, title: canary, body: canary, state: 'open' }
  const payload = JSON.stringify({ action: 'labeled', ...where, issue, sender: { login: canary } })
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const own = { 'x-github-event': 'issues', 'x-github-delivery': 'd1', 'x-hub-signature-256': sign(body) }
    const answer = await fetch(`${app.url}${WEBHOOK_PATH}`, {
      method: 'POST',
      body,
      headers: { ...own, ...headers },
    })
    return [answer.status, (await answer.text()).includes(canary)]
  }
  expect(await post(payload)).toEqual([202, false])
  expect(await post(payload, { 'x-github-event': 'discussion' })).toEqual([202, false])
  expect(await post(payload, { 'x-hub-signature-256': sign('else') })).toEqual([401, false])
  expect(await post(`{"x": ${canary}}`)).toEqual([400, false])
  expect(await post('{"action":"labeled","commits":7}', { 'x-github-event': 'push' })).toEqual([202, false])
  // The job that the first one woke fails, since nobody installed the app: that is logged, and shows that the log is read.
  await expect.poll(app.log, { timeout: 10_000 }).toMatch(/shop/)
  expect(app.log()).not.toContain(canary)
})

test('a first signal waits for what is under way, a second one does not', async () => {
  const app = await running({ LOG_FORMAT: 'pretty' })
  expect(app.log()).toMatch(/^INFO.*Debrief is up/m)
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  const headers = 'host: x\r\ncontent-length: 90\r\nx-github-event: issues\r\nx-github-delivery: d\r\n'
  socket.write(`POST ${WEBHOOK_PATH} HTTP/1.1\r\n${headers}x-hub-signature-256: sha256=00\r\n\r\n{`)
  await new Promise((resolve) => setTimeout(resolve, 200))
  app.child.kill('SIGTERM')
  await expect.poll(() => fetch(`${app.url}/healthz`).then(String, () => 'closed')).toBe('closed')
  expect(app.child.exitCode).toBe(null)
  app.child.kill('SIGTERM')
  expect((await app.ended).code).toBe(143)
})
