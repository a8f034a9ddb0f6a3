import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Random } from '../fuzz/random.ts'
import { Company } from './company.ts'
import { prove } from './prove.ts'

// Proof 2: the data folder is torn, or an older copy of it is put back. It starts, finds on GitHub what it missed meanwhile,
// makes nothing twice, and takes in what comes then.
const CONVERGED_MS = 60_000

await prove({ name: 'torn', times: 100, atOnce: 20, round })

async function round(seed: number, times: number) {
  const random = new Random(seed)
  const company = await Company.found(random)
  const home = mkdtempSync(join(tmpdir(), 'debrief-torn-'))
  const folder = join(home, 'data')
  const copies: string[] = []
  const how: Record<string, number> = {}
  let aside = 0
  let restarts = 0
  // A page may turn out to be torn only when it is needed: it ends then with a word, and whoever runs it starts it again.
  const begin = async () => {
    const server = company.serve({ DATA_DIR: folder }, { sweeps: true })
    const up = await server.up().catch((error: unknown) => {
      if (!server.isGone) throw error
      restarts++
      return company.serve({ DATA_DIR: folder }, { sweeps: true }).up()
    })
    if (up.beganAnew) aside++
    return up
  }
  try {
    for (let time = 0; time <= times; time++) {
      let server = await begin()
      await company.act()
      await company.sandbox.idle()
      for (const until = Date.now() + CONVERGED_MS; ; await setTimeout(200)) {
        if (server.isGone) {
          restarts++
          server = await begin()
        }
        const wrong = await company.judge('all')
        if (wrong.length === 0) break
        if (Date.now() > until || wrong.some((line) => !/has 0 /.test(line)))
          return { did: `${time} times`, wrong: [JSON.stringify(how), ...wrong, server.log] }
      }
      // At rest every other time, else amid the work.
      if (time % 2 === 0) await company.settled(server)
      await server.end('SIGKILL')
      if (time === times) break
      if (copies.length < 4) {
        const copy = join(home, `copy-${copies.length}`)
        cpSync(join(folder, 'store'), copy, { recursive: true })
        copies.push(copy)
      }
      const done = harm(join(folder, 'store'), copies, random)
      how[done] = (how[done] ?? 0) + 1
      await company.act() // nobody hears of it
      await company.sandbox.idle()
    }
    const ways = Object.entries(how).map(([name, count]) => `${count} × ${name}`)
    return { did: `${ways.join(', ')}; ${aside} set aside, ${restarts} started again`, wrong: [] }
  } finally {
    await company.close()
    rmSync(home, { recursive: true, force: true })
  }
}

function harm(store: string, copies: readonly string[], random: Random): string {
  const what = random.pick(['truncated', 'zeroed', 'flipped', 'removed', 'older', 'mixed'])
  const older = copies[random.below(copies.length)] ?? store
  if (what === 'older' || what === 'mixed') {
    if (what === 'older') rmSync(store, { recursive: true, force: true })
    const half = what === 'mixed' ? () => random.next() < 0.5 : () => true
    cpSync(older, store, { recursive: true, filter: (path) => statSync(path).isDirectory() || half() })
    return what
  }
  const files = readdirSync(store, { recursive: true, encoding: 'utf8' })
    .map((name) => join(store, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size > 0)
  for (let left = 1 + random.below(20); left > 0; left--)
    tear(files[random.below(files.length)], what, random)
  return what
}

function tear(path: string | undefined, what: string, random: Random): void {
  if (path === undefined) return
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? {}
  if (!size) return
  if (what === 'removed') return rmSync(path)
  if (what === 'truncated') return truncateSync(path, random.below(size))
  const bytes = readFileSync(path)
  const from = random.below(size)
  if (what === 'zeroed') bytes.fill(0, from, Math.min(size, from + 8192))
  else for (let left = 20; left > 0; left--) bytes[random.below(size)] = random.below(256)
  writeFileSync(path, bytes)
}
