import { Option, type Command } from 'commander'
import { CONFIG_PATH } from '../config/defaults.ts'
import { inspect as inspection } from '../inspect.ts'
import { parse } from '../postmortem/parse.ts'
import type { Context, ExitCode } from './context.ts'
import { openedOn, textOf } from './document.ts'
import { inspectionText } from './inspect-text.ts'
import { alertsOf } from './evidence.ts'
import { settingsFor } from './settings.ts'

interface Options {
  readonly format?: 'text' | 'json'
  readonly openedOn?: string
  readonly config?: string
  readonly evidence?: readonly string[]
}

const HELP = `
Times are UTC. In JSON null is what the document does not say; keys are only ever added, so scripts may rely on them.

Exit codes: 0 read, 2 a file or an option that is unusable.

Examples:
  $ debrief inspect postmortems/12.md
  $ debrief inspect --format json postmortems/12.md | jq '.actions[] | select(.ownerKind != "one")'
  $ debrief inspect --opened-on 2026-11-23 - < notes.md
  $ debrief inspect --evidence postmortems/evidence/12 postmortems/12.md     with the precision of its alerts`

export function inspect(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('inspect')
    .summary('print what is understood of a postmortem')
    .description('Prints the facts, metrics, timeline, factors and actions of one document.')
    .argument('<file>', 'a Markdown file; `-` is standard input')
    .addOption(
      new Option('--format <format>', 'how to print (default: text on a terminal, else json)').choices([
        'text',
        'json',
      ]),
    )
    .addOption(openedOn())
    .option(
      '--config <file>',
      `settings, for the ends of sprints and the SLOs (default: ${CONFIG_PATH} of the repository)`,
    )
    .addOption(
      new Option(
        '--evidence <file>',
        'an export, or a folder of them, by which alerts are judged; may be repeated',
      ).argParser((one: string, all: string[] | undefined) => [...(all ?? []), one]),
    )
    .addHelpText('after', HELP)
    .action(async (path: string, options: Options) => {
      const { lint } = await settingsFor(options)
      const { sprintEnds, slos } = lint
      const text = await textOf(path, context)
      const postmortem = parse(text, { openedOn: options.openedOn, sprintEnds, slos })
      const { alerts, isWhole } = await alertsOf(postmortem, options.evidence ?? [], context)
      const found = inspection(postmortem, alerts)
      const asText = (options.format ?? (context.columns === null ? 'json' : 'text')) === 'text'
      context.out(asText ? inspectionText(path, found, context) : `${JSON.stringify(found)}\n`)
      done(isWhole ? 0 : 2)
    })
}
