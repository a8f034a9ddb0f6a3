import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { causesOf } from '../../src/postmortem/causes.ts'
import { circlesOf } from '../../src/postmortem/circles.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { factor, leadingTo, many } from '../mermaid/maps.ts'

const factorsIn = (list: string) => parse(`# Doors\n\n## Contributing factors\n\n${list}\n`).factors
const linksIn = (text: string): string[] => {
  const { factors, whys } = parse(`# Doors\n\n${text}\n`)
  return [...factors, ...whys].flatMap(({ id, leadsTo }) => leadsTo.map(({ to }) => `${id} ${to}`))
}
const whysIn = (list: string) => {
  const { factors, whys } = parse(`# Doors\n\n## Five Whys\n\n${list}\n`)
  const named = new Map([...factors, ...whys].map(({ id, text }) => [id, text]))
  const links = [...whys, ...factors].flatMap(({ text, leadsTo }) =>
    leadsTo.map(({ to }) => `${text} > ${named.get(to) ?? to}`),
  )
  return { last: factors.map(({ text }) => text), links: links.sort() }
}

describe('what a factor leads to', () => {
  test.each([
    ['- F1: The bolt sticks. leads to: F2', 'The bolt sticks.', ['F2']],
    ['- F1: The bolt sticks; leads to F2', 'The bolt sticks', ['F2']],
    ['- **F1** The bolt sticks (leads to: F2, F3 and CF-4).', 'The bolt sticks.', ['F2', 'F3', 'CF-4']],
    ['- F1 The bolt sticks \u2192 F2', 'The bolt sticks', ['F2']],
    ['- F1 The bolt sticks -> `F2`', 'The bolt sticks', ['F2']],
    ['- F1: The bolt sticks => **F2**, F3', 'The bolt sticks', ['F2', 'F3']],
    ['- F1: The bolt sticks [led to the outage]', 'The bolt sticks', ['incident']],
    ['- F1: The bolt sticks. Leads to: F2. It was oiled in May.', 'The bolt sticks. It was oiled in May.', ['F2']],
    ['- F1: The bolt sticks\n  leads to: F2', 'The bolt sticks', ['F2']],
    ['- F1: The bolt sticks\n\n  Leads to: F2', 'The bolt sticks', ['F2']],
    ['- F1: The bolt sticks\n  - oiled in May\n  - leads to: F2, impact', 'The bolt sticks', ['F2', 'incident']],
    ['- The bolt sticks. leads to: F2', 'The bolt sticks.', ['F2']],
    ['- F1: The bolt sticks, leads to: f2', 'The bolt sticks', ['f2']],
    ['- F1: The bolt sticks `leads to: F2`', 'The bolt sticks', ['F2']],
    ['- F1: The bolt sticks (`leads to: F2`)', 'The bolt sticks', ['F2']],
    ['- F1: The `bolt` leads to: `F2`', 'The `bolt`', ['F2']],
    ['- ~~F1: The bolt sticks~~ \u2192 F2', 'The bolt sticks', ['F2']],
    ['- ~~F1~~: The ~~bolt~~ sticks', 'The ~~bolt~~ sticks', []],
    ['- `F1: The bolt sticks` \u2192 F2', 'The bolt sticks', ['F2']],
  ])('%j', (list, text, ids) => {
    const [one] = factorsIn(list)
    expect([one?.text, one?.leadsTo.map(({ to }) => to)]).toEqual([text, ids])
  }) // prettier-ignore

  test.each([
    '- F1: The bolt sticks, which led to F5 appliances with old routes',
    '- The rules led to F5.',
    '- F1: The bolt sticks, which leads to timeouts',
    '- F1: leads to believe',
    '- F1: a -> b, x => y',
  ])('nothing by %j', (list) => {
    const [one] = factorsIn(list)
    expect(one?.leadsTo).toEqual([])
    expect(list.replace(/^- (?:F1: )?/, '')).toBe(one?.text)
  })

  test('stands where it is said', () => {
    const text =
      '# Doors\n\n## Contributing factors\n\n- F1: F2 is near. leads to: F2, the incident\n- F2: b\n'
    const places = parse(text).factors[0]?.leadsTo.map(({ range }) => text.slice(range.start - 2, range.end))
    expect(places).toEqual([': F2', 'e incident'])
  })

  test('is known by the id as its factor has it, given ones too', () => {
    expect(linksIn('## Contributing factors\n\n- CF-1: a. leads to: cf1, CF2\n- cf2: b')).toEqual([
      'CF-1 CF-1',
      'CF-1 cf2',
    ])
    expect(linksIn('## Contributing factors\n\n- a. leads to: F2\n- b')).toEqual(['F1 F2'])
  })

  test('may be told in a table, also where the first column holds the words', () => {
    const table =
      '| Factor | Leads to |\n|---|---|\n| F1: The bolt sticks | F2 |\n| F2: Nobody oils it | the incident |'
    expect(factorsIn(table).map(({ text }) => text)).toEqual(['The bolt sticks', 'Nobody oils it'])
    expect(linksIn(`## Contributing factors\n\n${table}`)).toEqual(['F1 F2', 'F2 incident'])
    expect(
      linksIn(
        '## Contributing factors\n\n| # | Condition | Leads to |\n|---|---|---|\n| 1 | a | 2 and 3 |\n| 2 | b | - |\n| 3 | c | #2 |',
      ),
    ).toEqual(['1 2', '1 3', '3 2'])
  })

  test.each([
    ['Contributing factor | Notes', 'The bolt sticks | oiled in May', 'F1 The bolt sticks'],
    ['Factor | Evidence | Leads to', 'The bolt sticks | a photo | the incident', 'F1 The bolt sticks'],
    ['Factor | Evidence', '**F7** The bolt sticks | a photo', 'F7 The bolt sticks'],
    ['Factor | Words', 'F7 | The bolt sticks', 'F7 The bolt sticks'],
    ['Factor | Leads to | Words', 'F7 | the incident | The bolt sticks', 'F7 The bolt sticks'],
    ['No. | Kind | Words', '7 | sharp | The bolt sticks', '7 The bolt sticks'],
    ['Factor | Description', 'Bolt | The bolt sticks', 'F1 The bolt sticks'],
    ['Factor', 'The bolt sticks', 'F1 The bolt sticks'],
  ])('stands in the column for it: | %s |', (head, row, read) => {
    const rule = head.replace(/[^|]+/g, '---')
    expect(factorsIn(`| ${head} |\n|${rule}|\n| ${row} |`).map(({ id, text }) => `${id} ${text}`)).toEqual([
      read,
    ])
  })

  test('may be told by a bullet with an id below it, or in a line of its own', () => {
    expect(linksIn('## Contributing factors\n\n- F1: a\n  - F2: b\n    - F3: c\n  - a remark')).toEqual([
      'F2 F1',
      'F3 F2',
    ])
    expect(linksIn('## Contributing factors\n\n- F1: a\n- F2: b\n\nLinks:\n\n- F1 \u2192 F2')).toEqual([
      'F1 F2',
    ])
  })

  test("a template's factor with a link is still a placeholder", () =>
    expect(factorsIn('- F1 _Write: a condition_ leads to: F2')).toEqual([]))
})

describe('the end that a bullet names itself', () => {
  test.each([
    ['(sharp) The bolt sticks', 'sharp', 'The bolt sticks'],
    ['[Blunt end]: Nobody oils it', 'blunt', 'Nobody oils it'],
    ['Sharp: The bolt sticks', 'sharp', 'The bolt sticks'],
    ['Blunt-end \u2013 Nobody oils it', 'blunt', 'Nobody oils it'],
    ['Sharp - The bolt sticks', 'sharp', 'The bolt sticks'],
    ['Sharp end bolt sticks', 'sharp', 'Sharp end bolt sticks'],
    ['The bolt sticks (sharp).', 'sharp', 'The bolt sticks'],
    ['F1 (sharp): The bolt sticks', 'sharp', 'The bolt sticks'],
    ['Sharp-edged cable cut the sheath', 'unclear', 'Sharp-edged cable cut the sheath'],
    ['Sharp-ended bolt', 'unclear', 'Sharp-ended bolt'],
    ['Sharp increase in load', 'unclear', 'Sharp increase in load'],
    ['Blunt tools', 'unclear', 'Blunt tools'],
  ])('%s', (words, end, text) =>
    expect(factorsIn(`- ${words}`).map((one) => [one.end, one.text])).toEqual([[end, text]]),
  )
})

describe('chains of whys', () => {
  test('go down by nesting, and branch', () =>
    expect(
      whysIn(
        '- Why? A broke.\n  - Why did it? B wore out.\n    - How was that possible? C is never changed.\n  - How did we find out late? D is silent.',
      ),
    ).toEqual({
      last: ['C is never changed.', 'D is silent.'],
      links: [
        'A broke. > incident',
        'B wore out. > A broke.',
        'C is never changed. > B wore out.',
        'D is silent. > A broke.',
      ],
    }))

  test('run on in a flat list', () =>
    expect(whysIn('1. Why? A broke.\n2. Why? B wore out.\n3. Why? C is never changed.')).toEqual({
      last: ['C is never changed.'],
      links: ['A broke. > incident', 'B wore out. > A broke.', 'C is never changed. > B wore out.'],
    }))

  test('a question of its own passes on what it asks about', () =>
    expect(
      whysIn(
        '- Why did the pump stop?\n  - The fuse blew.\n    - Why did the fuse blow?\n      - The load was too high.',
      ),
    ).toEqual({
      last: ['The load was too high.'],
      links: ['The fuse blew. > incident', 'The load was too high. > The fuse blew.'],
    }))

  test('questions with their answers below run on where they repeat the answer before', () => {
    const chain =
      '1. Why did the pump stop?\n   - The fuse blew.\n2. Why did the fuse blow?\n   - The load was too high.'
    expect(whysIn(chain).last).toEqual(['The load was too high.'])
    expect(whysIn(chain.replace('Why did the fuse blow?', 'Why did nobody hear it?')).last).toEqual([
      'The fuse blew.',
      'The load was too high.',
    ])
  })

  test('a flat run below an answer goes on where it repeats the words of its neighbour', () =>
    expect(
      whysIn(
        '1. Why did the pump stop? The main fuse blew.\n   1. Why did the fuse blow? The cooling fan drew double current.\n   2. Why did the fan draw double current? Its bearing was dry.',
      ).links,
    ).toEqual([
      'Its bearing was dry. > The cooling fan drew double current.',
      'The cooling fan drew double current. > The main fuse blew.',
      'The main fuse blew. > incident',
    ]))

  test('and does not where it asks as much about the answer above', () =>
    expect(
      whysIn(
        '1. Why was it dark? The main fuse blew.\n   1. Why did it? The spare main fuse was too small.\n   2. How could the main fuse be the only fuse of the main hall? Halls share one line.',
      ).links,
    ).toContain('Halls share one line. > The main fuse blew.'))

  test('a label and a problem statement are no answers', () =>
    expect(
      whysIn(
        '- Problem: the pump stopped\n  - Why? The fuse blew.\n- How the alarm stayed silent:\n  1. Why? It has no battery.',
      ).links,
    ).toEqual(['It has no battery. > incident', 'The fuse blew. > incident']))

  test('an answer that names a factor is that factor, wherever the two stand', () => {
    const rows = '## Contributing factors\n\n### Blunt end\n\n- F7: The fuse is too small for two pumps.'
    const whys = '## Five Whys\n\n- Why? The fuse blew. (F7)\n  - Why? Nobody counts pumps.'
    for (const text of [`${rows}\n\n${whys}`, `${whys}\n\n${rows}`]) {
      expect(linksIn(text).sort()).toEqual(['F1 F7', 'F7 incident'])
      expect(parse(`# x\n\n${text}`).factors.find(({ id }) => id === 'F7')).toMatchObject({
        end: 'blunt',
        text: 'The fuse is too small for two pumps.',
      })
    }
  })
})

test('an id that two factors bear is told', () => {
  const { problems } = parse('# Doors\n\n## Contributing factors\n\n- F1: a\n- F2: b\n- F1: c\n')
  expect(problems.map(({ code, message, range }) => [code, message, range.line])).toEqual([
    ['duplicate-id', 'The factor id F1 is already used on line 5.', 7],
  ])
})

describe('words that are told twice', () => {
  const read = (text: string) => {
    const { factors, problems } = parse(`# x\n\n${text}\n`)
    return {
      factors: factors.map(({ id, text: words }) => `${id} ${words}`),
      problems: problems.map(({ code }) => code),
      links: linksIn(text),
    }
  }
  const factors = '## Contributing factors\n\n'

  test('under ids of their own are factors of their own', () =>
    expect(
      read(
        `${factors}- F1: It is small. leads to: the incident\n- F2: It is small. leads to: F1\n- F3: The rest. leads to: F2\n\nAgain:\n\n- F2: It is small. leads to: the incident`,
      ),
    ).toEqual({
      factors: ['F1 It is small.', 'F2 It is small.', 'F3 The rest.'],
      problems: [],
      links: ['F1 incident', 'F2 F1', 'F2 incident', 'F3 F2'],
    }))

  test('keep the id that one of the two states', () => {
    const table = '| ID | Factor | Leads to |\n|---|---|---|\n| CF7 | a | CF8 |\n| CF8 | b | |'
    const list = '- a\n- b'
    for (const text of [`${list}\n\n${table}`, `${table}\n\n${list}`])
      expect(read(factors + text)).toEqual({ factors: ['CF7 a', 'CF8 b'], problems: [], links: ['CF7 CF8'] })
    expect(read(`## Five Whys\n\n- Why? It is dry. (F7)\n\n${factors}- It is dry.`).factors).toEqual([
      'F7 It is dry.',
    ])
  })

  test('behind an answer that names the factor are that factor, both times', () =>
    expect(
      read(`## Five Whys\n\n- Why? It ran dry. (F1)\n\n${factors}- F1: It is small.\n- F1: It is small.`),
    ).toEqual({ factors: ['F1 It is small.'], problems: [], links: ['F1 incident'] }))

  test('and words that only the answer has belong to the bullet with the link', () =>
    expect(
      read(`${factors}- F1: It is small.\n- F3: leads to: F1\n\n## Five Whys\n\n- Why? It ran dry. (F3)`),
    ).toEqual({
      factors: ['F1 It is small.', 'F3 It ran dry.'],
      problems: [],
      links: ['F3 F1', 'F3 incident'],
    }))
})

describe('circles', () => {
  const circles = (...links: [string, ...string[]][]): string[] =>
    circlesOf(
      causesOf({
        whys: [],
        actions: [],
        factors: links.map(([id, ...to]) => factor(id, id, leadingTo(...to))),
      }),
    ).map((circle) => circle.map(({ from }) => from.id).join(' '))

  test('are told once each, by the shortest way', () => {
    expect(circles(['F1', 'F2'], ['F2', 'F3'], ['F3', 'F1', 'F2'], ['F4', 'F4'], ['F5', 'F1'])).toEqual([
      'F1 F2 F3',
      'F4',
    ])
    expect(circles(['F1', 'F2'], ['F2', 'F3', 'incident'], ['F3', 'incident'])).toEqual([])
  })

  test('are there just where something can be reached from itself', () => {
    const graphs = fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 2 }), {
      minLength: 8,
      maxLength: 8,
    })
    fc.assert(
      fc.property(graphs, (graph) => {
        const reach = graph.map((to) => new Set(to))
        for (let round = 0; round < 8; round++)
          for (const set of reach) for (const to of set) for (const next of graph[to] ?? []) set.add(next)
        const all = [...graph.keys()]
        const meet = (a: number, b: number): boolean => reach[a]?.has(b) === true && reach[b]?.has(a) === true
        const knots = new Set(
          all.filter((at) => meet(at, at)).map((at) => all.find((other) => meet(at, other)) ?? at),
        )
        const named = (at: number): string => `F${String(at)}`
        const found = circles(...graph.map((to, at): [string, ...string[]] => [named(at), ...to.map(named)]))
        expect(found.map((circle) => circle.split(' ')[0])).toEqual(
          all.filter((at) => knots.has(at)).map(named),
        )
        for (const circle of found) {
          const way = circle.split(' ').map((id) => Number(id.slice(1)))
          for (const [index, at] of way.entries()) expect(graph[at]).toContain(way[(index + 1) % way.length])
        }
      }),
    )
  })

  test('of 20,000 factors in pairs are found at once', () => {
    const start = performance.now()
    const pairs = many(20_000, 'x', (index) => [
      `F${String(index % 2 === 0 ? index + 2 : index)}`,
      `F${String(index + 3)}`,
    ])
    expect(circlesOf(causesOf({ factors: pairs, whys: [], actions: [] })).length).toBeGreaterThan(9000)
    expect(performance.now() - start).toBeLessThan(3000)
  })

  test('of 20,000 factors are found at once', () => {
    const start = performance.now()
    const ring = many(20_000, 'x', (index) => [`F${String(((index + 1) % 20_000) + 1)}`])
    expect(circlesOf(causesOf({ factors: ring, whys: [], actions: [] }))).toHaveLength(1)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
