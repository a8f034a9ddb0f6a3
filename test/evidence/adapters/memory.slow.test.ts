import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { ADAPTERS } from '../../../src/evidence/adapters/index.ts'
import { READING } from '../exported.ts'

// Each export is 100 MB; what is held at a time is a piece, an element and a few words, whatever the size.
const SIZE = 100 * 1024 * 1024
const MOST_HELD = 24 * 1024 * 1024

interface Shape {
  readonly name: string
  readonly head: string
  readonly tail: string
  readonly entry: (index: number) => string
}

const clock = (index: number): string => new Date(Date.UTC(2026, 10, 23, 8) + index * 20).toISOString()
const words = 'shard 3 of the index took longer than it should and was tried again on another node'

const SHAPES: readonly Shape[] = [
  { name: 'slack', head: '[\n', tail: '{}]', entry: (n) => `{"type":"message","user":"U0${n % 50}","text":"${words} ${n}","ts":"${(Date.parse(clock(n)) / 1000).toFixed(6)}"},\n` }, // prettier-ignore
  { name: 'kubernetes', head: '{"items":[', tail: '{}]}', entry: (n) => `{"involvedObject":{"kind":"Pod","name":"p-${n}"},"reason":"BackOff","message":"${words}","firstTimestamp":"${clock(n)}","metadata":{"namespace":"x","uid":"${n}"}},` }, // prettier-ignore
  { name: 'opentelemetry', head: '', tail: '', entry: (n) => `{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"${n}","name":"${words}","startTimeUnixNano":"${Date.parse(clock(n))}000000"}]}]}]}\n` }, // prettier-ignore
  {
    name: 'syslog',
    head: '',
    tail: '',
    entry: (n) => `<27>1 ${clock(n)} node-${n % 9} indexd 812 - - ${words}\n`,
  },
  {
    name: 'logfmt',
    head: '',
    tail: '',
    entry: (n) => `ts=${clock(n)} level=info service=search msg="${words}" n=${n}\n`,
  },
  {
    name: 'csv',
    head: 'time,source,text\n',
    tail: '',
    entry: (n) => `${clock(n)},search,"${words}, ${n}"\n`,
  },
]

it.each(SHAPES)('$name reads 100 MB in bounded memory', { timeout: 300_000 }, async (shape) => {
  const adapter = ADAPTERS.find(({ name }) => name === shape.name)
  const before = held()
  const started = process.cpuUsage()
  let [most, entries] = [0, 0]
  for await (const told of adapter?.read(piecesOf(shape), READING) ?? []) {
    entries += 'text' in told ? 1 : 0
    if (entries % 100_000 === 0) most = Math.max(most, held() - before)
  }
  const seconds = process.cpuUsage(started).user / 1e6
  process.stdout.write(`${shape.name}: ${entries} entries, ${(100 / seconds).toFixed(0)} MB per second of CPU, ${(most / 1024 / 1024).toFixed(0)} MB held\n`) // prettier-ignore
  expect(entries).toBeGreaterThan(300_000)
  expect(most).toBeLessThan(MOST_HELD)
})

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is in use, without what only waits to be collected. */
function held(): number {
  collect()
  return process.memoryUsage().heapUsed
}

async function* piecesOf({ head, tail, entry }: Shape): AsyncGenerator<string> {
  yield head
  for (let size = 0, index = 0; size < SIZE;) {
    let piece = ''
    while (piece.length < 65_536) piece += entry(index++)
    size += piece.length
    yield piece
  }
  yield tail
}
