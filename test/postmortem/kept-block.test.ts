import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findBlock, keepBlock, type Extent, type WantedBlock } from '../../src/postmortem/kept-block.ts'

const CONTENT = '| Time | Event |\n| --- | --- |\n| 14:02 | Deploy |'
const LINES = [
  { key: 'a', line: '| 14:02 | Deploy |' },
  { key: 'b', line: '| 14:09 | Alert |' },
]
const SLOT = 'HERE'

const slot = (text: string): Extent | null => {
  const start = text.indexOf(SLOT)
  return start < 0 ? null : { start, end: start + SLOT.length }
}
const block = (content: string, more: Partial<WantedBlock> = {}): WantedBlock => ({
  kind: 'timeline',
  content,
  place: slot,
  ...more,
})
/** As it is after the app has looked: the new text, or the old one. */
const kept = (text: string, wanted: WantedBlock): string => keepBlock(text, wanted).text ?? text

const FRESH = kept(`# A\n\n${SLOT}\n\nThe end.\n`, block(CONTENT))

describe('a block of its own', () => {
  test('is put in the place of what waits for it', () => {
    expect(FRESH).toMatch(/^# A\n\n<!-- debrief:timeline \{"hash":"[0-9a-f]{16}"\} -->\n\n\| Time /)
    expect(FRESH).toMatch(/\| Deploy \|\n\n<!-- \/debrief:timeline -->\n\nThe end\.\n$/)
    expect(findBlock(FRESH, 'timeline')).toMatchObject({ owner: 'app' })
  })

  test('is left alone as long as it is as wanted, and replaced where it is not', () => {
    expect(keepBlock(FRESH, block(CONTENT))).toEqual({ text: null, owner: 'app' })
    const next = keepBlock(FRESH, block('Nothing happened.'))
    expect(next.owner).toBe('app')
    expect(next.text).toContain('-->\n\nNothing happened.\n\n<!--')
    expect(next.text).not.toContain('Deploy')
  })

  test('is nowhere, where there is neither a block nor a place', () => {
    expect(keepBlock('# A\n', block(CONTENT))).toEqual({ text: null, owner: 'nobody' })
  })

  test('is the app’s still when an editor has changed line ends or taken spaces away', () => {
    const windows = FRESH.replaceAll('\n', '\r\n').replace('Deploy |', 'Deploy |   ')
    expect(keepBlock(windows, block(CONTENT))).toEqual({ text: null, owner: 'app' })
    const next = kept(windows, block('Other.'))
    expect(next.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })
})

test('two markers with nothing between them ask to be filled', () => {
  for (const gap of ['\n', '\n\n', '\r\n \r\n']) {
    const asked = `# A\n\n<!-- debrief:timeline -->${gap}<!-- /debrief:timeline -->\n`
    const { text, owner } = keepBlock(asked, block(CONTENT, { lines: LINES }))
    expect(owner).toBe('app')
    expect(text).toContain(CONTENT)
  }
  const emptied = FRESH.replace(CONTENT, '')
  expect(keepBlock(emptied, block('Other.'))).toEqual({ text: null, owner: 'person' })
})

describe('a block that a person has edited', () => {
  const edited = FRESH.replace('| 14:02 | Deploy |', '| 14:02 | Deploy of the wrong branch |')

  test('is theirs: nothing in it is replaced', () => {
    expect(keepBlock(edited, block('Other.'))).toEqual({ text: null, owner: 'person' })
  })

  test('gets what is new at its end, each line once, even where they take it out again', () => {
    const mine = kept(`# A\n\n${SLOT}\n`, block(CONTENT, { lines: LINES.slice(0, 1) }))
    const theirs = mine.replace('Deploy |', 'Deploy of main |')
    const more = keepBlock(theirs, block(CONTENT, { lines: LINES }))
    expect(more.owner).toBe('person')
    expect(more.text).toContain('| 14:02 | Deploy of main |\n| 14:09 | Alert |\n\n<!-- /debrief')
    expect(more.text).not.toContain('| 14:02 | Deploy |')
    expect(keepBlock(more.text ?? '', block(CONTENT, { lines: LINES })).text).toBeNull()
    const taken = (more.text ?? '').replace('| 14:09 | Alert |\n', '')
    expect(keepBlock(taken, block(CONTENT, { lines: LINES }))).toEqual({ text: null, owner: 'person' })
  })

  test('gets what is new where it belongs, as long as that is the start of a line', () => {
    const at = (inner: string, line: string) => (line.includes('14:01') ? inner.indexOf('| 14:02') : null)
    const lines = [
      { key: 'c', line: '| 14:01 | Merge |' },
      { key: 'd', line: '| 14:30 | End |' },
    ]
    const next = kept(edited, block(CONTENT, { lines, slot: at }))
    expect(next).toMatch(
      /\| 14:01 \| Merge \|\n\| 14:02 \| Deploy of the wrong branch \|\n\| 14:30 \| End \|\n\n<!-- \/debrief/,
    )
    const within = kept(edited, block(CONTENT, { lines, slot: (inner) => inner.indexOf('14:02') }))
    expect(within).toContain('| 14:02 | Deploy of the wrong branch |\n| 14:01 | Merge |')
    expect(keepBlock(next, block(CONTENT, { lines, slot: at })).text).toBeNull()
  })

  test('is theirs too where they cut into its marker', () => {
    const cut = FRESH.replace(/\{"hash":"/, '{"hash:')
    expect(keepBlock(cut, block('Other.'))).toEqual({ text: null, owner: 'person' })
  })
})

describe('markers that make no block are left as they are', () => {
  const [, open = '', inside = '', close = ''] =
    /^(<!--.*?-->)([\s\S]*)(<!--.*-->)/.exec(FRESH.slice(5)) ?? []
  const whole = open + inside + close
  test.each([
    ['doubled', `${whole}\n\n${whole}\n`],
    ['nested', `${open}\n\n${whole}\n\n${close}\n`],
    ['never closed', `${open}${inside}\n`],
    ['never opened', `${inside}${close}\n`],
    ['the wrong way round', `${close}\n\nx\n\n${open}\n`],
    ['closed in a fence only', `${open}\n\n\`\`\`\n${close}\n\`\`\`\n`],
  ])('%s', (_, text) => {
    expect(keepBlock(`${text}\n${SLOT}\n`, block('Other.'))).toEqual({ text: null, owner: 'broken' })
  })

  test.each([
    ['in a fence', `\`\`\`\n${whole}\n\`\`\``],
    ['in a quotation', whole.replaceAll(/^/gm, '> ')],
    ['in a list', `- a\n\n${whole.replaceAll(/^/gm, '  ')}`],
    ['in a comment', `<!--\n${whole.replaceAll('-->', '--')}\n-->`],
    ['in a sentence', `We wrote ${open} and ${close} there.`],
  ])('%s they are no markers: the block goes to its place', (_, text) => {
    const next = keepBlock(`${text}\n\n${SLOT}\n`, block('Other.'))
    expect(next.owner).toBe('app')
    expect(next.text?.startsWith(`${text}\n\n<!-- debrief:timeline `)).toBe(true)
  })

  test('a block of another kind is none of ours', () => {
    const both = kept(`${FRESH}\n${SLOT}\n`, block('Fine.', { kind: 'metrics' }))
    expect(findBlock(both, 'timeline')).toMatchObject({ owner: 'app' })
    expect(findBlock(both, 'metrics')).toMatchObject({ owner: 'app' })
  })
})

test('content that would swallow its own end, or forge a marker, is not written or made harmless', () => {
  expect(keepBlock(SLOT, block('```\nnever closed'))).toEqual({ text: null, owner: 'broken' })
  const forged = kept(SLOT, block('a\n\n<!-- /debrief:timeline -->\n\nb'))
  expect(findBlock(forged, 'timeline')).toMatchObject({ owner: 'app' })
  expect(forged).toContain('&lt;!-- /debrief:timeline')
})

/** Documents out of the pieces that could confuse it. */
const pieces = fc.constantFrom(
  '# A', '', '', '- item', '> quote', '```', '~~~', '<!--', '-->', '<div>', '| a | b |', '---', 'Text.', '    code', SLOT,
  '<!-- debrief:timeline {"hash":"0123456789abcdef"} -->', '<!-- debrief:timeline -->', '<!-- /debrief:timeline -->',
  ' <!-- /debrief:timeline -->', '<!-- debrief:metrics {} -->', '<!-- /debrief:metrics -->',
  ...FRESH.split('\n'),
) // prettier-ignore
const documents = fc
  .tuple(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 25 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.join(end))
const contents = fc.oneof(fc.constant(CONTENT), fc.array(pieces, { maxLength: 6 }).map((lines) => lines.join('\n'))) // prettier-ignore
const lines = fc.array(
  fc.record({ key: fc.constantFrom('a', 'b', 'c--d>', '"'), line: fc.oneof(pieces, fc.string()) }),
  { maxLength: 4 },
)

test('nothing outside the markers changes, and a second look changes nothing', () => {
  fc.assert(
    fc.property(documents, contents, lines, (text, content, added) => {
      const wanted = block(content, { lines: added })
      const before = findBlock(text, 'timeline')
      const { text: next, owner } = keepBlock(text, wanted)
      if (next === null) return
      const after = findBlock(next, 'timeline')
      if (after === null || after === 'broken') throw new Error('the block is lost')
      const hole = before === null || before === 'broken' ? slot(text) : before
      if (hole === null) throw new Error('it was put nowhere that anybody named')
      const [head, tail] = [text.slice(0, hole.start), text.slice(hole.end)]
      expect(next.startsWith(head)).toBe(true)
      expect(next.endsWith(tail)).toBe(true)
      // Beside the block only line ends are added, and those only where it is new.
      const around = next.slice(head.length, after.start) + next.slice(after.end, next.length - tail.length)
      expect(around).toMatch(before === null ? /^[\r\n]*$/ : /^$/)
      expect(keepBlock(next, wanted)).toEqual({ text: null, owner })
    }),
    { numRuns: 500 },
  )
})

test('a person’s lines are all kept, in their order, wherever others are put among them', () => {
  const slots = fc.array(fc.option(fc.nat(400)), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), lines, slots, (theirs, added, places) => {
      const text = FRESH.replace('| 14:02 | Deploy |', () => theirs.join('\n'))
      const found = findBlock(text, 'timeline')
      let turn = 0
      const slotAt = () => places[turn++] ?? null
      const { text: next } = keepBlock(text, block('Other.', { lines: added, slot: slotAt }))
      if (found === null || found === 'broken' || found.owner === 'app' || next === null) return
      const left = next.split('\n')
      let from = 0
      const inside = text.slice(found.inner.start, found.inner.end).trimEnd()
      for (const line of inside.split('\n').slice(1)) {
        from = left.indexOf(line, from) + 1
        expect(from).toBeGreaterThan(0)
      }
    }),
  )
})

test('a person’s words are all kept, whatever they wrote into the block', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), lines, (theirs, added) => {
      const inside = theirs.join('\n')
      const text = FRESH.replace('| 14:02 | Deploy |', () => inside)
      const found = findBlock(text, 'timeline')
      const next = keepBlock(text, block('Other.', { lines: added }))
      if (found === null || found === 'broken' || found.owner === 'app') return
      expect(next.owner).toBe('person')
      expect(next.text ?? text).toContain(text.slice(found.inner.start, found.inner.end).trimEnd())
    }),
  )
})
