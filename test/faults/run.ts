import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Every proof: its number in the plan, its name here, what it shows, and the script that shows it. */
interface Listed {
  readonly name: string
  readonly shows: string
  readonly script: string
  readonly args?: readonly string[]
}

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const PROOFS: readonly Listed[] = [
  { name: 'kills', shows: '1. kill -9 at random moments under load', script: here('kills.ts') },
  { name: 'torn', shows: '2. a torn or rolled-back data folder', script: here('torn.ts') },
  { name: 'disk-full', shows: '3. the disk is full', script: here('disk-full.ts') },
  { name: 'postgres', shows: '4. PostgreSQL ends under load', script: here('postgres.ts') },
  {
    name: 'writes',
    shows: '5, 6, 7. killed at each write; 502 after it; 20 s of lag',
    script: here('writes.ts'),
  },
  {
    name: 'lag',
    shows: '7. webhooks tell of things up to 30 s before GitHub shows them',
    script: here('lag.ts'),
  },
  {
    name: 'deliveries',
    shows: '8, 10. deliveries shuffled, doubled and lost; the redelivery API broken',
    script: here('deliveries.ts'),
  },
  { name: 'hour-down', shows: '9. an hour down', script: vitest, args: ['run', 'test/stories/down.test.ts'] },
  {
    name: 'replicas',
    shows: '11. three replicas, clocks set back and forward, one killed',
    script: here('replicas.ts'),
  },
  {
    name: 'limits',
    shows: '12. primary and secondary limits',
    script: vitest,
    args: ['run', 'test/github/installations.test.ts'],
  },
  { name: 'own-events', shows: '13. our own events', script: here('own-events.ts') },
  {
    name: 'hostile',
    shows: '14. bad signatures, giant and slow bodies (with the load test)',
    script: here('../load/acknowledge.ts'),
  },
  { name: 'stop', shows: '15. SIGTERM under load', script: here('stop.ts') },
  { name: 'soak', shows: '16. a soak with a moved clock', script: here('soak.ts') },
]

const HELP = `npm run test:faults -- [NAME …] [--times N] [--seed S]

Without a name all run, one after the other, until one ends wrong. Each prints its seeds and counts, and where it ends wrong
the line that replays it. What else is said goes to the one proof that is named.

${PROOFS.map(({ name, shows }) => `  ${name.padEnd(12)}${shows}`).join('\n')}
`

const given = process.argv.slice(2)
const names = new Set(given.filter((word) => PROOFS.some(({ name }) => name === word)))
const rest = given.filter((word) => !names.has(word))
const isFor = ({ name }: Listed) => names.size === 0 || names.has(name)
if (given.includes('--help') || (rest.length > 0 && !rest[0]?.startsWith('--') && names.size !== 1)) {
  console.log(HELP)
  process.exit(given.includes('--help') ? 0 : 2)
}
for (const proof of PROOFS.filter(isFor)) run(proof)

function run({ name, shows, script, args = [] }: Listed): void {
  console.log(`\n${name}: ${shows}`)
  // What vitest plays has seeds and counts of its own.
  const own = args.length > 0 ? [] : rest
  const { status } = spawnSync(process.execPath, [script, ...args, ...own], { stdio: 'inherit' })
  if (status === 0) return
  console.log(`${name} ended wrong`)
  process.exit(1)
}
