import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from './random.ts'
import { HEADINGS, MARKS, TRIGGERS } from './vocabulary.ts'

export interface Fuzzed {
  readonly kind: 'mutated' | 'nonsense' | 'repeated'
  readonly text: string
}

/** Longer ones are cut: up to here the check promises a second. */
const LONGEST = 100_000

/** Document number `index` of a seed. One in twenty-five repeats one thing up to 100,000 characters; those take the time. */
export function documentOf(seed: number, index: number): Fuzzed {
  const random = new Random(Math.imul(seed, 7919) + index)
  if (index % 25 === 0)
    return { kind: 'repeated', text: repeated(random, seed + index / 25).slice(0, LONGEST) }
  return index % 2 === 0
    ? { kind: 'mutated', text: mutated(random).slice(0, LONGEST) }
    : { kind: 'nonsense', text: nonsense(random).slice(0, LONGEST) }
}

const ROOT = join(import.meta.dirname, '../..')

/** What we have written ourselves: the templates, the examples of the rules and their fixtures. */
const OWN = ['templates', 'src/lint/rules', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|hbs)$/.test(name))
    .toSorted()
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
) as [string, ...string[]]

/** One or two of our own documents with pieces cut out, doubled, moved, and foreign words put in. */
function mutated(random: Random): string {
  let text = random.several(1, 2, () => random.pick(OWN)).join('\n')
  for (const mutate of random.several(1, 12, () => random.pick(MUTATIONS))) text = mutate(text, random)
  return text
}

type Mutate = (text: string, random: Random) => string

const MUTATIONS: readonly [Mutate, ...Mutate[]] = [
  (text, random) => spliced(text, random, () => ''),
  (text, random) => spliced(text, random, (piece) => piece + piece),
  (text, random) => spliced(text, random, (piece) => piece.toUpperCase()),
  (text, random) => spliced(text, random, (piece) => piece.split('').toReversed().join('')),
  (text, random) =>
    spliced(text, random, (piece) => piece.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', ' ']))),
  (text, random) => spliced(text, random, () => random.pick(TRIGGERS)),
  (text, random) => put(text, random, ` ${random.pick(TRIGGERS)} `),
  (text, random) => put(text, random, random.pick(MARKS)),
  (text, random) => put(text, random, random.pick(MARKS).repeat(1 + random.below(60))),
  (text, random) => put(text, random, `\n\n## ${random.pick(HEADINGS)}\n\n`),
  (text, random) => put(text, random, text.slice(0, random.below(400))),
  (text, random) => text.slice(random.below(40)),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => random.pick(['\uFEFF', '---\n', '---\na: b\n---\n', '\r\n']) + text,
  (text) => text.replaceAll('\n', '\r\n'),
]

function spliced(text: string, random: Random, change: (piece: string) => string): string {
  const start = random.below(text.length + 1)
  const end = start + random.below(random.pick([4, 40, 400]))
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end)
}

function put(text: string, random: Random, piece: string): string {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + piece + text.slice(at)
}

/** Markdown by its grammar, of words that the rules look for, in every nesting. */
function nonsense(random: Random): string {
  const front =
    random.below(6) === 0 ? `---\n${random.several(1, 4, () => field(random)).join('\n')}\n---\n` : ''
  return front + random.several(1, 10, () => block(random, 0)).join(random.pick(['\n\n', '\n\n', '\n']))
}

const KEYS = ['title', 'severity', 'started', 'detected', 'resolved', 'date', 'users', 'impact', 'x'] as const

function field(random: Random): string {
  return `${random.pick(KEYS)}: ${random.pick([sentence(random), random.pick(TRIGGERS), '"', '[1, 2', '2026-11-02'])}`
}

function block(random: Random, depth: number): string {
  const inner = (): string => (depth > 3 ? sentence(random) : block(random, depth + 1))
  switch (random.below(10)) {
    case 0:
      return `${random.pick(['#', '##', '###', '####### '])} ${random.pick([random.pick(HEADINGS), sentence(random)])}`
    case 1:
      return `**${random.pick(HEADINGS)}**${random.pick([':', '', ' \u2013 x'])}\n${sentence(random)}`
    case 2:
    case 3: {
      const mark = random.pick(['- ', '* ', '1. ', '- [ ] ', '- [x] ', '2) '])
      return random.several(1, 5, () => indented(inner(), mark)).join(random.pick(['\n', '\n', '\n\n']))
    }
    case 4:
      return indented(inner(), random.pick(['> ', '>', '> [!NOTE]\n> ']), '> ')
    case 5:
      return table(random)
    case 6:
      return `${random.pick(['```\n', '~~~js\n', '    ', '<pre>\n', '<!-- '])}${inner()}${random.pick(['\n```', '', '\n~~~', '\n</pre>', ' -->'])}`
    case 7:
      return `${sentence(random)}\n${random.pick(['---', '===', '***', '[a]: https://wiki.example'])}`
    default:
      return random
        .several(1, 4, () => sentence(random))
        .join(random.pick(['\n', '  \n', ' ', '\r\n', '\r', '<br>']))
  }
}

function indented(text: string, first: string, others = ' '.repeat(first.length)): string {
  return first + text.replaceAll('\n', `\n${others}`)
}

function table(random: Random): string {
  const cells = (): string =>
    `| ${random.several(1, 4, () => sentence(random).replaceAll('\n', ' ')).join(' | ')} |`
  const columns = random.pick(['Time | What', 'Action | Owner | Due', 'Field | Value', 'Factor | End'])
  return [`| ${columns} |`, columns.replaceAll(/[^|]+/g, ' --- '), ...random.several(0, 4, cells)].join('\n')
}

function sentence(random: Random): string {
  const words = random.several(1, 9, () => {
    const word = random.below(12) === 0 ? random.pick(MARKS) : random.pick(TRIGGERS)
    const [open, close] = random.pick([
      ['', ''],
      ['', ''],
      ['', ''],
      ['**', '**'],
      ['_', '_'],
      ['[', '](a)'],
      ['`', '`'],
      ['"', '"'],
      ['(', ')'],
    ])
    return `${open ?? ''}${word}${close ?? ''}`
  })
  return words.join(' ') + random.pick(['.', '', ':', '?', ' -', '!'])
}

/** Where a repetition can stand: what is harmless in a paragraph may not be in an action. */
const PLACES: readonly [string, ...string[]] = [
  '', '# ', '## Actions\n\n- ', '## Actions\n\n', '## Timeline\n\n- 14:03 ', '## Timeline\n\n', '## Contributing factors\n\n1. ', '## Impact\n\n', '**Owner**: ',
  '> ', '- ', '---\ntitle: ', '|a|b|\n|-|-|\n|', '## Actions\n\n| Action | Owner |\n|---|---|\n|', '<!-- debrief-ignore ', '`', '"', '[', '## Five whys\n\n', 'The on-call engineer ',
] // prettier-ignore

/** One mark or one trigger, over and over: each has its turn as the index grows. */
function repeated(random: Random, turn: number): string {
  const all = [...MARKS, ...TRIGGERS.map((trigger) => `${trigger} `)]
  const unit = all[turn % all.length] ?? 'a'
  const times = Math.ceil(random.pick([10_000, 30_000, LONGEST]) / Math.min(unit.length, 10))
  const end = random.pick(['', 'b', '\n\nSome words.\n', unit.trim(), ' to be @ada by 2026-12-01'])
  return random.pick(PLACES) + unit.repeat(times).slice(0, LONGEST - 200) + end
}
