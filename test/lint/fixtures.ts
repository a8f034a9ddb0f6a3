import { readFileSync, readdirSync } from 'node:fs'
import type { LintOptions } from '../../src/lint/engine.ts'
import { FAMILIES, type Finding, type Level } from '../../src/lint/finding.ts'
import { RULES } from '../../src/lint/rules/index.ts'

/**
 * A small draft in which each finding that is expected is marked on its line, `<!-- expect: blame/omission -->` (several with
 * commas). The marks are taken out before the draft is linted, so that they stand everywhere, in tables and front matter too.
 * A first line `<!-- lint: today=2026-12-01 severity=sev1 -->` gives options.
 *
 * In `fixtures/<family>/` the rules of the other families are off, so that a draft can be short; in `fixtures/drafts/` all are on.
 */
export interface Fixture {
  /** `blame/omission`: its path without the ending. */
  readonly name: string
  readonly text: string
  /** The first line of `text` in the file, from 1. */
  readonly firstLine: number
  readonly options: LintOptions
  readonly expected: readonly Place[]
}

/** One finding, by its line in the file. */
export interface Place {
  readonly line: number
  readonly rule: string
}

const FOLDER = new URL('fixtures/', import.meta.url)
const MARK = /[ \t]*<!-- expect: ([a-z0-9/, -]+?) -->/g
const OPTIONS = /^<!-- lint: (.*) -->\n/

export function readFixtures(): Fixture[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => readFixture(path.replace(/\.md$/, ''), readFileSync(new URL(path, FOLDER), 'utf8')))
}

export function readFixture(name: string, content: string): Fixture {
  const head = OPTIONS.exec(content)
  const firstLine = head ? 2 : 1
  const lines = content.slice(head?.[0].length ?? 0).split('\n')
  const expected = lines.flatMap((line, index) =>
    [...line.matchAll(MARK)].flatMap(([, rules = '']) =>
      rules.split(/,\s*/).map((rule) => ({ line: index + firstLine, rule })),
    ),
  )
  const text = lines.map((line) => line.replaceAll(MARK, '')).join('\n')
  const stated = Object.fromEntries(
    [...(head?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, key = '', value]) => [key, value]),
  )
  return { name, text, firstLine, options: { ...stated, levels: levelsFor(name) }, expected }
}

function levelsFor(name: string): Record<string, Level | 'off'> {
  const family = FAMILIES.find((known) => name.startsWith(`${known}/`))
  const others = RULES.filter((rule) => family && rule.family !== family)
  return Object.fromEntries(others.map((rule) => [rule.id, 'off']))
}

/** What differs, as lines that point at the file; empty where all is as marked. */
export function differences(fixture: Fixture, findings: readonly Finding[]): string[] {
  const found = findings.map(({ rule, range, text, message }) => ({
    line: range.line + fixture.firstLine - 1,
    rule,
    text,
    message,
  }))
  const missing = without(fixture.expected, found).map(({ line, rule }) => ({
    line,
    told: `expected ${rule}, and nothing was found`,
  }))
  const extra = without(found, fixture.expected).map(({ line, rule, text, message }) => ({
    line,
    told: `found ${rule} at “${text.slice(0, 60)}”, which is not marked (${message})`,
  }))
  return [...missing, ...extra]
    .sort((a, b) => a.line - b.line)
    .map(({ line, told }) => `test/lint/fixtures/${fixture.name}.md:${line}: ${told}`)
}

/** Those of `places` that have no counterpart in `others`; two of a rule on a line need two. */
function without<P extends Place>(places: readonly P[], others: readonly Place[]): P[] {
  const left = new Map<string, number>()
  const key = ({ line, rule }: Place): string => `${line} ${rule}`
  for (const other of others) left.set(key(other), (left.get(key(other)) ?? 0) + 1)
  return places.filter((place) => {
    const count = left.get(key(place)) ?? 0
    left.set(key(place), count - 1)
    return count <= 0
  })
}
