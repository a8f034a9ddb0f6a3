import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readServeEnv } from '../../src/env.ts'
import { serve } from '../../src/serve.ts'

const run = (args: readonly string[], env = process.env) => {
  const child = spawn(process.execPath, ['src/sandbox/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('by itself the sandbox says how to use it, works as it says, and ends on ctrl-c without a trace', async () => {
  const child = run(['--port', '0'])
  const [printed] = await once(child.stdout, 'data')
  const said = (name: string): string => new RegExp(`${name} +(\\S+)`).exec(String(printed))?.[1] ?? ''
  const headers = { authorization: `token ${said('Token of grace')}` }
  expect(await (await fetch(`${said('REST API')}/user`, { headers })).json()).toMatchObject({
    login: 'grace',
  })
  expect((await fetch(said('Repository'), { headers })).status).toBe(200)
  const declared = await fetch(`${said('Repository')}/issues/1/labels`, {
    method: 'POST',
    headers,
    body: '[]',
  })
  expect(declared.status).toBe(404) // no issue yet, but she may write: a reader gets 403
  const key = said('Private key')
  expect(readFileSync(key, 'utf8')).toContain('PRIVATE KEY')
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(key)).toBe(false)
})

test('it says how the app is started against it, and that works', async () => {
  const child = run(['--port', '0'])
  const [printed] = await once(child.stdout, 'data')
  const line = /^ +(APP_ID=.+) npm start$/m.exec(String(printed))?.[1] ?? ''
  const app = Object.fromEntries(line.split(' ').map((pair) => pair.split('=', 2)))
  const running = await serve({ ...readServeEnv(app), port: 0, logLevel: 'fatal', store: undefined })
  expect(running.url).toContain('http://127.0.0.1:')
  await running.close()
})

test.each([
  [['--port', 'http'], 'whole number'],
  [['--webhook', 'localhost'], 'http://127.0.0.1:3000/api/github/webhooks'],
  [['--log', '/no/such/folder/traffic.jsonl'], 'cannot be written'],
  [['--host', 'no-such-host.invalid'], '--host'],
])('%j is told in one line', async (args, words) => {
  const { code, said, left } = await fails(...args)
  expect(code).toBe(1)
  expect(said).toContain(words)
  expect(said.trim().split('\n')).toHaveLength(1)
  expect(left).toEqual([])
})

test('a port that is taken is told in one line, and nothing is left behind', async () => {
  const first = run(['--port', '0'])
  const [printed] = await once(first.stdout, 'data')
  const port = /REST API +http:\S+:(\d+)/.exec(String(printed))?.[1] ?? ''
  const { code, said, left } = await fails('--port', port)
  expect(code).toBe(1)
  expect(said).toBe(`error: Port ${port} is taken: end what listens there, or choose another with --port.\n`)
  expect(left).toEqual([])
})

/** Runs the sandbox to its end, in a temporary folder of its own. */
async function fails(...args: string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'debrief-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const child = run(args, { ...process.env, TMPDIR: folder })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = await once(child, 'close')
  return { code: code as unknown, said, left: readdirSync(folder) }
}
