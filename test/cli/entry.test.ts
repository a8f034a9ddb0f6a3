import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { start } from './debrief.ts'

const run = promisify(execFile)
const ROOT = new URL('../../', import.meta.url).pathname

/** Loads an entry file the way an older Node would, under the version that it would give. */
async function onNode(version: string, entry: string) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); process.argv[2] = '--version'; require('./${entry}')`
  return run(process.execPath, ['--eval', pretend], { cwd: ROOT }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

describe('started by hand', () => {
  it.each(['src/cli.ts', 'src/main.ts', 'src/sandbox/main.ts', 'src/entry/cli.ts'])(
    '%s on too old a Node says which one is needed, and the way out',
    async (entry) => {
      const { code, stderr } = await onNode('20.20.2', entry)
      expect(code).toBe(2)
      expect(stderr).toMatch(/runs on Node 24[\s\S]*this is Node 20\.20\.2[\s\S]*npm run/)
    },
  )

  it('on the right one it runs', async () => {
    const { code, out } = await start('src/cli.ts', ['--version']).ended
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+\.\d+\.\d+/)
  })
})
