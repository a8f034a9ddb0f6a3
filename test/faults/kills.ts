import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Random } from '../fuzz/random.ts'
import { Company } from './company.ts'
import { prove } from './prove.ts'
import type { Server } from './server.ts'

// Proof 1: kill -9 of the server at random moments under load, its start included. First without any sweep, since that would
// make good whatever the store lost.
const BIRTH_MS = 8_000
const START_MS = 3_000
const LIFE_MS = 3_000

await prove({ name: 'kills', times: 20, atOnce: 10, round })

async function round(seed: number, kills: number) {
  const random = new Random(seed)
  const company = await Company.found(random)
  const folder = mkdtempSync(join(tmpdir(), 'debrief-kills-'))
  const wrong: string[] = []
  let early = 0
  let wasUp = false
  try {
    const people = company.busy(800)
    for (let kill = 0; kill < kills; kill++) {
      const server = company.serve({ DATA_DIR: folder })
      // The first of a folder takes longer to come up. Every third one is killed at any moment of its start.
      if (kill % 3 > 0) await server.up()
      await setTimeout(random.below(kill === 0 ? BIRTH_MS : kill % 3 === 0 ? START_MS : LIFE_MS))
      if (server.isGone) wrong.push(`a start failed:\n${server.log}`)
      if (wasUp && server.beganAnew) wrong.push(`the folder was set aside:\n${server.log}`)
      if (!server.isUp) early++
      wasUp ||= server.isUp
      await server.end('SIGKILL')
    }
    const last = await company.serve({ DATA_DIR: folder }).up()
    await people.stop()
    await company.settled(last)
    for (const lost of await company.judge('acknowledged')) wrong.push(`acknowledged, but ${lost}`)
    const { parked } = await last.jobs()
    await last.end('SIGKILL')
    const sweeping = await company.serve({ DATA_DIR: folder }, { sweeps: true }).up()
    for (const missed of await swept(company, sweeping)) wrong.push(`after a sweep ${missed}`)
    const { acknowledged, refused, incidents } = company
    const did = `${early} of ${kills} kills while starting; ${acknowledged} acknowledged, ${refused} not; ${incidents.length} incidents, ${incidents.filter(({ merged }) => merged).length} merged; parked ${parked}`
    return { did, wrong }
  } finally {
    await company.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function swept(company: Company, server: Server) {
  for (let look = 0; ; look++) {
    await setTimeout(500)
    await company.settled(server)
    const wrong = await company.judge('all')
    if (wrong.length === 0 || look > 15) return wrong
  }
}
