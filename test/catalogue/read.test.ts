import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf, indexOf } from '../../src/catalogue/catalogue.ts'
import { rememberedIn } from '../../src/catalogue/read.ts'
import { indexJson } from '../../src/catalogue/render.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { earlierLike } from '../../src/recurrence/earlier.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN, TRAMS } from '../recurrence/written.ts'

const DOCUMENTS = { 'a.md': FULL_SEPTEMBER, 'b.md': FULL_NOVEMBER, 'c.md': OVEN, 'd.md': TRAMS }
const JSON_TEXT = indexJson(
  indexOf(Object.entries(DOCUMENTS).map(([path, text]) => entryOf(path, parse(text)))),
)

describe('what an index tells', () => {
  test('is enough to find an earlier one that failed in the same way', () => {
    const remembered = rememberedIn(JSON_TEXT)
    const [november] = remembered
    expect(remembered.map(({ id }) => id)).toEqual(['b.md', 'c.md', 'a.md', 'd.md'])
    if (!november) throw new Error('nothing was remembered')
    expect(earlierLike(november, remembered.slice(1))).toMatchObject([
      { id: 'a.md', shares: expect.arrayContaining(['full disk', '#capacity']) },
    ])
  })

  test.each([
    ['a conflict', `<<<<<<< HEAD\n${JSON_TEXT}=======\n`],
    ['another version', '{"version":2,"postmortems":[]}'],
    ['no object', '[1,2]'],
    ['no list', '{"version":1,"postmortems":{"length":3}}'],
    ['nothing', ''],
  ])('is nothing where it is %s', (_, text) => {
    expect(rememberedIn(text)).toEqual([])
  })

  test('leaves out an entry that is none, or larger than ours, and keeps the others', () => {
    const index = JSON.parse(JSON_TEXT)
    const [first, second, third, fourth] = index.postmortems
    index.postmortems = [{ ...first, summary: 'x'.repeat(401) }, { ...second, day: 'soon' }, null, third, { ...fourth, factors: 'F1' }] // prettier-ignore
    expect(rememberedIn(JSON.stringify(index)).map(({ id }) => id)).toEqual(['a.md'])
  })

  test('never throws, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(rememberedIn(json)).toEqual([])
        expect(rememberedIn(`{"version":1,"postmortems":[${json}]}`)).toEqual([])
      }),
    )
  })
})
