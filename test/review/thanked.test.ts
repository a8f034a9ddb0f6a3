import { expect, test } from 'vitest'
import { parse } from '../../src/postmortem/parse.ts'
import { thankedIn } from '../../src/postmortem/thanked.ts'

test.each([
  ['Thanks to @mira and @org/pier-crew.', ['@mira', '@org/pier-crew']],
  ['- **Lena Fischer** kept the boats apart\n- Tomas, who drove', ['Lena Fischer', 'Tomas']],
  ['Thanks Priya!', ['Priya']],
  ['@mira came first, and @Mira came back.', ['@Mira']],
  ['Write to crew@pier.example. The Harbour Office helped.', []],
])('%s', (words, names) => {
  expect(thankedIn(parse(`# Fog\n\n## Thanks\n\n${words}\n`))).toEqual(names)
})

test('a name that no list knows is known from the participants', () => {
  const text = '---\nparticipants: [quillon]\n---\n# Fog\n\n## Thanks\n\nTo Quillon and Zyx.\n'
  expect(thankedIn(parse(text))).toEqual(['Quillon'])
})

test('nobody is thanked elsewhere', () => {
  expect(thankedIn(parse('# Fog\n\n## Summary\n\n@mira was there.\n'))).toEqual([])
})

test('a participant is known by each word of the name, with what they do left out', () => {
  const text =
    '---\nparticipants: [Quillon Varga (engineering), Bo Ek (support), support team]\n---\n\n# Fog\n\n## Thanks\n\nThanks to Quillon Varga, who stayed, and to Ek. Support Rota was quick.\n'
  expect(thankedIn(parse(text))).toEqual(['Quillon Varga', 'Ek'])
})
