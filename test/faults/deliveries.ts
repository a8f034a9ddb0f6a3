import { parseArgs } from 'node:util'
import { live } from '../sweep/chance.ts'

/**
 * Proofs 8 and 10: deliveries shuffled, doubled, and 30 % of them lost, with the API that would send them again broken;
 * GitHub must end up as if all had arrived once and in order. `--times 1 --seed S` replays one, and says what differs.
 */
const AT_ONCE = 3

const { values } = parseArgs({ options: { times: { type: 'string' }, seed: { type: 'string' } } })
const times = Number(values.times ?? 1_000)
const first = Number(values.seed ?? 1)
const seeds = Array.from({ length: times }, (_, index) => first + index)
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
    if (times === 1) console.log(difference(undisturbed, end))
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
  wrong.length === 0
    ? `${done} ends are the same`
    : `${wrong.length} wrong; replay: --times 1 --seed, one of ${wrong.join(' ')}`,
)
process.exitCode = wrong.length === 0 ? 0 : 1
