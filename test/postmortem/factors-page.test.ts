import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { lint } from '../../src/lint/engine.ts'
import { causalMap } from '../../src/postmortem/map.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { understood } from '../mermaid/mermaid.ts'

const PAGE = readFileSync(new URL('../../docs/factors.md', import.meta.url), 'utf8')
const EXAMPLES = Array.from(
  PAGE.matchAll(/^```markdown\n([\s\S]*?)^```\n\n(```(?:text|mermaid)\n[\s\S]*?^```\n)/gm),
  ([, example = '', result = '']) => ({ example, result }),
)
const RULES = ['factors/unknown-link', 'factors/cycle', 'factors/orphan']

/** What the page tells of an example: its ends, its links in the words of the map, and what is found. */
async function toldOf(example: string): Promise<string> {
  const { factors } = parse(example)
  const block = causalMap(parse(example)) ?? ''
  const { description } = await understood(block.split('\n').slice(1, -2).join('\n'))
  const ends = factors.flatMap(({ id, end }) => (end === 'unclear' ? [] : [`${id}, ${end} end`]))
  const found = lint(example).findings.filter(({ rule }) => RULES.includes(rule))
  const lines = [
    ...ends,
    ...description.split('\n').filter((line) => line !== ''),
    ...found.map(({ rule, range }) => `line ${String(range.line)}: ${rule}`),
  ]
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`
}

test('the page has an example of each kind', () => expect(EXAMPLES.length).toBeGreaterThanOrEqual(8))

test.each(EXAMPLES)('docs/factors.md is true: $example', async ({ example, result }) => {
  const told = result.startsWith('```mermaid') ? causalMap(parse(example)) : await toldOf(example)
  expect(told).toBe(result)
})
