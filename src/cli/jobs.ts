import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { readStoreEnv, type Env } from '../env.ts'
import type { ParkedJob, Parking } from '../queue/queue.ts'
import type { StoreOptions } from '../queue/store.ts'
import { InputError, type Context, type ExitCode } from './context.ts'

const HELP = `
A job is parked once it failed so often that it would fail for ever, or where somebody must act first. It keeps no other
from being done, and is forgotten by itself once a later look at the same thing ends well.

Environment:
  DATA_DIR       the server's data folder (.debrief); the server may run meanwhile
  DATABASE_URL   … or its PostgreSQL

Examples:
  $ debrief jobs list
  $ debrief jobs retry 3f0c2a51-6d0e-4c7e-9d55-1d6f0b5a2b11
  $ debrief jobs drop --all`

interface Choice {
  readonly all?: true
}

export function jobs(program: Command, context: Context, done: (code: ExitCode) => void): void {
  const { env, out } = context
  const command = program
    .command('jobs')
    .summary('show what was given up, and try it again')
    .description('Lists, retries and drops the jobs that the server has parked.')
    .addHelpText('after', HELP)
  command
    .command('list', { isDefault: true })
    .description('what is parked, since when and why')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }) => {
      const parked = await withParking(env, (parking) => parking.list())
      out(json ? `${JSON.stringify(parked, null, 2)}\n` : listOf(parked))
      done(0)
    })
  for (const [name, description, told] of [
    ['retry', 'put parked jobs back, as if just woken', 'put back'],
    ['drop', 'forget parked jobs', 'forgotten'],
  ] as const) {
    command
      .command(name)
      .description(description)
      .argument('[id...]', 'which ones, by the ids that list shows')
      .option('--all', 'all of them')
      .action(async (ids: readonly string[], { all }: Choice) => {
        if (all ? ids.length > 0 : ids.length === 0)
          throw new InputError(`debrief jobs ${name} needs the ids of parked jobs, or --all.`)
        const count = await withParking(env, (parking) => parking[name](all ? 'all' : ids))
        out(`${count === 1 ? '1 job' : `${count} jobs`} ${told}.\n`)
        done(all || count === ids.length ? 0 : 1)
      })
  }
}

function listOf(parked: readonly ParkedJob[]): string {
  if (parked.length === 0) return 'No job is parked.\n'
  return parked
    .map(({ id, job, reason, since }) => {
      const place = `${job.owner}/${job.repo}${job.number === undefined ? '' : `#${job.number}`}`
      const what = [job.feature, place, ...(job.path === undefined ? [] : [job.path])].join(' ')
      return `${id}  ${since.toISOString()}  ${what}\n    ${reason.replaceAll(/\s+/g, ' ')}\n`
    })
    .join('')
}

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

/** By the server that has the folder, where one runs; else here. */
async function withParking<T>(env: Env, use: (parking: Parking) => Promise<T>): Promise<T> {
  const options = readStoreEnv(env)
  if (options.dataDir !== undefined) mustBeThere(options.dataDir)
  const { openStore } = await import('../queue/store.ts')
  const { FolderInUse } = await import('../queue/lock.ts')
  const { parkingAt } = await import('../queue/control.ts')
  const { parkingOf } = await import('../queue/parking.ts')
  try {
    const store = await openStore(options, SILENT)
    try {
      return await use(parkingOf(store))
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof FolderInUse && error.holder) return use(parkingAt(error.holder.control))
    if (error instanceof Error) throw new InputError(error.message)
    throw error
  }
}

/** To look into a folder must not make one. */
function mustBeThere(dataDir: NonNullable<StoreOptions['dataDir']>): void {
  if (existsSync(join(dataDir, 'store'))) return
  throw new InputError(
    `No jobs are kept in ${resolve(dataDir)}: set DATA_DIR to the server's data folder, or DATABASE_URL to its PostgreSQL.`,
  )
}
