import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A linter as the bench sees it: a text in, and how long it took is all that counts. */
export interface Contestant {
  readonly name: string
  readonly read: (text: string) => unknown
}

/** textlint's rules for English that are used most; its stop-words rule is left out, which alone takes twenty times as long. */
const RULES = ['common-misspellings', 'no-todo', 'terminology', 'write-good'] as const

const PACKAGES = [
  'alex@11.0.1', 'write-good@1.0.8', 'textlint@15.8.0', 'textlint-rule-common-misspellings@1.0.1', 'textlint-rule-no-todo@2.0.1',
  'textlint-rule-terminology@5.2.16', 'textlint-rule-write-good@2.0.0',
] as const // prettier-ignore

/** The other linters, in process. They are too big for `package.json`, and are installed into a temporary folder once. */
export async function others(): Promise<Contestant[]> {
  const require = createRequire(path.join(folderOfOthers(), 'package.json'))
  const load = (name: string): Promise<Record<string, unknown>> =>
    import(pathToFileURL(require.resolve(name)).href)
  const { markdown: alex } = (await import(
    pathToFileURL(path.join(folderOfOthers(), 'node_modules/alex/index.js')).href
  )) as {
    markdown: (text: string) => unknown
  }
  const { default: writeGood } = (await load('write-good')) as { default: (text: string) => unknown }
  return [
    { name: 'alex', read: (text) => alex(text) },
    { name: 'write-good (not aware of Markdown)', read: (text) => writeGood(text) },
    { name: `textlint with ${RULES.length} rules`, read: textlint(require, RULES) },
    { name: 'textlint with no-todo alone', read: textlint(require, ['no-todo']) },
  ]
}

interface Kernel {
  lintText(text: string, options: object): Promise<unknown>
}

function textlint(require: NodeJS.Require, names: readonly string[]): Contestant['read'] {
  const load = (name: string): unknown => {
    const loaded = require(name) as { default?: unknown }
    return loaded.default ?? loaded
  }
  const { TextlintKernel } = require('@textlint/kernel') as { TextlintKernel: new () => Kernel }
  const kernel = new TextlintKernel()
  const options = {
    ext: '.md',
    plugins: [{ pluginId: 'markdown', plugin: load('@textlint/textlint-plugin-markdown') }],
    rules: names.map((name) => ({ ruleId: name, rule: load(`textlint-rule-${name}`) })),
  }
  return (text) => kernel.lintText(text, options)
}

function folderOfOthers(): string {
  const set = process.env['BENCH_MODULES']
  if (set !== undefined) return set
  const folder = path.join(
    tmpdir(),
    `debrief-bench-${PACKAGES.join('_')
      .replaceAll(/[^\w.-]/g, '-')
      .slice(0, 150)}`,
  )
  if (existsSync(path.join(folder, 'complete'))) return folder
  console.error(`Installing alex, write-good and textlint (85 MB) into ${folder} …`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}\n')
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--save-exact', ...PACKAGES]
  const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm install ended with ${String(status)}:\n${stderr}`)
  writeFileSync(path.join(folder, 'complete'), '')
  return folder
}
