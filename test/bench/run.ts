/**
 * Times the linter side by side with alex, write-good and textlint over the same documents in one run, and against parsing
 * Markdown alone: `npm run bench`, or `npm run bench -- FOLDER`. The rounds are interleaved, so that all of them feel what
 * else the machine does. The medians are told: by the clock, and by the time that the thread itself worked.
 */
import { parseArgs } from 'node:util'
import { lint } from '../../src/lint/engine.ts'
import { markdownOf } from '../../src/postmortem/markdown.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { documentsOf, madeUp, wordsIn } from './documents.ts'
import { others, type Contestant } from './others.ts'
import { coldStarts, memoryOf } from './process.ts'

const HELP = `npm run bench -- [--rounds N] [--own] [FOLDER]

Over the Markdown files of FOLDER, or over 60 made-up postmortems where none is named.

  --rounds N  how often each tool reads all of them (5); the median counts
  --own       without the other linters, which are installed into a temporary folder the first time`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    own: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

const OWN: readonly Contestant[] = [
  { name: 'debrief', read: (text) => lint(text) },
  { name: 'debrief, reading without the rules', read: (text) => parse(text) },
  { name: 'debrief, Markdown alone (the floor)', read: (text) => markdownOf(text, 0) },
]

if (values.help) console.log(HELP)
else {
  await sideBySide(documentsOf(positionals[0]), Number(values.rounds), [
    ...OWN,
    ...(values.own ? [] : await others()),
  ])
  linearity()
  const starts = coldStarts(9)
  console.log(
    `\nOne document of 1,800 words, the whole process: ${seconds(median(starts))} (fastest ${seconds(Math.min(...starts))})`,
  )
  const { peak, seconds: took } = memoryOf(5)
  console.log(`5 MB: ${seconds(took * 1000)}, at most ${Math.round(peak)} MB of memory for the whole process`)
}

async function sideBySide(
  documents: readonly string[],
  rounds: number,
  all: readonly Contestant[],
): Promise<void> {
  const words = documents.reduce((sum, text) => sum + wordsIn(text), 0)
  console.log(
    `${documents.length} documents, ${words.toLocaleString('en')} words, ${rounds} rounds after two to warm up:\n`,
  )
  const times = new Map(all.map(({ name }) => [name, { clock: [] as number[], own: [] as number[] }]))
  for (let round = -1; round <= rounds; round++) {
    for (const { name, read } of all) {
      const [start, startOwn] = [performance.now(), ownTime()]
      for (const text of documents) await read(text)
      if (round <= 0) continue
      times.get(name)?.clock.push(performance.now() - start)
      times.get(name)?.own.push(ownTime() - startOwn)
    }
  }
  const ours = median(times.get('debrief')?.own ?? [])
  const speed = (took: readonly number[]): string =>
    Math.round(words / (median(took) / 1000))
      .toLocaleString('en')
      .padStart(12)
  console.log(`${'words/s'.padEnd(38)}${'by the clock'.padStart(12)}${'own time'.padStart(12)}   debrief is`)
  for (const [name, { clock, own }] of times)
    console.log(`${name.padEnd(38)}${speed(clock)}${speed(own)}   ${ratio(median(own) / ours)}`)
}

/** Milliseconds that this thread has worked: on a machine that is shared the clock tells of the others too. */
function ownTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The same document ten times over, and again: what is linear takes as long for each word. */
function linearity(): void {
  const text = madeUp(2, 2000)
  console.log()
  for (const times of [1, 10, 100]) {
    const long = text.repeat(times)
    const took = fastest(long, times === 100 ? 5 : 15)
    const words = wordsIn(long)
    const each = ((took * 1000) / words).toFixed(2)
    console.log(
      `${words.toLocaleString('en').padStart(7)} words: ${seconds(took).padStart(8)}, ${each} µs a word`,
    )
  }
}

function fastest(text: string, rounds: number): number {
  return Math.min(
    ...Array.from({ length: rounds }, () => {
      const start = ownTime()
      lint(text)
      return ownTime() - start
    }),
  )
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function seconds(milliseconds: number): string {
  return milliseconds < 100 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`
}

function ratio(times: number): string {
  if (times === 1) return ''
  return times > 1 ? `${times.toFixed(1)} × as fast` : `${(1 / times).toFixed(1)} × as slow`
}
