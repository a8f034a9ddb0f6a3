import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'
import { compilePattern, patternRules, type Pattern } from '../../src/lint/patterns/compile.ts'
import { RULES } from '../../src/lint/rules/index.ts'

const QUIET = Object.fromEntries(RULES.map(({ id }) => [id, 'off' as const]))
const PRIMARY: Pattern = {
  id: 'house/primary',
  pattern: String.raw`\bmaster node(s?)\b`,
  message: 'Say “primary”.',
  level: 'warning',
  flags: 'i',
  suggestion: 'primary',
}
const house = (change: Partial<Pattern> = {}): Pattern => ({ ...PRIMARY, ...change })

/** What the team's patterns find, and nothing else. */
function found(text: string, patterns: readonly Pattern[] = [PRIMARY], levels = {}) {
  return lint(text, { levels: { ...QUIET, ...levels }, patterns: patternRules(patterns) })
}
const words = (text: string, patterns?: readonly Pattern[]): string[] =>
  found(text, patterns).findings.map((finding) => finding.text)

describe('a pattern of a team', () => {
  test('is a finding with exact words, its level, message, reason and source', () => {
    const text = '# Outage\n\nThe **replica** lost the master node at noon.\n'
    const { findings } = found(text, [house({ why: 'We agreed on it.', source: 'Style guide, page 2' })])
    expect(findings).toMatchObject([
      {
        rule: 'house/primary',
        level: 'warning',
        text: 'master node',
        message: 'Say “primary”.',
        why: 'We agreed on it.',
        source: 'Style guide, page 2',
        suggestion: 'primary',
        range: { line: 3, column: 26, endLine: 3, endColumn: 37 },
      },
    ])
  })

  test('without reason and source of its own names the configuration as the source', () => {
    const [finding] = found('The master node was full.').findings
    expect(finding).toMatchObject({
      why: 'Your team agreed on this.',
      source: expect.stringContaining('config'),
    })
  })

  test.each([
    ['code', 'The `master node` was full.'],
    ['a code block', '```\nmaster node\n```'],
    ['a quotation', '> The master node was full.'],
    ['quotation marks', 'The page said “master node is full”.'],
    ['an address', 'See https://wiki.example/master node.'.replace(' node', '-node')],
    ['a comment', '<!-- master node -->'],
    ['front matter', '---\ntitle: master node\n---\n'],
  ])('is not looked for in %s', (_, text) => {
    expect(words(text)).toEqual([])
  })

  test('is found in headings, items and cells, over a line break, and through marks of emphasis', () => {
    expect(
      words('## The master node\n\n- master node\n\n| a | b |\n|---|---|\n| master node | c |\n'),
    ).toHaveLength(3)
    expect(words('We lost the master\n  node.')).toEqual(['master\n  node'])
    expect(found('We lost the **master** node.').findings).toMatchObject([
      { text: 'master** node', suggestion: null },
    ])
  })

  test('is looked for in its sections only', () => {
    const text = '## Summary\n\nA master node.\n\n## Timeline\n\n- 14:02 UTC Lost the master node\n'
    const { findings } = found(text, [house({ sections: ['timeline'] })])
    expect(findings.map(({ range }) => range.line)).toEqual([7])
  })

  test('tells capital from small letters unless it says otherwise', () => {
    expect(words('The Master Node.', [house({ flags: undefined })])).toEqual([])
    expect(words('The Master Node.')).toEqual(['Master Node'])
  })

  test.each([
    ['Master node 4 was full.', 'Primary 4 was full.'],
    ['The Master node was full.', 'The primary was full.'],
    ['An old master node was full.', 'An old primary was full.'],
  ])('%s becomes %s', (text, reworded) => {
    expect(reword(text, [PRIMARY])).toBe(reworded)
  })

  test.each([
    ['A whitelist was empty.', 'An allowlist was empty.'],
    ['It was a whitelist.', 'It was an allowlist.'],
    ['The plan B whitelist', 'The plan B allowlist'],
  ])('the article is put right: %s', (text, reworded) => {
    const allow = house({ pattern: 'whitelist', suggestion: 'allowlist' })
    expect(reword(text, [allow])).toBe(reworded)
  })

  test('and back: an umbrella term, a unicorn', () => {
    const swap = house({ pattern: 'umbrella', suggestion: 'unicorn' })
    expect(reword('It was an umbrella.', [swap])).toBe('It was a unicorn.')
  })

  test('can be waived with a reason, and a waiver that fits nothing is told', () => {
    const waiver = '<!-- debrief-ignore house/primary: the vendor calls it so -->'
    const { findings, waived } = found(`${waiver}\nThe master node was full.\n`)
    expect(findings).toEqual([])
    expect(waived).toMatchObject([{ finding: { rule: 'house/primary' }, reason: 'the vendor calls it so' }])
    const unused = found(`${waiver}\nAll was well.\n`, [PRIMARY], { 'review/waiver': 'warning' }).findings
    expect(unused).toMatchObject([
      { rule: 'review/waiver', message: expect.stringContaining('house/primary') },
    ])
  })

  test('takes the level that the rules of the config give it', () => {
    expect(found('A master node.', [PRIMARY], { 'house/primary': 'error' }).findings[0]?.level).toBe('error')
    expect(found('A master node.', [PRIMARY], { 'house/primary': 'off' }).findings).toEqual([])
  })

  test('points at words also where it matches between them', () => {
    expect(words('A word.', [house({ pattern: String.raw`\b|word`, suggestion: undefined })])).toEqual([])
  })
})

test.each([
  ['(?=a)b', /`\(\?=`/, /no lookahead/],
  [String.raw`(a)\1`, /escape/, /back-references/],
  ['(a', /missing closing/, /RE2/],
  ['a*', /where nothing stands/, /`\+` instead of `\*`/],
  ['prim', /its own suggestion/, /narrower/],
])('%s is no pattern, in plain words', (pattern, reason, fix) => {
  expect(compilePattern(house({ pattern }))).toEqual({
    reason: expect.stringMatching(reason),
    fix: expect.stringMatching(fix),
  })
})

describe('what is hostile', () => {
  // Each of these keeps JavaScript's own engine busy for longer than anybody waits.
  const patterns = ['(a+)+$', '(a|a)*b', '(?:a?){40}a{40}b', '(.*)(.*)(.*)(.*)(.*)#', 'a.*#|a', '(x+x+)+y']
  const text = `${'a'.repeat(30_000)}!\n\n${'x'.repeat(30_000)}\n\n${'a x '.repeat(7_500)}\n`

  test('costs no more than a document of its size', () => {
    const rules = patternRules(
      patterns.map((pattern, index) => house({ id: `house/p${index}`, pattern, suggestion: undefined })),
    )
    // Some 100 ms here; a backtracking engine would run into the time limit of this test.
    expect(lint(text, { levels: QUIET, patterns: rules }).findings.length).toBeGreaterThan(0)
  })

  test('is told fifty times, with a word about the rest', () => {
    const { findings } = found('master node '.repeat(60))
    expect(findings).toHaveLength(50)
    expect(findings.at(-2)?.message).toBe('Say “primary”.')
    expect(findings.at(-1)?.message).toMatch(/Told 50 times/)
  })

  test('stops where patterns and document together are too large, and says from where', () => {
    const heavy = house({ pattern: '(?:[a-z ]{0,30}){0,30}#', suggestion: undefined })
    const paragraphs = 'some words about a thing that is not there\n\n'.repeat(1_500)
    const { findings } = found(paragraphs, [heavy])
    expect(findings).toMatchObject([{ rule: 'house/primary', level: 'note' }])
    expect(findings[0]?.message).toMatch(/^From here on/)
    expect(findings[0]?.range.line).toBeGreaterThan(100)
  })

  test('never makes a range that does not slice to its words', () => {
    const piece = fc.constantFrom(
      'master',
      ' ',
      '\n',
      'node',
      'nodes',
      '**',
      '`',
      '"',
      '\u{1F525}',
      '\t',
      '- ',
      '\r\n',
      'a ',
      '|',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        for (const { range, text: exact } of found(text, [
          PRIMARY,
          house({ id: 'house/any', pattern: String.raw`\S+ \S`, suggestion: undefined }),
        ]).findings)
          expect(text.slice(range.start, range.end)).toBe(exact)
      }),
    )
  })
})

function reword(text: string, patterns: readonly Pattern[]): string {
  const [finding] = found(text, patterns).findings
  if (!finding) return text
  return text.slice(0, finding.range.start) + (finding.suggestion ?? '') + text.slice(finding.range.end)
}
