import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '../fuzz/random.ts'

/** The Markdown files of a folder, or made-up documents where none is named. */
export function documentsOf(folder: string | undefined): string[] {
  if (folder === undefined)
    return Array.from({ length: 60 }, (_, index) => madeUp(index, 300 + 40 * (index % 40)))
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  )
  return names.toSorted().map((name) => readFileSync(join(folder, name), 'utf8'))
}

export function wordsIn(text: string): number {
  return text.split(/\s+/).length
}

const SUBJECTS = ['The cache', 'Our load balancer', 'The deploy job', 'A follower of the queue', 'The on-call engineer', 'Support', 'The certificate', 'We', 'A second replica', 'Ada Lovelace'] as const // prettier-ignore
const VERBS = ['kept answering from', 'lost its lease on', 'was restarted together with', 'refused writes to', 'failed to renew', 'noticed the alarm about', 'should have drained', 'recovered without', 'filled the disk of', 'rolled back'] as const // prettier-ignore
const OBJECTS = ['the orders table', 'an old region', 'the payment worker', 'half of the shards', 'the nightly export', '`edge-proxy`', 'the [runbook](https://wiki.example/runbook)', 'the **primary**', 'every second pod'] as const // prettier-ignore
const ENDS = ['for about 40 minutes', 'because the limit was lower than anybody knew', 'until 14:20 UTC', 'while 3% of the checkouts timed out', 'as the dashboard had no such line', 'before the first page went out', 'when the quota ran out'] as const // prettier-ignore

/** A postmortem of about `words` words, of every shape that our readers know. */
export function madeUp(seed: number, words: number): string {
  const random = new Random(seed)
  const sentence = (): string =>
    `${random.pick(SUBJECTS)} ${random.pick(VERBS)} ${random.pick(OBJECTS)} ${random.pick(ENDS)}.`
  const paragraph = (): string => random.several(2, 5, sentence).join(' ')
  const entry = (_: unknown, index: number): string =>
    `- ${10 + (index % 12)}:${String(10 + random.below(49))} ${sentence()}`
  const action = (_: unknown, index: number): string =>
    `- A${index + 1}: Add an alert on ${random.pick(OBJECTS)} - @${random.pick(['ada', 'bo', 'cy'])}, due 2026-12-${10 + random.below(19)}`
  const parts = [
    `---\ntitle: Orders stood still\nseverity: sev${1 + random.below(3)}\n---\n\n# Orders stood still\n\n## Summary\n\n${paragraph()}`,
    `## Impact\n\n${paragraph()}\n\n| Measure | Value |\n|---|---|\n| Users | 1,200 |\n| Orders lost | ${random.below(900)} |`,
    `## Timeline (UTC)\n\n${Array.from({ length: 6 + random.below(6) }, entry).join('\n')}`,
    `## Contributing factors\n\n${random.several(2, 5, () => `1. ${sentence()}\n   ${sentence()}`).join('\n')}`,
  ]
  const ending = `## Actions\n\n${Array.from({ length: 4 }, action).join('\n')}\n\n## Thanks\n\n${sentence()}\n`
  for (let number = 1; wordsIn(parts.join(' ')) + wordsIn(ending) < words; number++) {
    parts.push(
      `### What we saw, part ${number}\n\n${paragraph()}\n\n> ${sentence()}\n\n${random.several(0, 3, () => `- ${sentence()}`).join('\n')}`,
    )
  }
  return [...parts, ending].join('\n\n')
}
