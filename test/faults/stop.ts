import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Random } from '../fuzz/random.ts'
import { Company } from './company.ts'
import { prove } from './prove.ts'

// Proof 15: SIGTERM under load. It ends with 0 within 20 s, and what it acknowledged is done by the one after it, which does
// not sweep.
const LIFE_MS = 4_000
const STOP_MS = 20_000

await prove({ name: 'stop', times: 10, atOnce: 5, round })

async function round(seed: number, stops: number) {
  const random = new Random(seed)
  const company = await Company.found(random)
  const folder = mkdtempSync(join(tmpdir(), 'debrief-stop-'))
  const wrong: string[] = []
  let longest = 0
  try {
    const people = company.busy(250)
    for (let stop = 0; stop < stops; stop++) {
      const server = await company.serve({ DATA_DIR: folder }).up()
      await setTimeout(random.below(LIFE_MS))
      const { code, signal, tookMs } = await server.end('SIGTERM')
      longest = Math.max(longest, tookMs)
      if (code !== 0 || tookMs > STOP_MS)
        wrong.push(`it ended with ${code ?? signal} after ${Math.round(tookMs)} ms:\n${server.log}`)
    }
    const last = await company.serve({ DATA_DIR: folder }).up()
    await people.stop()
    await company.settled(last)
    for (const lost of await company.judge('acknowledged')) wrong.push(`acknowledged, but ${lost}`)
    await last.end('SIGTERM')
    const { acknowledged, refused } = company
    return { did: `${acknowledged} acknowledged, ${refused} not; longest ${Math.round(longest)} ms`, wrong }
  } finally {
    await company.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
