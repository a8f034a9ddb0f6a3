import type { Command } from 'commander'
import type { Effect } from '../effects.ts'
import { apply } from '../github/apply.ts'
import { RefusedError, type Context, type ExitCode } from './context.ts'
import { describe } from '../describe.ts'
import { connect, refusable, repositoryOptions, type RepositoryOptions } from './repository.ts'

const HELP = `
Does what the app does every week: a comment on the dashboard issue, once for each ISO week, and the scoreboard in its
body. Where the app is installed it does so by itself; comment "/debrief digest" there for one in between.

Examples:
  $ GITHUB_TOKEN=… debrief digest --repo acme/shop --dry-run
  $ debrief digest --repo acme/shop --api-url https://github.example.com/api/v3 --app our-debrief[bot]`

export function digest(program: Command, context: Context, done: (code: ExitCode) => void): void {
  repositoryOptions(program.command('digest'))
    .summary('write the weekly digest of a repository, or show it')
    .description('Writes the digest of postmortem follow-ups that is due, or shows it with --dry-run.')
    .addHelpText('after', HELP)
    .action(async (options: RepositoryOptions) => done(await writeDigest(options, context)))
}

async function writeDigest(options: RepositoryOptions, context: Context): Promise<ExitCode> {
  const { repo, dryRun } = options
  const { digest: feature, preview } = await import('../digest/index.ts')
  const github = await connect(options, context)
  const job = { feature: 'digest', installationId: 0, ...repo } as const
  const now = context.now()
  const reading = await refusable(() => feature.read(github, job, now), context.now)
  if (!reading) throw new RefusedError(`GitHub shows no repository ${repo.owner}/${repo.repo} to this token.`)
  const effects = feature.plan(reading.state, reading.settings, now)
  if (dryRun) {
    const { comment, scoreboard } = preview(reading.state, reading.settings, now)
    context.out(
      `${comment}\n--- the dashboard's scoreboard ---\n\n${scoreboard}\n--- what would be done ---\n\n`,
    )
  } else {
    const passedOver = await refusable(() => apply(github, repo, effects), context.now)
    for (const { effect, reason } of passedOver)
      context.err(`passed over (${describe(effect, repo)}): ${reason}\n`)
  }
  context.out(listOf(effects, options))
  return 0
}

function listOf(effects: readonly Effect[], { repo }: RepositoryOptions): string {
  if (effects.length === 0) return 'Nothing to do: all that is due is written.\n'
  return effects.map((effect) => `- ${describe(effect, repo)}\n`).join('')
}
