import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lint, type LintOptions } from '../../src/lint/engine.ts'
import type { Finding } from '../../src/lint/finding.ts'
import { RULES } from '../../src/lint/rules/index.ts'
import { BLAMEFUL } from '../checking/documents.ts'
import { examplesOf } from './examples.ts'
import { readFixtures } from './fixtures.ts'

interface Draft {
  readonly name: string
  readonly text: string
  readonly options: LintOptions
}

const TEMPLATES = new URL('../../templates/', import.meta.url)

/** All that there is to reword: the examples of the rules, the fixtures, and what the app itself says. */
const DRAFTS: readonly Draft[] = [
  ...RULES.flatMap((rule) =>
    examplesOf(rule.id).map(({ verdict, text, options }) => ({
      name: `${rule.id}, ${verdict}`,
      text,
      options,
    })),
  ),
  ...readFixtures(),
  ...readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs'))
    .map((path) => ({ name: path, text: readFileSync(new URL(path, TEMPLATES), 'utf8'), options: {} })),
  { name: 'a blameful document', text: BLAMEFUL, options: {} },
]

const OFFERS = DRAFTS.flatMap((draft) => {
  const before = lint(draft.text, draft.options).findings
  return before.flatMap((finding) =>
    finding.suggestion === null ? [] : [{ draft, before, finding, suggestion: finding.suggestion }],
  )
})

test('there are rewordings to try', () => {
  expect(OFFERS.length).toBeGreaterThan(20)
})

describe.each(
  OFFERS.map(
    (offer) =>
      [
        `${offer.finding.rule}: “${offer.finding.text}” → “${offer.suggestion}” (${offer.draft.name})`,
        offer,
      ] as const,
  ),
)('%s', (_, { draft, before, finding, suggestion }) => {
  const { start, end } = finding.range
  const after = draft.text.slice(0, start) + suggestion + draft.text.slice(end)
  const left = lint(after, draft.options).findings

  test('stands in the place of exactly the words', () => {
    expect(draft.text.slice(start, end)).toBe(finding.text)
    expect(suggestion).not.toBe(finding.text)
  })

  test('leaves nothing of the finding, and makes no new blame', () => {
    const put = { start, end: start + suggestion.length }
    expect(
      left.filter(
        ({ rule, range }) => rule === finding.rule && range.start < put.end && range.end > put.start,
      ),
    ).toEqual([])
    expect(blamesIn(left).filter((blame) => !blamesIn(before).includes(blame))).toEqual([])
  })

  test('reads well in its sentence', () => {
    const was = around(draft.text, start, end)
    const is = around(after, start, start + suggestion.length)
    const slips = SLIPS.filter(([, slip]) => slip.test(is) && !slip.test(was)).map(([what]) => what)
    const capitalLost =
      startsSentence(draft.text, start) && /^\p{Lu}/u.test(finding.text) && /^\p{Ll}/u.test(suggestion)
    expect(capitalLost ? [...slips, 'a small letter where a sentence starts'] : slips).toEqual([])
  })
})

test.each(DRAFTS.filter(({ name }) => OFFERS.some(({ draft }) => draft.name === name)))(
  '$name with all rewordings at once has fewer findings',
  (draft) => {
    const before = lint(draft.text, draft.options).findings
    const offered = before.filter(({ suggestion }) => suggestion !== null)
    const after = offered
      .toReversed()
      .reduce(
        (text, { range, suggestion }) =>
          text.slice(0, range.start) + (suggestion ?? '') + text.slice(range.end),
        draft.text,
      )
    expect(lint(after, draft.options).findings.length).toBeLessThanOrEqual(before.length - offered.length)
  },
)

const SLIPS: readonly (readonly [string, RegExp])[] = [
  ['two spaces', /\S {2,}\S/],
  ['a space before a mark', / [,.;:!?](?:\s|$)/],
  ['a word twice', /\b(\p{L}+) \1\b/iu],
  ['“a” before a vowel', /\b[Aa] (?!uni|us[ae]|eu|one)[aeiou]\p{L}/u],
  ['“an” before a consonant', /\b[Aa]n (?!hour|honest)[bcdfghjklmnpqrstvwxyz]\p{L}/u],
  ['brackets around nothing', /\(\s*\)|\[\s*\]/],
]

/** The line that the words stand in. */
function around(text: string, start: number, end: number): string {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = text.indexOf('\n', end)
  return text.slice(from, to < 0 ? text.length : to)
}

function startsSentence(text: string, start: number): boolean {
  return !/\p{L}[^.!?\n]*$/u.test(text.slice(Math.max(0, start - 200), start))
}

const blamesIn = (findings: readonly Finding[]): string[] =>
  findings.filter(({ rule }) => rule.startsWith('blame/')).map(({ rule, text }) => `${rule} ${text}`)
