import { live } from '../sweep/chance.ts'

/**
 * Proofs 8 and 10: deliveries shuffled, doubled, and 30 % of them lost, with the API that would send them again broken;
 * GitHub must end up as if all had arrived once and in order. `node test/faults/deliveries.ts [seed …]` replays single
 * ones; `SEEDS` says how many there are.
 */
const SEEDS = Number(process.env['SEEDS'] ?? 1_000)
const AT_ONCE = 3

const named = process.argv.slice(2).map(Number)
const seeds = named.length > 0 ? named : Array.from({ length: SEEDS }, (_, index) => index + 1)
const undisturbed = await live('delivered')
const wrong: number[] = []
let done = 0

async function work(): Promise<void> {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
    const end = await live({ seed })
    done++
    if (done % 100 === 0) console.log(`${done} lives`)
    if (end === undisturbed) continue
    wrong.push(seed)
    console.log(`wrong: seed ${seed}`)
    if (named.length > 0) console.log(difference(undisturbed, end))
  }
}

function difference(should: string, is: string): string {
  const [lines, others] = [should.split('\n'), is.split('\n')]
  const missing = lines.filter((line) => !others.includes(line)).map((line) => `- ${line}`)
  const surplus = others.filter((line) => !lines.includes(line)).map((line) => `+ ${line}`)
  return [...missing, ...surplus].join('\n')
}

console.log(`seeds ${seeds[0]} to ${seeds.at(-1)}, and a life in which nothing arrives at all`)
if ((await live('dropped')) !== undisturbed) wrong.push(0)
await Promise.all(Array.from({ length: AT_ONCE }, work))
console.log(
  wrong.length === 0 ? `${done} ends are the same` : `${wrong.length} wrong; replay: ${wrong.join(' ')}`,
)
process.exitCode = wrong.length === 0 ? 0 : 1
