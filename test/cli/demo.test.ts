import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { start } from './debrief.ts'

test('ctrl-c in the middle of the demo ends it and leaves nothing behind', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'debrief-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const demo = start('src/cli.ts', ['demo'], { env: { TMPDIR: folder } })
  onTestFinished(() => void demo.child.kill('SIGKILL'))
  await expect.poll(() => demo.said.out, { timeout: 20_000 }).toMatch(/An incident is declared/)
  demo.child.kill('SIGINT')
  const { code, err } = await demo.ended
  expect({ code, err }).toEqual({ code: 130, err: '' })
  expect(readdirSync(folder)).toEqual([])
}, 30_000)
