import { live, type Life } from './life.ts'
import { LAG_MS, type Death } from './mortal.ts'
import { WRITE_ROUTES } from './routes.ts'

/**
 * Proofs 5 to 7: the app is killed before and after each write of a whole life, with what it had noted kept or lost, and
 * each write route answers 502 after it did the work, on a GitHub that shows writes at once or 20 s late (time goes
 * twenty times faster). GitHub must end up as if nothing had been.
 * `npm run test:faults -- lag:write:before|after:kept|lost …` replays single deaths.
 */
const LAGS_MS = [0, LAG_MS]
const AT_ONCE = 6

interface Case extends Death {
  readonly lagMs: number
}

const nameOf = ({ lagMs, atWrite, when, memory }: Case): string => [lagMs, atWrite, when, memory].join(':')

function parse(name: string): Case {
  const [lagMs, atWrite, when, memory] = name.split(':')
  return {
    lagMs: Number(lagMs),
    atWrite: Number(atWrite),
    when: when === 'after' ? 'after' : 'before',
    memory: memory === 'lost' ? 'lost' : 'kept',
  }
}

function allOf(writes: number): Case[] {
  const every: Case[] = []
  for (const lagMs of LAGS_MS)
    for (let atWrite = 1; atWrite <= writes; atWrite++)
      for (const when of ['before', 'after'] as const)
        for (const memory of ['kept', 'lost'] as const) every.push({ lagMs, atWrite, when, memory })
  return every
}

const undisturbed = await live(null, 0)
const named = process.argv.slice(2)
const cases = named.length > 0 ? named.map(parse) : allOf(undisturbed.writes)
console.log(`a life of ${undisturbed.writes} writes, ${cases.length} deaths`)
const wrong: string[] = []
const isSame = (life: Life) => life.end === undisturbed.end && life.died && life.parked === 0

async function work(): Promise<void> {
  for (let each = cases.shift(); each; each = cases.shift()) {
    const life = await live(each, each.lagMs)
    if (isSame(life)) continue
    wrong.push(nameOf(each))
    console.log(`wrong: ${nameOf(each)} (died: ${life.died}, parked: ${life.parked})`)
    if (named.length > 0) console.log(difference(undisturbed.end, life.end))
  }
}

function difference(should: string, is: string): string {
  const [lines, others] = [should.split('\n'), is.split('\n')]
  const missing = lines.filter((line) => !others.includes(line)).map((line) => `- ${line}`)
  const surplus = others.filter((line) => !lines.includes(line)).map((line) => `+ ${line}`)
  return [...missing, ...surplus].join('\n')
}

/** Two in a row: the try after the first is spoilt too. */
async function spoil([name, route]: [string, (typeof WRITE_ROUTES)[string]], lagMs: number): Promise<void> {
  const life = await live(null, lagMs, (faults) =>
    faults.api({ ...route, times: 2, answer: '502-after-write' }),
  )
  if (life.end === undisturbed.end && life.parked === 0) return
  wrong.push(`502:${lagMs}:${name}`)
  console.log(`wrong: 502 after ${name}, lag ${lagMs} ms\n${difference(undisturbed.end, life.end)}`)
}

await Promise.all(Array.from({ length: AT_ONCE }, work))
if (named.length === 0)
  for (const lagMs of LAGS_MS) for (const route of Object.entries(WRITE_ROUTES)) await spoil(route, lagMs)
console.log(
  wrong.length === 0 ? 'every end is the same' : `${wrong.length} wrong; replay: ${wrong.join(' ')}`,
)
process.exitCode = wrong.length === 0 ? 0 : 1
