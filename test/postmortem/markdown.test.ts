import { array, assert, constantFrom, letrec, oneof, property, tuple } from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { describe, expect, test } from 'vitest'

import { markdownOf } from '../../src/postmortem/markdown.ts'

/** The reference that keeps to CommonMark and GFM to the letter, at a sixth of the speed. */
function reference(text: string): Root {
  return fromMarkdown(text, {
    extensions: [gfmTable(), gfmTaskListItem()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
  })
}

const OWN_END = new Set(['text', 'strong', 'emphasis', 'inlineCode', 'link', 'linkReference', 'tableCell'])

/** What the readers of a tree look at, one line per node. */
function outline(node: Nodes, depth = 0): string[] {
  if (node.type === 'definition') return []
  const words = 'value' in node && node.type !== 'code' ? JSON.stringify(node.value) : ''
  const start =
    node.type === 'root' || node.type === 'code' || node.type === 'break' ? '' : node.position?.start.offset
  const own = [
    node.type,
    start,
    OWN_END.has(node.type) ? node.position?.end.offset : '',
    words,
    node.type === 'heading' ? node.depth : '',
    node.type === 'listItem' ? (node.checked ?? '') : '',
    node.type === 'list' ? node.ordered : '',
    node.type === 'link' ? node.url : '',
    node.type === 'image' ? node.alt : '',
  ]
  const line = `${' '.repeat(depth)}${own.filter((part) => part !== '' && part !== undefined).join(' ')}`
  const children = 'children' in node ? (node.children as readonly Nodes[]) : []
  return [line, ...children.flatMap((child) => outline(child, depth + 1))]
}

const word = constantFrom(
  'the',
  'pod',
  'failed',
  '14:03',
  'Ada',
  'a_b',
  '2 * 3',
  'R&D',
  '&amp;',
  '(10%)',
  '\\*',
)
const words = array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '))

const { inline } = letrec<{ inline: string }>((tie) => ({
  inline: oneof(
    { maxDepth: 2, withCrossShrink: true },
    words,
    tie('inline').map((inner) => `**${inner}**`),
    tie('inline').map((inner) => `_${inner}_`),
    words.map((inner) => `\`${inner}\``),
    tie('inline').map((inner) => `[${inner}](https://wiki.example/a?b=c)`),
    words.map((inner) => `![${inner}](graph.png "Load")`),
    words.map((inner) => `[${inner}][ticket]`),
    words.map((inner) => `[${inner}]`),
    tuple(tie('inline'), tie('inline')).map(([a, b]) => `${a} ${b}`),
  ),
}))

const lines = tuple(words, array(tuple(constantFrom('\n', '  \n', '\\\n'), inline), { maxLength: 2 })).map(
  ([first, others]) => first + others.map(([end, line]) => end + line).join(''),
)

function indented(block: string, first: string, others: string): string {
  return block
    .split('\n')
    .map((line, index) => (index === 0 ? first : line === '' ? '' : others) + line)
    .join('\n')
}

const { block } = letrec<{ block: string }>((tie) => ({
  block: oneof(
    { maxDepth: 2, withCrossShrink: true },
    lines,
    tuple(constantFrom('# ', '## ', '### '), inline).map(([mark, title]) => mark + title),
    words.map((title) => `${title}\n---`),
    array(tuple(words, inline), { minLength: 1, maxLength: 3 }).map((rows) =>
      ['| Time | What |', '| --- | :-: |', ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join('\n'),
    ),
    tuple(constantFrom('- ', '* ', '1. '), array(tie('block'), { minLength: 1, maxLength: 3 })).map(
      ([mark, items]) => items.map((item) => indented(item, mark, ' '.repeat(mark.length))).join('\n'),
    ),
    array(lines, { minLength: 1, maxLength: 3 }).map((items) =>
      items.map((item, index) => indented(item, index % 2 === 0 ? '- [ ] ' : '- [x] ', '  ')).join('\n'),
    ),
    tie('block').map((inner) => indented(inner, '> ', '> ')),
    words.map((code) => `\`\`\`\n${code}\n\n${code}\n\`\`\``),
    constantFrom('---', '<!-- a remark -->', '    indented code', '[ticket]: https://wiki.example/t'),
  ),
}))

const document = array(block, { minLength: 1, maxLength: 4 }).map((blocks) => `${blocks.join('\n\n')}\n`)

describe('the tree of a document', () => {
  test('is the one of the reference, whatever people write', () => {
    assert(
      property(document, (text) => {
        expect(outline(markdownOf(text, 0))).toEqual(outline(reference(text)))
      }),
      { numRuns: 400 },
    )
  })

  test.each([
    [
      'a bracketed word is a link only where it is defined',
      '[INC-7] and [INC-8]\n\n[inc-8]: https://wiki.example/8\n',
    ],
    ['brackets inside the words of a link', '[[INC-7] the lock](https://wiki.example/7)\n'],
    ['empty cells, and bars in code', '| a | b |\n|---|---|\n| | `x\\|y` |\n|  | c\n'],
    ['a rule right below a table', '| a | b |\n|---|---|\n| 1 | 2 |\n---\nwords\n'],
    ['a setext heading within a quotation', '> Impact \n> ===\n> words\n'],
    ['a code span over lines of a quotation', '> a `b\n> c` d\n'],
    ['a box with nothing behind it', '- [x] \n- [ ]\n- [X]  two\n'],
    ['closed tags on lines of their own', '<img src="a.png" />\n\nwords\n'],
    ['angle brackets', '<https://wiki.example> <ada@mail.example> a < b <br> <b>c</b>\n'],
  ])('%s', (_, text) => {
    expect(outline(markdownOf(text, 0))).toEqual(outline(reference(text)))
  })

  test('stands at the same words after front matter and with other line ends', () => {
    const text = '# Title\n\n- **one**  \n  two [three](https://wiki.example)\n> four\n> five\n'
    const told = (source: string, from: number): string[] =>
      outline(markdownOf(source, from))
        .filter((line) => /^ *text/.test(line))
        .map((line) => {
          const [, start, end] = /text (\d+) (\d+)/.exec(line) ?? []
          return source.slice(Number(start), Number(end)).replaceAll(/\s+/g, ' ')
        })
    const all = ['Title', 'one', 'two ', 'three', 'four > five']
    expect(told(text, 0)).toEqual(all)
    expect(told(`---\na: b\n---\n${text}`, 13)).toEqual(all)
    expect(told(text.replaceAll('\n', '\r\n'), 0)).toEqual(all)
    expect(told(text.replaceAll('\n', '\r'), 0)).toEqual(all)
  })
})
