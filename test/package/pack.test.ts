import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const ROOT = new URL('../../', import.meta.url).pathname

/** The package as strangers get it: built, packed and installed in an empty folder. */
describe('the packed package', () => {
  let folder = ''
  const npm = (args: string[], cwd: string) => run('npm', args, { cwd, maxBuffer: 16 * 1024 * 1024 })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'debrief-pack-'))
    const { stdout } = await npm(['pack', '--json', '--pack-destination', folder], ROOT)
    const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }]
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
    await npm(['install', ...quiet, join(folder, packed.filename)], folder)
  }, 180_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const debrief = (...args: string[]) =>
    run('npx', ['--no-install', 'debrief', ...args], { cwd: folder }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )

  it('checks a document', async () => {
    await writeFile(
      join(folder, 'bad.md'),
      '# Outage\n\n## Summary\n\nThe on-call engineer forgot to renew the certificate.\n',
    )
    const { code, stdout } = await debrief('check', '--format', 'json', 'bad.md')
    expect(code).toBe(1)
    const report = JSON.parse(stdout) as { files: { findings: { rule: string; line: number }[] }[] }
    expect(report.files[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: 'blame/omission', line: 5 }),
    )
  })

  it('inspects it, and helps', async () => {
    const { stdout } = await debrief('inspect', 'bad.md', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, facts: { title: 'Outage' } })
    expect((await debrief('--help')).stdout).toMatch(/demo[\s\S]*check[\s\S]*inspect/)
  })
})
