import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

const withFrontMatter = (yaml: string) => parse(`---\n${yaml}\n---\n# Title of the body\n`)

describe('front matter', () => {
  test('keys in any spelling', () => {
    expect(withFrontMatter('startedAt: 2026-11-20T14:03:00+01:00\ndetected_at: "2026-11-20 13:10"\nresolved-at: 2026-11-20 15:00 UTC\nsev: 2').facts).toMatchObject({
      startedAt: '2026-11-20T13:03:00Z', detectedAt: '2026-11-20T13:10:00Z', resolvedAt: '2026-11-20T15:00:00Z', severity: '2', title: 'Title of the body',
    }) // prettier-ignore
  })

  test.each([
    ['title: [a, b]', 'front-matter', '"title" must be text, but is a list; it is ignored.'],
    ['started: 20261120', 'front-matter', '"started" must be text, but is a number; it is ignored.'],
    ['severity: {level: 1}', 'front-matter', '"severity" must be text, but is a mapping; it is ignored.'],
    [
      'started: last night',
      'front-matter',
      '"started: last night" is not a date and time that can be read; it is ignored.',
    ],
    [
      'started: 2026-02-30T10:00:00Z',
      'front-matter',
      '"started: 2026-02-30T10:00:00Z" is not a date and time that can be read; it is ignored.',
    ],
    ['detected: YYYY-MM-DD', 'placeholder', '"detected" still holds a placeholder; it is ignored.'],
    ['impacted_users: TBD', 'placeholder', '"impacted_users" still holds a placeholder; it is ignored.'],
  ])('%s is ignored and told on its line', (line, code, message) => {
    const { problems, facts } = withFrontMatter(`status: draft\n${line}`)
    expect(problems).toMatchObject([{ code, message, range: { line: 3 } }])
    expect(facts).toMatchObject({
      title: 'Title of the body',
      severity: null,
      startedAt: null,
      detectedAt: null,
      impactedUsers: null,
    })
  })

  test('an empty value states nothing and is no problem', () => {
    expect(withFrontMatter('detected:\nseverity: ~').problems).toEqual([])
  })

  test('broken YAML is told on its line, and the rest of the document is still read', () => {
    const { problems, facts, frontMatter } = withFrontMatter('title: a\nstarted: [1, 2\nseverity: sev1')
    expect(problems).toMatchObject([{ code: 'front-matter', range: { line: expect.any(Number) } }])
    expect(problems[0]?.range.line).toBeGreaterThan(2)
    expect(frontMatter?.data).toEqual({})
    expect(facts.title).toBe('Title of the body')
  })

  test.each([
    ['an anchor that is used', 'a: &x 1\nb: *x'],
    ['deep nesting', `a: ${'['.repeat(40)}${']'.repeat(40)}`],
    ['more than 64 KB', `a: ${'x'.repeat(70_000)}`],
    ['a list instead of keys', '- a\n- b'],
    ['a key twice', 'title: a\ntitle: b'],
  ])('%s is refused with a problem', (_, yaml) => {
    expect(withFrontMatter(yaml).problems).toMatchObject([
      { code: 'front-matter', fix: expect.stringMatching(/\w/) },
    ])
  })

  test('a rule that is no front matter is text; an unclosed one that looks like it is told', () => {
    expect(parse('---\n\n# A\n').problems).toEqual([])
    expect(parse('---\ntitle: A\n\n# B\n').problems).toMatchObject([
      { code: 'front-matter', range: { line: 1 } },
    ])
  })

  test("other tools' TOML is stepped over", () => {
    expect(parse('+++\ntitle = "x"\n+++\n\n# A\n')).toMatchObject({
      frontMatter: null,
      problems: [],
      facts: { title: 'A' },
    })
  })
})
