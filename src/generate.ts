import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { configSchema } from './config/schema.ts'
import { limitIn } from './lint/practices.ts'
import { RULES } from './lint/rules/index.ts'
import { PRACTICES } from './postmortem/practice.ts'

/**
 * Writes what is derived from the code: the config's JSON schema for editors and the tables of the README and of docs/practices.md.
 * `npm run generate -- --check` writes nothing and exits 1 where something is out of date.
 */
const ROOT = new URL('../', import.meta.url)

interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' })

function settingRows(node: JsonSchema, path: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, property]) => {
    const key = path === '' ? name : `${path}.${name}`
    if (property.properties) return settingRows(property, key)
    return [`| \`${key}\` | ${fallbackOf(property)} | ${inCell(property.description ?? '')} |`]
  })
}

function fallbackOf({ default: value }: JsonSchema): string {
  if (value === undefined) return ''
  const text = JSON.stringify(value)
  // A whole mapping would burst the table.
  return text.length > 60 ? 'see [the schema](src/config/postmortem.schema.json)' : `\`${inCell(text)}\``
}

const inCell = (text: string): string => text.replaceAll('|', String.raw`\|`)

function ruleRows(): string[] {
  return RULES.map(
    ({ id, level, summary }) => `| [\`${id}\`](src/lint/rules/${id}.md) | ${level} | ${inCell(summary)} |`,
  )
}

/** The rules that some practice limits, with the most that each may weigh there. */
function practiceRows(): string[] {
  return RULES.flatMap(({ id, level }) => {
    const cells = PRACTICES.map((practice) => {
      const limit = limitIn(practice, id)
      if (limit === 'off') return '–'
      return limit === null ? level : `${limit} at most`
    })
    return cells.every((cell) => cell === level)
      ? []
      : [`| [\`${id}\`](../src/lint/rules/${id}.md) | ${cells.join(' | ')} |`]
  })
}

const practices = [
  '| Rule | Postmortem | Premortem | Retrospective | Root-cause analysis |',
  '| --- | --- | --- | --- | --- |',
  ...practiceRows(),
].join('\n')
const settings = [
  '| Setting | Default | Meaning |',
  '| --- | --- | --- |',
  ...settingRows(schema as JsonSchema, ''),
].join('\n')
const rules = ['| Rule | Level | What it finds |', '| --- | --- | --- |', ...ruleRows()].join('\n')

function withTable(page: string, name: string, table: string): string {
  const [open, close] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`]
  const [from, to] = [page.indexOf(open), page.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`A page has lost its markers ${open} … ${close}`)
  return `${page.slice(0, from + open.length)}\n${table}\n${page.slice(to)}`
}

const readme = readFileSync(new URL('README.md', ROOT), 'utf8')
const practicesPage = readFileSync(new URL('docs/practices.md', ROOT), 'utf8')
const files: Record<string, string> = {
  'src/config/postmortem.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
  'docs/practices.md': withTable(practicesPage, 'practices', practices),
  'README.md': withTable(withTable(readme, 'settings', settings), 'rules', rules),
}

const check = process.argv.includes('--check')
for (const [path, content] of Object.entries(files)) {
  const url = new URL(path, ROOT)
  if (read(url) === content) continue
  if (check) {
    console.error(`${path} is out of date: run \`npm run generate\` and commit what it writes.`)
    process.exitCode = 1
  } else {
    writeFileSync(url, content)
    console.log(`wrote ${path}`)
  }
}

function read(url: URL): string | null {
  try {
    return readFileSync(url, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
