import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Random } from '../fuzz/random.ts'
import { Company } from './company.ts'
import { prove } from './prove.ts'

// Proof 3: the disk of the data folder is full, on a small one of its own in memory. The app acknowledges nothing that it
// cannot keep, ends or goes on within 15 s of there being room again, and what it acknowledged is done.
const DISK = '160m'
const FULL_MS = 15_000
const RECOVERED_MS = 15_000

const probe = mkdtempSync(join(tmpdir(), 'debrief-full-'))
if (!mount(probe)) {
  rmSync(probe, { recursive: true })
  console.log('disk-full: SKIPPED, a small disk can be mounted only by root on Linux')
  process.exit(0)
}
unmount(probe)

await prove({ name: 'disk-full', times: 5, round })

async function round(seed: number) {
  const random = new Random(seed)
  const company = await Company.found(random)
  const disk = mkdtempSync(join(tmpdir(), 'debrief-full-'))
  mount(disk)
  const ballast = join(disk, 'ballast')
  const wrong: string[] = []
  try {
    const DATA_DIR = join(disk, 'data')
    let server = await company.serve({ DATA_DIR }).up()
    const people = company.busy(100)
    await setTimeout(1_000 + random.below(3_000))
    // Full to the last block, and kept so: the log has its room beforehand, and each table grows by a page now and then.
    const [took, refused] = [company.acknowledged, company.refused]
    for (const until = Date.now() + FULL_MS; Date.now() < until; await setTimeout(50)) {
      const { bavail, bsize } = statfsSync(disk)
      if (bavail > 0) fill(ballast, bavail * bsize)
    }
    const ended = server.isGone
    const meanwhile = company.acknowledged - took
    const not = company.refused - refused
    if (not === 0) wrong.push('nothing was refused: the disk was not needed, so this shows nothing')
    rmSync(ballast)
    const room = Date.now()
    if (ended) server = company.serve({ DATA_DIR })
    await server.up()
    const before = company.acknowledged
    while (company.acknowledged === before && Date.now() < room + RECOVERED_MS) {
      await setTimeout(100)
      if (server.isGone) server = await company.serve({ DATA_DIR }).up()
    }
    const recovered = Date.now() - room
    if (company.acknowledged === before)
      wrong.push(`nothing is taken in ${recovered} ms later:\n${server.log}`)
    if (server.beganAnew) wrong.push(`the folder was set aside:\n${server.log}`)
    await people.stop()
    await company.settled(server)
    for (const lost of await company.judge('acknowledged')) wrong.push(`acknowledged, but ${lost}`)
    await server.end('SIGKILL')
    const did = `${ended ? 'it ended' : 'it stayed up'}, ${meanwhile} acknowledged and ${not} refused on the full disk, going again ${recovered} ms after there was room`
    return { did, wrong }
  } finally {
    await company.close()
    unmount(disk)
    rmSync(disk, { recursive: true, force: true })
  }
}

function fill(ballast: string, bytes: number): void {
  try {
    appendFileSync(ballast, Buffer.alloc(bytes))
  } catch (error) {
    // The app took some of it in between; what there was is taken.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

function mount(folder: string): boolean {
  return (
    process.platform === 'linux' &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder]).status === 0
  )
}

function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder])
}
