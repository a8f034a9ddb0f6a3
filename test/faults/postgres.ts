import { setTimeout } from 'node:timers/promises'
import { Random } from '../fuzz/random.ts'
import { startPostgres } from '../postgres.ts'
import { Company } from './company.ts'
import { prove } from './prove.ts'

// Proof 4: PostgreSQL ends amid the work and comes back. The app lives on, and does by itself what it acknowledged.
const UP_MS = 5_000
const DOWN_MS = 3_000

await prove({ name: 'postgres', times: 10, atOnce: 10, round })

async function round(seed: number, kills: number) {
  const random = new Random(seed)
  const company = await Company.found(random)
  const postgres = await startPostgres()
  const wrong: string[] = []
  try {
    const DATABASE_URL = await postgres.database()
    const server = await company.serve({ DATABASE_URL }).up()
    const people = company.busy(250)
    for (let kill = 0; kill < kills; kill++) {
      await setTimeout(random.below(UP_MS))
      await postgres.kill()
      await setTimeout(random.below(DOWN_MS))
      if (server.isGone) throw new Error(`the app ended:\n${server.log}`)
      await postgres.start()
    }
    await setTimeout(2_000)
    await people.stop()
    await company.settled(server)
    for (const lost of await company.judge('acknowledged')) wrong.push(`acknowledged, but ${lost}`)
    const { parked } = await server.jobs()
    const { acknowledged, refused } = company
    await server.end('SIGTERM')
    return { did: `${acknowledged} acknowledged, ${refused} not; parked ${parked}`, wrong }
  } finally {
    await company.close()
    await postgres.close()
  }
}
