/**
 * Lints and inspects made-up documents with all rules: `npm run test:fuzz -- --seed N --count 10000`. No crash, nothing over a
 * second, every place in the text, every suggestion settles its finding. A failing document is made small and kept in a file.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { documentOf } from './documents.ts'
import { judge } from './judge.ts'

const HELP = `npm run test:fuzz -- [--seed N] [--count N] [--from N] [--limit MS]

  --seed N      which documents; today's date where not said. The same seed gives the same documents.
  --count N     how many (10000)
  --from N      number of the first one (0): \`--seed 7 --from 4125 --count 1\` is one document again
  --limit MS    how long one may take (1000)

Exits 1 where a document fails.`

const { values } = parseArgs({
  options: {
    seed: { type: 'string' }, count: { type: 'string', default: '10000' }, from: { type: 'string', default: '0' },
    limit: { type: 'string', default: '1000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
}) // prettier-ignore

if (values.help) console.log(HELP)
else {
  const seed = Number(values.seed ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''))
  const failures = readAll(seed, Number(values.from), Number(values.count), Number(values.limit))
  process.exitCode = failures > 0 ? 1 : 0
}

/** How many documents failed. */
function readAll(seed: number, from: number, count: number, limit: number): number {
  const began = performance.now()
  const slowest = { took: 0, index: from }
  let failures = 0
  let characters = 0
  for (let index = from; index < from + count; index++) {
    const { kind, text } = documentOf(seed, index)
    const { problem, took } = judge(text, limit)
    characters += text.length
    if (took > slowest.took) Object.assign(slowest, { took, index })
    if (problem === null) continue
    failures++
    console.log(
      `\n${kind} document ${index} of seed ${seed}: ${problem}\n  kept small in ${keep(text, index, limit)}`,
    )
    console.log(`  again: npm run test:fuzz -- --seed ${seed} --from ${index} --count 1`)
  }
  const seconds = Math.round((performance.now() - began) / 1000)
  const most = `slowest: number ${slowest.index} in ${Math.round(slowest.took)} ms`
  console.log(
    `seed ${seed}: ${count} documents, ${Math.round(characters / 1e6)} MB in ${seconds} s; ${most}; ${failures} failed.`,
  )
  return failures
}

/** Leaves out what the failure does not need, piece by piece, and writes the rest to a file. */
function keep(text: string, index: number, limit: number): string {
  const fails = (shorter: string): boolean => judge(shorter, limit).problem !== null
  let small = text
  const until = performance.now() + 20_000
  for (let size = Math.ceil(small.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < small.length && performance.now() < until;) {
      const shorter = small.slice(0, at) + small.slice(at + size)
      if (fails(shorter)) small = shorter
      else at += size
    }
  }
  const file = join(mkdtempSync(join(tmpdir(), 'debrief-fuzz-')), `${index}.md`)
  writeFileSync(file, small)
  return file
}
