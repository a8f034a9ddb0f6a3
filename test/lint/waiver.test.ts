import { expect, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'

const tone = (text: string): string[] =>
  lint(text)
    .findings.map((finding) => finding.rule)
    .filter((rule) => rule.startsWith('blame') || rule === 'review/waiver')

test('a waiver with a reason is kept in the result with what it waived', () => {
  const { waived } = lint(
    '<!-- debrief-ignore blame/omission: the words of the vendor -->\nNobody checked it.\n',
  )
  expect(waived).toMatchObject([
    { finding: { rule: 'blame/omission', text: 'checked' }, reason: 'the words of the vendor' },
  ])
})

test('it covers the block below it and nothing more', () => {
  const text =
    '<!-- debrief-ignore blame/omission: quoted -->\nNobody checked it,\nand nobody tested it.\n\nNobody verified it.\n'
  expect(tone(text)).toEqual(['blame/omission'])
})

test('on a line with words it covers that line', () => {
  expect(
    tone('- Nobody checked it. <!-- debrief-ignore blame/omission: quoted -->\n- Nobody tested it.\n'),
  ).toEqual(['blame/omission'])
})

test('one waiver may name several rules; each that fits nothing is told', () => {
  const text = '<!-- debrief-ignore blame/omission, blame/person: quoted -->\nNobody checked it.\n'
  expect(tone(text)).toEqual(['review/waiver'])
})

test('without a reason nothing is waived', () => {
  expect(tone('<!-- debrief-ignore blame/omission -->\nNobody checked it.\n')).toEqual([
    'review/waiver',
    'blame/omission',
  ])
})

test('what is missing from the whole document can be waived anywhere', () => {
  const text = '# T\n\nWords.\n\n<!-- debrief-ignore review/thanks: an exercise, nobody was called -->\n'
  expect(lint(text).waived.map(({ finding }) => finding.rule)).toEqual(['review/thanks'])
})

test('a misspelled rule is told with the one that was meant', () => {
  const text = '<!-- debrief-ignore blame/omision: quoted -->\nNobody checked it.\n'
  expect(tone(text)).toEqual(['review/waiver', 'blame/omission'])
  expect(lint(text).findings.find(({ rule }) => rule === 'review/waiver')?.message).toBe(
    'This waiver names `blame/omision`, which is no rule, so it waives nothing. Did you mean `blame/omission`?',
  )
})

test('a rule of a team, or one that only GitHub can answer, may be unknown here', () => {
  const text = '<!-- debrief-ignore house/primary, actions/assignable: in its settings -->\nWords.\n'
  expect(tone(text)).toEqual([])
})

test('a waiver in a code block is text about waivers', () => {
  expect(tone('```\n<!-- debrief-ignore blame/omission -->\n```\n')).toEqual([])
})
