import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'

const run = (...args: string[]) => {
  const child = spawn(process.execPath, ['src/sandbox/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('by itself the sandbox says how to use it, works as it says, and ends on ctrl-c without a trace', async () => {
  const child = run('--port', '0')
  const [printed] = await once(child.stdout, 'data')
  const said = (name: string): string => new RegExp(`${name} +(\\S+)`).exec(String(printed))?.[1] ?? ''
  const headers = { authorization: `token ${said('Token of grace')}` }
  expect(await (await fetch(`${said('REST API')}/user`, { headers })).json()).toMatchObject({
    login: 'grace',
  })
  expect((await fetch(said('Repository'), { headers })).status).toBe(200)
  const key = said('Private key')
  expect(readFileSync(key, 'utf8')).toContain('PRIVATE KEY')
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(key)).toBe(false)
})

test('what it cannot listen on is said', async () => {
  const child = run('--port', 'http')
  const [complaint] = await once(child.stderr, 'data')
  expect(String(complaint)).toContain('whole number')
  expect(await once(child, 'exit')).toEqual([1, null])
})
