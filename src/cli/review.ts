import { InvalidArgumentError, Option, type Command } from 'commander'
import { review as reviewOf, type Period, type Review } from '../review/review.ts'
import { reviewMarkdown } from '../review/words.ts'
import { spanNamed, type Span, type SpanKind } from '../review/span.ts'
import type { RepositoryName } from '../effects.ts'
import { InputError, RefusedError, type Context, type ExitCode } from './context.ts'
import { calendarDate } from './document.ts'
import { readPostmortems } from './documents.ts'
import { accessOptions, connect, refusable, repositoryName } from './repository.ts'

interface Options {
  readonly since?: string
  readonly until?: string
  readonly quarter?: Span
  readonly year?: Span
  readonly format?: 'markdown' | 'json'
  readonly repo?: RepositoryName
  readonly token?: string
  readonly apiUrl?: string
  readonly app: string
}

const HELP = `
For a quarterly or yearly review: incidents that came again, actions from the earlier ones that were open then, themes by tag and
service, how actions spread over the five categories and how strong they are, medians, and who is thanked. All documents are read,
since those before the period are what its incidents are compared with; after --since it ends today, or with --until.

With --repo it reads a repository on GitHub as the app does, so that actions count as done or open as their issues say.

Exit codes: 0 read, 1 GitHub refused, 2 a file, a folder or an option that is unusable; the other files are counted all the same.

Examples:
  $ debrief review --quarter 2026-Q3 postmortems > review.md
  $ GITHUB_TOKEN=… debrief review --repo acme/shop --quarter 2026-Q3
  $ debrief review --since 2026-09-15 --until 2026-10-15 postmortems
  $ debrief review --since 2026-01-01 --format json postmortems | jq '.repeats'`

export function review(program: Command, context: Context, done: (code: ExitCode) => void): void {
  accessOptions(program.command('review'), 'read')
    .summary('what the postmortems of a quarter or a year say together')
    .description(
      'Prints themes, repeats, open actions that might have helped, balance and medians of a period.',
    )
    .argument('[folder...]', 'folders with postmortems, Markdown files and patterns')
    .option(
      '--repo <owner/name>',
      'instead of folders: the postmortems of a repository, and what its issues say of actions',
      repositoryName,
    )
    .addOption(
      new Option('--quarter <quarter>', 'the period: a quarter (YYYY-Q1 to YYYY-Q4)')
        .argParser(spanOf('quarter', '2026-Q3'))
        .conflicts(['year', 'since', 'until']),
    )
    .addOption(
      new Option('--year <year>', 'the period: a year (YYYY)')
        .argParser(spanOf('year', '2026'))
        .conflicts(['since', 'until']),
    )
    .addOption(
      new Option('--since <date>', 'the first day of the period (YYYY-MM-DD)').argParser(calendarDate),
    )
    .addOption(
      new Option('--until <date>', 'its last day (YYYY-MM-DD; default: today)').argParser(calendarDate),
    )
    .addOption(
      new Option('--format <format>', 'how to print').choices(['markdown', 'json']).default('markdown'),
    )
    .addHelpText('after', HELP)
    .action(async (named: string[], options: Options) => done(await print(named, options, context)))
}

function spanOf(kind: SpanKind, example: string): (text: string) => Span {
  return (text) => {
    const span = spanNamed(text)
    if (span?.kind !== kind) throw new InvalidArgumentError(`Give it as ${example}.`)
    return span
  }
}

async function print(named: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const today = context.now().toISOString().slice(0, 10)
  const period = periodOf(options, today)
  if ((named.length === 0) === (options.repo === undefined))
    throw new InputError(
      'Name folders with postmortems, or a repository with --repo owner/name, and not both.',
    )
  const { review, markdown, code } = options.repo
    ? await onGitHub(options.repo, { options, period, today, context })
    : await inFolders(named, { period, today, context })
  const title = `# Incidents from ${review.since} to ${review.until}`
  context.out(options.format === 'json' ? jsonOf(review) : `${title}\n\n${markdown}`)
  return code
}

interface Asked {
  readonly period: Period
  readonly today: string
  readonly context: Context
}

async function inFolders(named: readonly string[], { period, today, context }: Asked) {
  const { read, unusable } = await readPostmortems(named, context)
  const review = reviewOf(read, period, { today })
  const code: ExitCode = unusable.length > 0 ? 2 : 0
  return { review, markdown: reviewMarkdown(review), code }
}

async function onGitHub(
  repo: RepositoryName,
  { options, period, today, context }: Asked & { readonly options: Options },
) {
  const { reviewing, preview } = await import('../reviewing/index.ts')
  const github = await connect({ ...options, repo }, context)
  const job = { feature: 'reviewing', installationId: 0, ...repo } as const
  const reading = await refusable(() => reviewing.read(github, job, context.now()), context.now)
  if (!reading) throw new RefusedError(`GitHub shows no repository ${repo.owner}/${repo.repo} to this token.`)
  return { ...preview(reading.state, period, today), code: 0 as ExitCode }
}

function periodOf({ since, until, quarter, year }: Options, today: string): Period {
  const span = quarter ?? year
  if (span) return { since: span.since, until: span.until }
  if (since === undefined)
    throw new InputError('Say which time it is about: --quarter 2026-Q3, --year 2026 or --since 2026-07-01.')
  const last = until ?? today
  if (last < since)
    throw new InputError(`--until ${last} lies before --since ${since}. Give the later day as --until.`)
  return { since, until: last }
}

const jsonOf = (found: Review): string => `${JSON.stringify({ version: 1, ...found })}\n`
