import { Option, type Command } from 'commander'
import { plural } from '../check/terminal.ts'
import { ADAPTERS } from '../evidence/adapters/index.ts'
import type { Entry } from '../evidence/entry.ts'
import { LEVELS, type Misread } from '../evidence/evidence.ts'
import { merge, type Merged } from '../evidence/merge.ts'
import { head, rows } from '../evidence/render.ts'
import type { Context, ExitCode } from './context.ts'
import { calendarDate } from './document.ts'
import { tellFindings } from './evidence.ts'
import { filterOf, orNoRoom, progressTo, sourcesOf, zoneOf, type MergeSettings } from './timeline-settings.ts'

interface Options extends MergeSettings {
  readonly format: 'markdown' | 'json'
}

const HELP = () => `
The format of each file is told by its start: ${ADAPTERS.map(({ name }) => name).join(', ')}. Where that goes wrong, --as pagerduty:FILE says
it. A Slack export's users.json gives its people their names. Files may be packed with gzip, and as large as you like: what does not fit into memory is sorted on disk.

The same event from two sources is one entry that names both; equal lines within a minute are one entry, "×200, until 14:07". A
source whose clock does not go with the others' is marked, and its times are left as they are. Tokens, keys and passwords are
masked, and told with file and line. The rows fit the table in the postmortem's timeline; what was not understood is told on
standard error, and the rest is merged.

Exit codes: 0 all was understood, 1 something was left out or masked, 2 a file or an option is unusable; the other files are
merged all the same.

Examples:
  $ debrief timeline merge postmortems/evidence                    all files in the folder and below
  $ debrief timeline merge --zone Europe/Berlin --day 2026-11-23 notes.txt slack.json
  $ debrief timeline merge --from '2026-11-23 13:50' --to 15:30 --level warn --match 'timeout|refused' logs/*.gz
  $ kubectl get events -o json | debrief timeline merge --as kubernetes:- pagerduty.json
  $ debrief timeline merge --format json evidence | jq '.entries[] | select(.clock != null)'`

export function timeline(program: Command, context: Context, done: (code: ExitCode) => void): void {
  const command = program.command('timeline').summary('merge exports of other tools into one timeline')
  command
    .command('merge')
    .description('Merges exports (chat, pager, alerts, traces, logs, notes) into one timeline in UTC.')
    .argument('<file...>', 'exports, folders and patterns; `-` is standard input')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['markdown', 'json']).default('markdown'),
    )
    .addOption(
      new Option('--zone <zone>', 'of times that state none: an IANA name or an offset').default('UTC'),
    )
    .addOption(
      new Option('--day <date>', 'of times that are only a clock’s (YYYY-MM-DD)').argParser(calendarDate),
    )
    .option('--from <time>', 'leave out what was before: 2026-11-23 13:50, or 13:50 with --day')
    .option('--to <time>', 'leave out what was after')
    .option('--match <pattern>', 'keep what this is found in (RE2; (?i) before it for any case)')
    .addOption(new Option('--level <level>', 'leave out what says that it is less grave').choices(LEVELS))
    .addOption(
      new Option(
        '--as <format:file>',
        'the format of a file, for one that is mistaken; may be repeated',
      ).argParser((one: string, all: string[] | undefined) => [...(all ?? []), one]),
    )
    .addHelpText('after', HELP)
    .action(async (named: string[], options: Options) => done(await merged(named, options, context)))
}

async function merged(named: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const { sources, unusable } = await sourcesOf(named, options, context)
  const filter = filterOf(options)
  const zone = zoneOf(options.zone)
  const { progress, end } = progressTo(context)
  const result = await orNoRoom(
    merge(sources, { zone, day: options.day ?? null, now: context.now(), filter, onProgress: progress }),
  )
  end()
  const all = { ...result, findings: [...unusable, ...result.findings] }
  const count = await orNoRoom(options.format === 'json' ? asJson(all, context) : asTable(all, context))
  tell(all, count, context)
  return exitCodeOf(all.findings)
}

/** 2 where a file was no use, 1 where something of one was left out or masked; a doubtful clock is told, and no fault. */
function exitCodeOf(findings: readonly Misread[]): ExitCode {
  if (findings.some(({ kind }) => kind === 'file')) return 2
  return findings.some(({ kind }) => kind !== 'clock') ? 1 : 0
}

async function asTable({ entries }: Merged, { out }: Context): Promise<number> {
  let count = 0
  let text = ''
  for await (const row of rows(entries)) {
    text += count === 0 ? `${head()}\n${row}\n` : `${row}\n`
    count += 1
    if (text.length >= BLOCK) text = flush(text, out)
  }
  flush(text, out)
  return count
}

// A million rows are not a million writes, and not one either.
const BLOCK = 64 * 1024

function flush(text: string, out: Context['out']): '' {
  if (text !== '') out(text)
  return ''
}

/** Entry by entry, so that a long list is never held whole. */
async function asJson({ entries, findings }: Merged, { out }: Context): Promise<number> {
  let count = 0
  let text = '{"version":1,"entries":['
  for await (const entry of entries) {
    text += `${count === 0 ? '' : ','}\n${JSON.stringify(jsonOf(entry))}`
    count += 1
    if (text.length >= BLOCK) text = flush(text, out)
  }
  const told = findings.map(({ kind, problem, fix, origin }) => ({
    kind: kind ?? 'entry',
    problem,
    fix,
    ...origin,
  }))
  flush(`${text}\n],"findings":${JSON.stringify(told)}}\n`, out)
  return count
}

const jsonOf = ({ sources, ...entry }: Entry): object => ({
  ...entry,
  sources: sources.map(({ source, link, origin }) => ({ source, link, ...origin })),
})

function tell({ findings, told, kept }: Merged, entries: number, context: Context): void {
  const { err } = context
  tellFindings(findings, context)
  const left = told === kept ? '' : ` of ${told.toLocaleString('en')}`
  err(`${plural(entries, 'row')} from ${kept.toLocaleString('en')}${left} events.\n`)
}
