import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Effect } from '../effects.ts'
import type { Feature } from '../feature.ts'
import { apply } from '../github/apply.ts'
import type { GitHub } from '../github/client.ts'
import { TransientError, classify } from '../github/errors.ts'
import type { Job } from '../queue/queue.ts'
import { findCandidates } from './candidates.ts'
import { RefusedError, type Context, type ExitCode } from './context.ts'
import { describe } from '../describe.ts'
import { calendarDate } from './document.ts'
import { connect, refusable, repositoryOptions, type RepositoryOptions } from './repository.ts'

interface Options extends RepositoryOptions {
  readonly since?: string
}

const HELP = `
For a repository that had incidents before it had the app: opens a postmortem for every incident that has none, and an
issue for every action of the documents on the default branch that has none. What is there already is left alone, so it
can be run again, and after an interruption.

Examples:
  $ GITHUB_TOKEN=… debrief backfill --repo acme/shop --since 2026-10-01 --dry-run
  $ GITHUB_TOKEN=… debrief backfill --repo acme/shop --since 2026-10-01`

export function backfill(program: Command, context: Context, done: (code: ExitCode) => void): void {
  repositoryOptions(program.command('backfill'))
    .summary('make up for incidents and documents from before the app')
    .description('Opens the postmortems and action issues that are missing, or lists them with --dry-run.')
    .option('--since <date>', 'only incidents opened on that day or later (YYYY-MM-DD)', calendarDate)
    .addHelpText('after', HELP)
    .action(async (options: Options) => done(await makeUp(options, context)))
}

async function makeUp(options: Options, context: Context): Promise<ExitCode> {
  const { repo, since = null } = options
  const github = await connect(options, context)
  const found = await refusable(() => findCandidates(github, repo, since), context.now)
  if (!found) throw new RefusedError(`GitHub shows no repository ${repo.owner}/${repo.repo} to this token.`)
  const { incidents, documents } = found
  context.err(
    `Looking at ${count(incidents.length, 'incident')} and ${count(documents.length, 'document')}.\n`,
  )
  const { opening } = await import('../opening/index.ts')
  const { tracking } = await import('../tracking/index.ts')
  let failed = 0
  let changed = 0
  for (const [feature, job] of [
    ...incidents.map((job) => [opening as Feature<unknown>, job] as const),
    ...documents.map((job) => [tracking as Feature<unknown>, job] as const),
  ]) {
    const outcome = await one({ feature, job, github, options, context })
    if (outcome === 'failed') failed++
    if (outcome === 'changed') changed++
  }
  context.out(summary(changed, failed, options))
  return failed > 0 ? 1 : 0
}

function summary(changed: number, failed: number, { dryRun }: Options): string {
  if (changed + failed === 0) return 'Nothing is missing.\n'
  const did = `${changed} ${dryRun ? 'would be brought' : 'brought'} up to date`
  return `${did}${failed > 0 ? `, ${failed} failed; run it again` : ''}.\n`
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`

interface Look {
  readonly feature: Feature<unknown>
  readonly job: Job
  readonly github: GitHub
  readonly options: Options
  readonly context: Context
}

const TRIES = 4
const LONGEST_WAIT_MS = 120_000

/** One incident or document: what fails is told, and the others go on. */
async function one(look: Look): Promise<'changed' | 'same' | 'failed'> {
  const { job, context } = look
  const name = job.path ?? `incident #${job.number}`
  for (let attempt = 1; ; attempt++) {
    try {
      const effects = await settle(look)
      return effects.length > 0 ? 'changed' : 'same'
    } catch (thrown) {
      const error = classify(thrown, context.now())
      const pause = error instanceof TransientError ? (error.afterMs ?? 1_000 * 2 ** attempt) : null
      if (pause === null || pause > LONGEST_WAIT_MS || attempt === TRIES) {
        context.err(`${name}: ${error.message}\n`)
        return 'failed'
      }
      context.err(`${name}: ${error.message}; trying again in ${Math.ceil(pause / 1_000)} s\n`)
      await wait(pause)
    }
  }
}

async function settle({ feature, job, github, options, context }: Look): Promise<readonly Effect[]> {
  const reading = await feature.read(github, job, context.now())
  const effects = reading ? feature.plan(reading.state, reading.settings, context.now()) : []
  if (effects.length === 0) return effects
  context.out(`${job.path ?? `Incident #${job.number}`}\n`)
  for (const effect of effects) context.out(`  - ${describe(effect, options.repo)}\n`)
  if (!options.dryRun) {
    await apply(github, options.repo, effects)
    context.out('  done\n')
  }
  return effects
}
