import { Option, type Command } from 'commander'
import { measuredOf, measuresOf, type Measured } from '../measures/measures.ts'
import type { Context, ExitCode } from './context.ts'
import { calendarDate } from './document.ts'
import { readPostmortems } from './documents.ts'
import { metricsText, type LeftOutFile } from './metrics-text.ts'

interface Options {
  readonly since?: string
  readonly format?: 'text' | 'json'
}

const HELP = `
How long it took to detect, mitigate and resolve, in minutes from the start, over all incidents, by severity and by service:
median, middle half and number. Never a mean: one long incident moves it more than anything a team does. Beside the median
stands where it lies for all such incidents with 95% confidence, which takes 6 of them; with fewer that is said instead.

--since compares the incidents from that day on with those before. A change is told only where the two do not overlap.

Exit codes: 0 read, 2 a file, a folder or an option that is unusable; the other files are counted all the same.

Examples:
  $ debrief metrics postmortems
  $ debrief metrics postmortems --since 2026-07-01
  $ debrief metrics --format json postmortems | jq '.groups[] | select(.by == "service")'`

export function metrics(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('metrics')
    .summary('medians over many postmortems, and whether they changed')
    .description('Prints how long incidents took, over all of them, by severity and by service.')
    .argument('<folder...>', 'folders with postmortems, Markdown files and patterns')
    .addOption(
      new Option(
        '--since <date>',
        'compare what started from this day on (YYYY-MM-DD) with what was before',
      ).argParser(calendarDate),
    )
    .addOption(
      new Option('--format <format>', 'how to print (default: text on a terminal, else json)').choices([
        'text',
        'json',
      ]),
    )
    .addHelpText('after', HELP)
    .action(async (named: string[], options: Options) => done(await measured(named, options, context)))
}

async function measured(named: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const incidents: Measured[] = []
  const leftOut: LeftOutFile[] = []
  const { read, unusable } = await readPostmortems(named, context)
  for (const { path, postmortem } of read) {
    const found = measuredOf(postmortem)
    if (typeof found === 'string') leftOut.push({ path, why: found })
    else incidents.push(found)
  }
  const since = options.since ?? null
  const all = { version: 1, since, ...measuresOf(incidents, since), leftOut }
  const asText = (options.format ?? (context.columns === null ? 'json' : 'text')) === 'text'
  context.out(asText ? metricsText(all, context) : `${JSON.stringify(all)}\n`)
  return unusable.length > 0 ? 2 : 0
}
