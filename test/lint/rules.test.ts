import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'
import { RULES } from '../../src/lint/rules/index.ts'
import { documentOf, examplesOf, sectionOf, type Example } from './examples.ts'

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples = examplesOf(id)

  test('has a document that says what, why and from which source', () => {
    const document = documentOf(id)
    expect(document).toMatch(new RegExp(`^# ${id}\n\n\\S`))
    expect(sectionOf(document, 'Why')).not.toBe('')
    expect(sectionOf(document, 'Source')).toBe(rule.source)
    expect(id.split('/')[0]).toBe(rule.family)
    // What `npm run new-rule` leaves to be written.
    expect([rule.why, ...document.split('\n')].filter((line) => /^(?:# )?Write: /.test(line))).toEqual([])
    expect(new Set(examples.map((example) => example.verdict))).toEqual(new Set(['bad', 'good']))
  })

  const numbered = (verdict: 'bad' | 'good'): Example[] =>
    examples.filter((example) => example.verdict === verdict)

  test.each(numbered('bad'))('finds bad example %#', ({ text, options }) => {
    expect(lint(text, options).findings.map((finding) => finding.rule)).toContain(id)
  })

  test.each(numbered('good'))('passes good example %#', ({ text, options }) => {
    const rules = lint(text, options).findings.map((finding) => finding.rule)
    // A good example of a tone rule is clean of all of them.
    const tone = rules.filter((found) => rule.scope === 'sentence' && /^blame|single-cause/.test(found))
    expect([...rules.filter((found) => found === id), ...tone]).toEqual([])
  })
})

test('every rule file is in the index, once', () => {
  const files = readdirSync(new URL('../../src/lint/rules/', import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  })
  const ids = files.filter((file) => /\/.+\.ts$/.test(file)).map((file) => file.replace(/\.ts$/, ''))
  expect(RULES.map((rule) => rule.id as string).sort()).toEqual(ids.sort())
})
