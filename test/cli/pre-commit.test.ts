import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { folderWith } from './folder.ts'

const ROOT = new URL('../../', import.meta.url).pathname

interface Hook {
  readonly id: string
  readonly name: string
  readonly entry: string
  readonly language: string
  readonly files: string
  readonly exclude: string
}
const hooks = load(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[]
const [hook] = hooks

test('the hook has what pre-commit asks for, and its entry can be run', () => {
  expect(hooks).toHaveLength(1)
  expect(hook).toMatchObject({ id: 'debrief', name: expect.any(String) as string, language: 'script' })
  accessSync(join(ROOT, hook?.entry ?? ''), constants.X_OK)
})

test('it looks at postmortems, without the page of their folder', () => {
  const exclude = new RegExp((hook?.exclude ?? '').replace('(?i)', ''), 'i')
  const takes = (path: string) => new RegExp(hook?.files ?? '').test(path) && !exclude.test(path)
  expect(
    ['postmortems/12.md', 'postmortems/2026/12.md', 'postmortems/README.md', 'docs/12.md'].filter(takes),
  ).toEqual(['postmortems/12.md', 'postmortems/2026/12.md'])
})

test('it checks the files that pre-commit hands over, where they are', async () => {
  const folder = await folderWith({ 'postmortems/12.md': '# Outage\n\nNobody checked it.\n' })
  // Without it the entry would install, and over the packages of whoever runs the tests.
  expect(existsSync(join(ROOT, 'node_modules/.package-lock.json'))).toBe(true)
  const { status, stdout } = spawnSync(join(ROOT, hook?.entry ?? ''), ['postmortems/12.md'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stdout).toMatch(/^postmortems\/12\.md\n[\s\S]*blame\/omission/)
})
