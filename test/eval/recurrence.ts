/**
 * Scores what `debrief similar` points at against judgements of a reader: `npm run eval:similar -- --documents FILE
 * --judgements FILE`. See `--help`.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { parse } from '../../src/postmortem/parse.ts'
import { briefOf, remembering } from '../../src/recurrence/brief.ts'
import { rememberedOf, type Remembered } from '../../src/recurrence/remembered.ts'
import { Memory } from '../../src/recurrence/similar.ts'

const HELP = `npm run eval:similar -- --documents FILE [--judgements FILE] [--pool] [--by HOW] [--least N]

Draws 30 documents (seeded, from each organisation in turn), asks for the three earlier ones most like each, and scores the
answers by the judgements. The 1st, 3rd, … were tuned on, the 2nd, 4th, … were not.

  --documents FILE   one JSON object a line: id, org; docs/<id>.md stands beside the file
  --judgements FILE  one JSON object a line: query, other, similar (true or false)
  --by HOW           document (all of both), index (of the others only what index.json keeps), or incident (and of the one
                     asked for only its title, services and first 600 characters)
  --least N          the score below which nothing is said, where it is to be another
  --pool             print the pairs that are still to be judged, also those that would not be said, and no score`

const SEED = 20261123
const QUERIES = 30

const documents = z.object({ id: z.string(), org: z.string() })
const judgement = z.object({ query: z.string(), other: z.string(), similar: z.boolean() })

interface Document extends Remembered {
  readonly org: string
  /** What an index keeps of it. */
  readonly kept: Remembered
  /** What the issue of such an incident may have told. */
  readonly told: Remembered
}

/** Which of the others come into question. */
const REGIMES = {
  'all others': () => true,
  'same organisation, earlier only': (query: Document, other: Document) =>
    other.org === query.org && (query.day === null || other.day === null || other.day < query.day),
} as const
type Among = (query: Document, other: Document) => boolean

try {
  const { values } = parseArgs({
    options: {
      documents: { type: 'string' },
      judgements: { type: 'string' },
      pool: { type: 'boolean', default: false },
      by: { type: 'string', default: 'document' },
      least: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help || values.documents === undefined) console.log(HELP)
  else run(values.documents, values.judgements, values.pool, howOf(values.by, values.least))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}

interface How {
  readonly by: 'document' | 'index' | 'incident'
  readonly leastScore: number | undefined
}

function howOf(by: string, least: string | undefined): How {
  if (by !== 'document' && by !== 'index' && by !== 'incident')
    throw new Error(`--by ${by} is none of the three`)
  return { by, leastScore: least === undefined ? undefined : Number(least) }
}

function run(file: string, judgements: string | undefined, isPool: boolean, how: How): void {
  const all = readDocuments(file)
  const judged = new Map(
    (judgements === undefined ? [] : linesOf(judgements, judgement)).map(({ query, other, similar }) => [
      pairOf(query, other),
      similar,
    ]),
  )
  const queries = drawn(all)
  for (const [name, among] of Object.entries(REGIMES)) {
    if (isPool) printPool(all, queries, among, judged)
    else {
      console.log(`# ${name}\n`)
      console.log(
        `tuned on:     ${scoreOf(
          all,
          queries.filter((_, at) => at % 2 === 0),
          among,
          judged,
          how,
        )}`,
      )
      console.log(
        `not tuned on: ${scoreOf(
          all,
          queries.filter((_, at) => at % 2 === 1),
          among,
          judged,
          how,
        )}\n`,
      )
    }
  }
}

/** The candidates make the memory, as the folder of a team does. */
function memoryFor(
  all: readonly Document[],
  query: Document,
  among: Among,
  by: How['by'] = 'document',
): Memory {
  const others = all.filter((other) => other.id !== query.id && among(query, other))
  if (by === 'document') return new Memory([query, ...others])
  return new Memory([by === 'incident' ? query.told : query, ...others.map(({ kept }) => kept)])
}

function scoreOf(
  all: readonly Document[],
  queries: readonly Document[],
  among: Among,
  judged: ReadonlyMap<string, boolean>,
  { by, leastScore }: How,
): string {
  const count = { said: 0, right: 0, unjudged: 0, silent: 0, answerable: 0, answered: 0 }
  for (const query of queries) {
    const found = memoryFor(all, query, among, by).similarTo(query.id, () => true, { leastScore })
    const verdicts = found.map(({ id }) => judged.get(pairOf(query.id, id)))
    count.said += found.length
    count.right += verdicts.filter((verdict) => verdict === true).length
    count.unjudged += verdicts.filter((verdict) => verdict === undefined).length
    if (found.length === 0) count.silent += 1
    const has = all.some((other) => among(query, other) && judged.get(pairOf(query.id, other.id)) === true)
    if (has) count.answerable += 1
    if (has && verdicts.includes(true)) count.answered += 1
  }
  const precision = count.said === 0 ? '–' : (count.right / count.said).toFixed(2)
  return (
    `precision at 3 ${precision} (${String(count.right)} of ${String(count.said)}), ` +
    `says nothing ${String(count.silent)} of ${String(queries.length)}, ` +
    `a right one for ${String(count.answered)} of ${String(count.answerable)} that have one` +
    (count.unjudged === 0 ? '' : `; ${String(count.unjudged)} NOT JUDGED, counted as wrong`)
  )
}

/** The three likest of each, however weak, and a pair once. */
function printPool(
  all: readonly Document[],
  queries: readonly Document[],
  among: Among,
  judged: ReadonlyMap<string, boolean>,
): void {
  for (const query of queries) {
    const found = memoryFor(all, query, among).similarTo(query.id, () => true, { leastScore: 0 })
    for (const { id, score, shares } of found) {
      if (judged.has(pairOf(query.id, id))) continue
      console.log(JSON.stringify({ query: query.id, other: id, score: Number(score.toFixed(3)), shares }))
    }
  }
}

/** From each organisation in turn, in an order that the seed gives. */
function drawn(all: readonly Document[]): Document[] {
  const random = randomFrom(SEED)
  const order = all
    .map((one) => ({ one, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ one }) => one)
  const places = new Map<string, number>()
  const turn = order.map((one) => {
    const before = places.get(one.org) ?? 0
    places.set(one.org, before + 1)
    return { one, before }
  })
  return turn
    .sort((one, other) => one.before - other.before)
    .slice(0, QUERIES)
    .map(({ one }) => one)
}

/** A linear congruential generator (Numerical Recipes): the draw has to be the same everywhere, not good. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function readDocuments(file: string): Document[] {
  const folder = path.join(path.dirname(file), 'docs')
  return linesOf(file, documents).map(({ id, org }) => {
    const postmortem = parse(readFileSync(path.join(folder, `${id}.md`), 'utf8'))
    const one = rememberedOf(id, postmortem)
    const { title, summary, rest } = one.fields
    const words = (summary.trim() || rest).slice(0, 600)
    const told = { ...one, tags: [], fields: { title, summary: words, factors: '', impact: '', rest: '' } }
    return { ...one, org, kept: remembering({ ...one, path: id }, briefOf(id, postmortem)), told }
  })
}

function linesOf<S extends z.ZodType>(file: string, schema: S): z.output<S>[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => schema.parse(JSON.parse(line)))
}

/** Alike is alike both ways. */
function pairOf(one: string, other: string): string {
  return [one, other].sort().join(' ')
}
