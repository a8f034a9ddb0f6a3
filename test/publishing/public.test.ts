import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicVersion, type Held } from '../../src/publishing/public.ts'

const HOSTS = { hosts: ['status.example.com', '*.help.example.com'] }
const FRONT = `---
title: Checkout errors
commander: Ilka Brandt
participants: [Mira (support), "@jonas"]
---

# Checkout errors

`
const marked = (text: string): string =>
  `${FRONT}<!-- public -->\n\n${text}\n\n<!-- /public -->\n\nScribe: Radia\n`
const textsOf = (text: string): string[] | string => {
  const version = publicVersion(text, HOSTS)
  if (version === 'unmarked') return version
  return 'held' in version
    ? version.held.map(({ line, why }) => `${line} ${why}`)
    : version.paragraphs.map((each) => each.text)
}
const FIRST = FRONT.split('\n').length + 2
const held = (why: Held['why'], line = FIRST): string[] => [`${line} ${why}`]

describe('what is marked', () => {
  it('is all that there is of it: headings, text, items and rows; no code, no pictures, no HTML', () => {
    const text = [
      '### What happened', '', 'Orders **failed** for `an hour`.', '', '- One', '  - Two', '', '> Three', '', '| A | B |', '| --- | --- |', '| 1 | 2 |', '',
      '```', 'secret code', '```', '', '![diagram](https://status.example.com/x.png)', '', '<b>Four</b> <!-- a word -->', '', '***', '', '1. Five',
    ].join('\n') // prettier-ignore
    expect(publicVersion(marked(text), HOSTS)).toEqual({
      paragraphs: [
        { kind: 'heading', text: 'What happened' },
        { kind: 'text', text: 'Orders failed for an hour.' },
        { kind: 'item', text: 'One' },
        { kind: 'item', text: 'Two' },
        { kind: 'text', text: 'Three' },
        { kind: 'item', text: 'A, B' },
        { kind: 'item', text: '1, 2' },
        { kind: 'text', text: 'Four' },
        { kind: 'item', text: 'Five' },
      ],
    })
  })

  it('may be several parts, and nothing is something too', () => {
    expect(textsOf(`${marked('One.')}\n<!--public-->\nTwo.\n<!-- /PUBLIC -->\n`)).toEqual(['One.', 'Two.'])
    expect(textsOf(FRONT)).toBe('unmarked')
    expect(textsOf(marked('![a](b)'))).toBe('unmarked')
  })

  it.each([
    ['without an end', `${FRONT}<!-- public -->\n\nOne.\n`, 9],
    ['without a start', `${FRONT}One.\n\n<!-- /public -->\n`, 11],
    [
      'nested',
      `${FRONT}<!-- public -->\n\n<!-- public -->\n\nOne.\n\n<!-- /public -->\n\n<!-- /public -->\n`,
      11,
    ],
    ['within a line', `${FRONT}One <!-- public --> two\n\n<!-- /public -->\n`, 9],
    ['within an item', `${FRONT}- <!-- public -->\n  One\n\n<!-- /public -->\n`, 9],
    ['within code', `${FRONT}\`\`\`\n<!-- public -->\n\`\`\`\n\nOne.\n`, 10],
    ['within another comment', `${FRONT}<!-- x <!-- public -->\n\nOne.\n\n<!-- /public -->\n`, 9],
    ['in the front matter', FRONT.replace('title:', 'note: "<!-- public -->"\ntitle:'), 2],
  ])('by markers that are broken makes nothing public: %s', (_, text, line) => {
    expect(textsOf(text)).toEqual(held('markers', line))
  })
})

describe('names, accounts and links', () => {
  it.each([
    [
      'Ilka Brandt and Mira saw it first. Jonas restarted it.',
      'The incident commander and a responder saw it first. A responder restarted it.',
    ],
    ['Radia restarted it.', 'A responder restarted it.'],
    ['@jonas and @acme/sre looked at it.', 'A responder and a responder looked at it.'],
    ['Write to jonas.b@acme.example or mailto:x@y.example.', 'Write to our team or.'],
    [
      'See [the board](https://grafana.acme.example/d/1), #12, acme/shop#3 and GH-7.',
      'See the board, a ticket, a ticket and a ticket.',
    ],
    [
      'See [our page](https://status.example.com/7) and https://eu.help.example.com/a.',
      'See our page (https://status.example.com/7) and https://eu.help.example.com/a.',
    ],
    ['See <https://status.example.com/7>.', 'See https://status.example.com/7.'],
    [
      'See https://status.example.com.evil.example/7 and //evil.example/x.',
      'See an internal page and //an internal system',
    ],
    [
      'db1.prod.internal, 10.1.2.3:5432, ::1 and localhost:3000 were slow at 12:30:45.',
      'An internal system, an internal system, an internal system and an internal system were slow at 12:30:45.',
    ],
    ['Ask in #shop-alerts.', 'Ask in our channel.'],
    ['We use Node.js 24, and 1.5 of 2 replicas.', 'We use Node.js 24, and 1.5 of 2 replicas.'],
  ])('%s', (before, after) => {
    expect(textsOf(marked(before))).toEqual([after])
  })

  it.each([
    'https://status.example.com/redirect?to=https://wiki.acme.example/p',
    'https://status.example.com/r?to=https%3A%2F%2Fwiki.acme.example',
    'https://status.example.com/r?to=https%3a%2f%2fwiki.acme.example',
    'https://status.example.com/r?to=https%253A%252F%252Fwiki.acme.example',
    'https://status.example.com/r?to=https%25253a%25252f/wiki.acme.example',
    'https://status.example.com/r?to=https:%2F%2Fwiki.acme.example',
    'https://status.example.com/r?to=//wiki.acme.example',
    'https://status.example.com/#https://wiki.acme.example',
  ])('an address that holds another one is taken out: %s', (address) => {
    expect(textsOf(marked(`See [it](${address}).`))).toEqual(['See it.'])
    expect(JSON.stringify(textsOf(marked(`See ${address} now.`)))).not.toContain('wiki')
  })

  it.each([
    ['Roberta restarted it.', 'name'],
    ['The key was ' + ['ghp', 'A'.repeat(36)].join('_') + '.', 'secret'],
    ['The operator carelessly deleted the table.', 'tone'],
  ] as const)('what cannot be put right is held, with its line: %s', (text, why) => {
    expect(textsOf(marked(`Fine.\n\n${text}`))).toEqual(held(why, FIRST + 2))
  })

  const known = (participants: string, words: string): string[] | string =>
    textsOf(`---\nparticipants: ${participants}\n---\n\n<!-- public -->\n\n${words}\n\n<!-- /public -->\n`)
  const PEOPLE = '[Xiulan Drăgulescu, "Conor O\'Brien", Thandeka Mokoena, Will Penny]'

  it.each([
    ['O’Brien restarted it.', 'A responder restarted it.'],
    ["O'Brien’s runbook helped.", 'A responder’s runbook helped.'],
    ['Dra\u0306gulescu restarted it.', 'A responder restarted it.'],
    ['We will page the lead earlier.', 'We will page the lead earlier.'],
  ])('of people that the front matter names are known in each way of writing: %s', (before, after) => {
    expect(known(PEOPLE, before)).toEqual([after])
    expect(known(PEOPLE.normalize('NFD'), before)).toEqual([after])
  })

  it.each([
    'The Mokoena-led rollback helped.',
    'MOKOENA restarted it.',
    'Then mokoena restarted it.',
    'See the branch fix_mokoena.',
    'WILL restarted it.',
  ])('that cannot become a role are held: %s', (words) => {
    expect(known(PEOPLE, words)).toEqual(['7 name'])
  })

  it.each([
    '\n  - name: Thandeka Mokoena\n    role: support',
    '\n  support:\n    - { login: "@x", name: Thandeka Mokoena }',
    '{ Thandeka Mokoena: support }',
    '"Ada Lovelace and Xiulan Drăgulescu and Thandeka Mokoena"',
    '"Ada Lovelace; Thandeka Mokoena / Ilka Brandt"',
  ])('are known however the front matter nests them: %s', (participants) => {
    expect(known(participants, 'Mokoena restarted it with support.')).toEqual([
      'A responder restarted it with support.',
    ])
  })

  it('that are too many to look for hold all', () => {
    const letters = (at: number): string => String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))
    const people = Array.from({ length: 600 }, (_, at) => `Na${letters(at)}or Qu${letters(at)}x`)
    expect(known(`[${people.join(', ')}]`, 'All is well.')).toEqual(['7 name'])
  })

  it('a key in two paragraphs is one', () => {
    const key = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ')
    expect(textsOf(marked(`${key}\n\nabc`))).toEqual(held('secret'))
  })
})

const part = fc.constantFrom(
  '@ada', '@', 'ada', 'Ada', 'mira@acme.example', '&#64;', '&commat;', '&amp;#64;', '\\@', '＠', '@\u200Bada', 'https://', 'http://', 'hooks.acme.internal', 'status.example.com',
  'evil.example', 'https://status.example.com', 'https://status.example.com@evil.example', '/path', 'www.', '10.0.0.1', '[x](', ')', '](https://evil.example)', '<https://evil.example>',
  '<a href="https://evil.example">', '</a>', '[a]: https://evil.example', '[a]', '**', '*', '_', '`', '\n\n', '\n', ' ', '<!-- public -->', '<!-- /public -->', '<!--', '-->', '- ', '#', '#12', '12',
  ':', '//', '.', 'x', '%40', 'javascript:', 'mailto:', 'localhost', '&lt;', '&#x3A;', '\u00AD', '\uE010', '0\uE011', '::1', '.internal',
) // prettier-ignore
const text = fc.array(fc.oneof({ weight: 5, arbitrary: part }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) }), { maxLength: 25 }).map((parts) => parts.join('')) // prettier-ignore

describe('whatever somebody writes', () => {
  const paragraphsIn = (document: string): string[] => {
    const version = publicVersion(document, HOSTS)
    return version === 'unmarked' || 'held' in version ? [] : version.paragraphs.map((each) => each.text)
  }

  it('no account, no e-mail address and no link off the list is left', () => {
    let seen = 0
    fc.assert(
      fc.property(text, (words) => {
        for (const paragraph of paragraphsIn(marked(words))) {
          seen++
          expect(paragraph).not.toMatch(/[@\p{Co}\u200B\u00AD]/u)
          for (const [address] of paragraph.matchAll(/[a-z]+:\/\/[^\s)<>"'`]*/gi))
            expect(new URL(address.replace(/[.,;:!?]+$/, '')).hostname).toMatch(
              /^(?:status\.example\.com|.+\.help\.example\.com)$/,
            )
          // What follows an open host is that host's own.
          const rest = paragraph.replace(/https:\/\/[^\s)<>"'`]*/g, ' ')
          expect(rest).not.toMatch(
            /\bwww\.|\.internal\b|evil\.example\/|10\.0\.0\.1|\blocalhost\b|#\d|<a href|(?<![\w:])::1(?![\w:])/i,
          )
        }
      }),
      { numRuns: 500 },
    )
    expect(seen).toBeGreaterThan(100)
  })

  it('nothing comes out that stands outside of the markers', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hidden = `${FRONT}SENTINEL ${before}\n\n<!-- public -->\n\nOne.\n\n<!-- /public -->\n\n${after} SENTINEL`
        expect(paragraphsIn(hidden).join(' ')).not.toContain('SENTINEL')
      }),
      { numRuns: 500 },
    )
  })

  it('takes linear time', () => {
    for (const each of [
      '@',
      'a.',
      'a@',
      'http://',
      '<',
      '&#64;',
      '1.',
      ':',
      '[',
      'a/a#',
      '<!-- public -->',
      '<!--',
      '#a',
    ])
      for (const words of [each.repeat(20_000), marked(each.repeat(20_000))]) {
        const began = performance.now()
        publicVersion(words, HOSTS)
        expect(performance.now() - began).toBeLessThan(3_000)
      }
  })
})
