import { Option, type Command } from 'commander'
import { isFolderPage } from '../incident/document.ts'
import { review as reviewOf, type Review } from '../review/review.ts'
import { reviewMarkdown } from '../review/words.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { calendarDate } from './document.ts'
import { readPostmortems } from './documents.ts'

interface Options {
  readonly since: string
  readonly until?: string
  readonly format?: 'markdown' | 'json'
}

const HELP = `
For a quarterly or yearly review: themes by tag and service, incidents that came again, actions from the earlier ones that were open
then, how actions spread over the five categories and how strong they are, medians, and who is thanked. All documents are read, since
those before the period are what its incidents are compared with; without --until it ends today.

Exit codes: 0 read, 2 a file, a folder or an option that is unusable; the other files are counted all the same.

Examples:
  $ debrief review --since 2026-07-01 --until 2026-09-30 postmortems > review.md
  $ debrief review --since 2026-01-01 --format json postmortems | jq '.repeats'`

export function review(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('review')
    .summary('what the postmortems of a quarter or a year say together')
    .description(
      'Prints themes, repeats, open actions that might have helped, balance and medians of a period.',
    )
    .argument('<folder...>', 'folders with postmortems, Markdown files and patterns')
    .addOption(
      new Option('--since <date>', 'the first day of the period (YYYY-MM-DD)')
        .argParser(calendarDate)
        .makeOptionMandatory(),
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

async function print(named: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const { since } = options
  const until = options.until ?? context.now().toISOString().slice(0, 10)
  if (until < since)
    throw new InputError(`--until ${until} lies before --since ${since}. Give the later day as --until.`)
  const { read, unusable } = await readPostmortems(named, context)
  const found = reviewOf(
    read.filter(({ path }) => !isFolderPage(path)),
    { since, until },
  )
  context.out(options.format === 'json' ? jsonOf(found) : reviewMarkdown(found))
  return unusable.length > 0 ? 2 : 0
}

const jsonOf = (found: Review): string => `${JSON.stringify({ version: 1, ...found })}\n`
