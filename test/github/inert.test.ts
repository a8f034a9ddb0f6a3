import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inert, inertLine, inertLink, inertQuote, inertTitle } from '../../src/github/inert.ts'
import { marker, readMarker } from '../../src/github/marker.ts'

// As GitHub looks for them, which is in the text that Markdown has become: marks of emphasis and entities are gone by then.
const MENTION = /(?:^|[^a-z\d])@[a-z\d]/i
const ENTITY = /&(?:#0*64|#x0*40|commat|#0*35|#x0*23|num);/i
const CLOSES = /\b(close[sd]?|fix(es|ed)?|resolve[sd]?):?\s+(([\w.-]+\/[\w.-]+)?#|gh-)\d/i

describe('text that people wrote', () => {
  it.each([
    ['cc @acme/everyone and @ada', MENTION],
    ['_@ada_ and __@acme/all__, @@ada', MENTION],
    ['&#64;ada, &#x40;acme/all, &commat;ada, fixes &#35;12', ENTITY],
    ['fixes #12, Closes: acme/shop#3', CLOSES],
    ['resolved https://github.com/acme/shop/issues/12', /resolved https:\S+\/issues\/12/],
    ['<!-- debrief:action {"id":"A1"} -->', /<!--/],
    ['<script>x</script>', /<script/],
    ['![pixel](https://example.com/x.png)', /!\[/],
    ['- [x] approved', /- \[x\]/],
    ['a\uE000pull.number\uE001b', /[\uE000\uE001]/],
    ['safe\u202Egnissim', /\u202E/],
  ])('%j loses its power', (text, power) => {
    expect(text).toMatch(power)
    expect(inert(text)).not.toMatch(power)
  })

  it('loses it in no time, however it is written', () => {
    const started = performance.now()
    for (const words of ['close:', 'Fixes ', 'close:http://']) inert(`${words}${'_'.repeat(65_000)}`)
    expect(performance.now() - started).toBeLessThan(500)
    expect(inert('fixes __acme/shop#12__')).not.toMatch(/#\d/)
  })

  it('reads the same: nothing but zero-width breaks and escapes come in', () => {
    expect(inert('ops@example.com wrote: #12 is a 5 < 6 case, see [docs](x)\nשלום 🚒')).toBe(
      'ops@example.com wrote: #12 is a 5 < 6 case, see [docs](x)\nשלום 🚒',
    )
    expect(inert('@ada').replaceAll('\u200B', '')).toBe('@ada')
  })

  it('stays one line in a table cell and cannot leave a quote', () => {
    expect(inertLine('a | b\n\n# c')).toBe(String.raw`a \| b # c`)
    // Backslashes in front of it would be escaped in its place, and it would end the cell.
    for (const text of ['a\\|b', 'a\\\\|b', '\\|', '|\\'])
      expect(inertLine(text)).not.toMatch(/(?<!\\)(?:\\\\)*\|/)
    expect(inertLink('a\\]b', 'https://e.example')).not.toMatch(/(?<!\\)(?:\\\\)*\]b/)
    expect(inertLine('x'.repeat(400), 10)).toBe('xxxxxxxxx…')
    expect(inertQuote('# heading\n\n| a |')).toBe('> # heading\n>\n> | a |')
    expect(inertTitle('a\nb   c')).toBe('a b c')
  })

  it('is not cut in the middle of an emoji', () => {
    expect(inertTitle(`${'x'.repeat(8)}🚒🚒`, 10)).toBe('xxxxxxxx…')
    expect(inertTitle(`${'x'.repeat(7)}🚒🚒`, 10)).toBe('xxxxxxx🚒…')
  })

  it('whatever it is, pings and closes nothing', () => {
    const parts = fc.constantFrom(
      '@',
      '_',
      '&#64;',
      'ada',
      ' ',
      '\n',
      'fixes ',
      'GH-',
      '#',
      '1',
      '<!--',
      '-->',
      '[x]',
      '- ',
      '\u200B',
      'a/b',
    )
    fc.assert(
      fc.property(fc.array(parts), (words) => {
        const safe = inert(words.join(''))
        expect(safe).not.toMatch(MENTION)
        expect(safe).not.toMatch(CLOSES)
        expect(safe).not.toMatch(ENTITY)
        expect(safe).not.toContain('<!--')
      }),
    )
  })
})

describe('markers', () => {
  it('come back as they went in, whatever they hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (data) => {
        const body = `before\n${marker('action', data)}\nafter`
        expect(readMarker('action', body)).toEqual({ ...data })
        expect(body.match(/-->/g)).toHaveLength(1)
      }),
    )
  })

  it('that somebody cut into count as none', () => {
    expect(readMarker('action', '<!-- debrief:action {"id": -->')).toBeNull()
    expect(readMarker('action', marker('pull', { incident: 1 }))).toBeNull()
    expect(readMarker('action', '')).toBeNull()
  })
})
