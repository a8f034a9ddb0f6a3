import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FAMILIES, type RuleFamily } from '../../src/lint/finding.ts'

/**
 * `npm run new-rule -- blame/sarcasm "Nobody is laughed at."` starts a rule: its file, its document, a draft with a mark, and its
 * place in the index. What is left to do is told, and the tests stay red until it is done.
 */

interface NewRule {
  readonly id: string
  readonly family: RuleFamily
  readonly name: string
  readonly summary: string
}

/** What somebody asked for cannot be made; the message says what to write instead. */
class NewRuleError extends Error {}

export function newRule(root: URL, id: string, summary: string): string {
  const rule = { ...named(id), summary: summaryFrom(summary) }
  const index = new URL('src/lint/rules/index.ts', root)
  const files = new Map([
    [`src/lint/rules/${rule.id}.ts`, codeOf(rule)],
    [`src/lint/rules/${rule.id}.md`, documentOf(rule)],
    [`test/lint/fixtures/${rule.id}.md`, fixtureOf(rule)],
  ])
  for (const path of files.keys()) {
    if (existsSync(new URL(path, root)))
      throw new NewRuleError(`${path} is there already: choose another name.`)
  }
  const listed = withEntry(readFileSync(index, 'utf8'), rule)
  for (const [path, content] of files) {
    mkdirSync(new URL('.', new URL(path, root)), { recursive: true })
    writeFileSync(new URL(path, root), content)
  }
  writeFileSync(index, listed)
  return nextSteps(rule, [...files.keys()])
}

function named(id: string): Omit<NewRule, 'summary'> {
  const [, family, name] = /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(id) ?? []
  const known = FAMILIES.find((each) => each === family)
  if (!known || name === undefined) {
    throw new NewRuleError(
      `“${id}” is no rule id: write one of ${FAMILIES.join(', ')}, a slash, and small words joined by hyphens, such as \`blame/sarcasm\`.`,
    )
  }
  return { id, family: known, name }
}

function summaryFrom(text: string): string {
  const summary = text.trim()
  if (/^[A-Z][^\n]{9,108}\.$/.test(summary)) return summary
  throw new NewRuleError(
    'The summary is one sentence for the table of rules, as `"Nobody is laughed at."`: a capital, a full stop, 11 to 110 characters.',
  )
}

const scopeOf = ({ family }: NewRule): 'sentence' | 'document' =>
  family === 'blame' ? 'sentence' : 'document'

const pascal = (words: string): string =>
  words.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** With its family in front, so that it is no word of the language and no name of another family. */
const exportOf = ({ family, name }: NewRule): string => `${family}${pascal(name)}`

function codeOf(rule: NewRule): string {
  const type = scopeOf(rule) === 'sentence' ? 'SentenceRule' : 'DocumentRule'
  const given = scopeOf(rule) === 'sentence' ? 'sentence' : 'context'
  return `import type { ${type} } from '../../rule.ts'

export const ${exportOf(rule)}: ${type} = {
  id: '${rule.id}',
  family: '${rule.family}',
  scope: '${scopeOf(rule)}',
  level: 'warning',
${field('summary', rule.summary)}
  why: 'Write: what it does to the people who read it, or to what they learn.',
  source: 'Write: who published it, the title, and where: an address or an ISBN.',
  // As \`*check(${given})\` it yields a finding for each place that a careful editor would mark: \`{ at, message }\`.
  check: () => [],
}
`
}

/** As oxfmt writes it: on the next line where it is too long, in the quotes that need no backslash. */
function field(key: string, text: string): string {
  const value =
    text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replace(/['\\]/g, String.raw`\$&`)}'`
  const line = `  ${key}: ${value},`
  return line.length <= 110 ? line : `  ${key}:\n    ${value},`
}

function documentOf(rule: NewRule): string {
  const example = (words: string): string =>
    scopeOf(rule) === 'sentence'
      ? `\`\`\`\`text\nWrite: ${words}\n\`\`\`\``
      : `\`\`\`\`markdown\n# Write: an invented incident\n\nWrite: ${words}\n\`\`\`\``
  return `# ${rule.id}

${rule.summary}

## Why

Write: the same at more length, for somebody who was just told this and does not agree.

## Source

Write: who published it, the title, and where: an address or an ISBN.

## Bad

${example('what it finds, in words of your own.')}

## Good

${example('what looks like it and is fine.')}
`
}

const fixtureOf = ({ id }: NewRule): string => `# Write: an invented incident

Write: a line of a draft that it finds. <!-- expect: ${id} -->
Write: one that looks like it and is fine.
`

/** Imports stand by family and name; in the lists a rule comes after the others of its family. */
function withEntry(index: string, rule: NewRule): string {
  const name = exportOf(rule)
  const lines = index.split('\n')
  const imports = lines.flatMap((line, at) => {
    const [, exported = '', family, file = ''] =
      /^import \{ (?:\w+ as )?(\w+) \} from '\.\/(\w+)\/(.+)\.ts'$/.exec(line) ?? []
    return family === rule.family ? [{ at, exported, file }] : []
  })
  const last = imports.at(-1)
  if (!last)
    throw new NewRuleError(
      `src/lint/rules/index.ts imports no rule of ${rule.family}; put the first one there by hand.`,
    )
  const before = imports.find(({ file }) => file > rule.name)?.at ?? last.at + 1
  const siblings = new Set(imports.map(({ exported }) => exported))
  const list = scopeOf(rule) === 'sentence' ? 'export const SENTENCE_RULES' : 'export const RULES'
  const start = lines.findIndex((line) => line.startsWith(list))
  const end = lines.indexOf(']', start)
  const entries = lines.slice(start + 1, end).map((line) => line.trim().replace(/,$/, ''))
  const sibling = entries.findLastIndex((entry) => siblings.has(entry))
  const place = sibling < 0 ? entries.findIndex((entry) => entry.startsWith('...')) : sibling + 1
  return lines
    .toSpliced(start + 1 + (place < 0 ? entries.length : place), 0, `  ${name},`)
    .toSpliced(before, 0, `import { ${name} } from './${rule.id}.ts'`)
    .join('\n')
}

const nextSteps = (
  rule: NewRule,
  paths: readonly string[],
): string => `Made ${paths.join(', ')}, and put it into src/lint/rules/index.ts.

What is left:
  1. In the .md: why, the published source, and bad and good examples. They are run as tests.
  2. In the .ts: the same reason and source, level, and what it finds. Scope is \`${scopeOf(rule)}\`; src/lint/rule.ts has both.
  3. In the draft: real-looking lines of your own, each that it finds marked with <!-- expect: ${rule.id} -->.
  4. npm test -- test/lint (red until then), npm run generate, and a line in CHANGELOG.md.
`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const [id = '', ...summary] = process.argv.slice(2)
    console.log(newRule(new URL('../../', import.meta.url), id, summary.join(' ')))
  } catch (error) {
    if (!(error instanceof NewRuleError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
