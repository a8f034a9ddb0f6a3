import { Option, type Command } from 'commander'
import { FORMATS, format, type Format } from '../check/format.ts'
import { reword } from '../check/reword.ts'
import { checkFile, exitCodeOf, unusable, type CheckedFile } from '../check/run.ts'
import { visible } from '../check/terminal.ts'
import { CONFIG_PATH } from '../config/defaults.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { openedOn, readDocument } from './document.ts'
import type { Change, FixOptions } from './fix.ts'
import { findInputs, type Input } from './inputs.ts'
import { settingsFor, type CheckOptions, type LintOptions } from './settings.ts'
import { version } from './version.ts'

interface Options extends CheckOptions, FixOptions {
  readonly format: Format
  readonly stdinFilename?: string
  readonly fix?: true
}

const HELP = `
A finding names its rule, the exact words, the reason and its source, and a rewording where there is one. To let one stand, put
\`<!-- debrief-ignore RULE: reason -->\` before it. The same files and settings give the same findings on any day: no due date
counts as past.

--fix puts in the rewordings that read well in their sentence. It shows them as a diff, and asks before it writes. Where nobody
can be asked (a script, a pipe) it writes only with --yes. The findings that are left follow, and decide the exit code. With \`-\`
the mended text goes to standard output, and the findings to standard error.

Exit codes: 0 clean or warnings only, 1 findings at error level, 2 a file, a pattern or an option that is unusable; the other
files are checked all the same.

Examples:
  $ debrief check postmortems                          all Markdown files in the folder and below
  $ debrief check 'teams/**/postmortems/*.md'          a pattern, in quotes
  $ debrief check --fix postmortems/12.md              show the rewordings, ask, write
  $ debrief check --diff postmortems | git apply       the same by way of a patch
  $ git show HEAD:postmortems/12.md | debrief check --stdin-filename postmortems/12.md -
  $ debrief check --format github postmortems          annotations in GitHub Actions
  $ debrief check --format sarif postmortems > debrief.sarif`

export function check(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('check')
    .summary('check postmortems for what is missing, vague or blaming')
    .description('Checks postmortem documents (Markdown) as the app does on a pull request.')
    .argument('<file...>', 'Markdown files, folders and patterns; `-` is standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('text'))
    .option('--config <file>', `settings (default: ${CONFIG_PATH} of the repository)`)
    .option('--severity <severity>', "the incident's severity, such as sev1 (default: the document's own)")
    .addOption(openedOn())
    .option('--stdin-filename <path>', 'what standard input is called in the findings')
    .option('--fix', 'put in the rewordings, after showing and asking')
    .addOption(new Option('--yes', 'write without asking').implies({ fix: true }).conflicts('dryRun'))
    .addOption(
      new Option('--diff, --dry-run', 'show what --fix would write, and write nothing').implies({
        fix: true,
      }),
    )
    .addHelpText('after', HELP)
    .action(async (named: string[], options: Options) => done(await checked(named, options, context)))
}

async function checked(named: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  refuse(named, options)
  const { lint, problems } = await settingsFor(options)
  for (const { file, line, reason, fix } of problems)
    context.err(`${file}:${String(line)}: ${reason}. ${fix}\n`)
  if (problems.length > 0) context.err('Checked with the default settings, until that is mended.\n\n')
  const { files, changes } = await checkAll(await findInputs(named), { ...options, lint }, context)
  const { show, report } = streamsFor(named, options, context)
  const mended = options.fix
    ? await (await import('./fix.ts')).fix(changes, options, context, show)
    : new Map<string, CheckedFile>()
  const left = files.map((file) => mended.get(file.path) ?? file)
  const { colour, columns } = context
  report(format(left, options.format, { colour, columns, version: version() }))
  return problems.length > 0 ? 2 : exitCodeOf(left)
}

function refuse(named: readonly string[], { fix, stdinFilename }: Options): void {
  const stdin = named.includes('-')
  if (fix && stdin && named.some((name) => name !== '-')) {
    throw new InputError('--fix writes the text of `-` to standard output: name `-` alone, or files alone.')
  }
  if (stdinFilename !== undefined && !stdin) {
    throw new InputError('--stdin-filename names what comes from standard input: add `-`, or leave it out.')
  }
}

/** Where the diff or the mended text goes, and where the report: what another program reads has standard output alone. */
function streamsFor(named: readonly string[], { fix, dryRun, format }: Options, { out, err }: Context) {
  if (fix && (dryRun || named.includes('-'))) return { show: out, report: err }
  return { show: format === 'text' ? out : err, report: out }
}

/** One after another, so that a thousand files are read with the memory of one. */
async function checkAll(
  inputs: readonly Input[],
  { lint, fix, stdinFilename }: Options & { readonly lint: LintOptions },
  context: Context,
): Promise<{ files: CheckedFile[]; changes: Change[] }> {
  const files: CheckedFile[] = []
  const changes: Change[] = []
  for (const [index, input] of inputs.entries()) {
    const path = input.path === '-' ? (stdinFilename ?? '-') : input.path
    if (inputs.length > 1) {
      context.progress?.(`Checking ${String(index + 1)} of ${String(inputs.length)}: ${visible(path)}`)
    }
    const content = input.error === null ? await readDocument(input.path, context) : { error: input.error }
    const before = 'bytes' in content ? checkFile(path, content.bytes, lint) : unusable(path, content.error)
    files.push(before)
    if (!fix || before.error !== null || !('bytes' in content)) continue
    changes.push({ before, bytes: content.bytes, after: reword(before, lint), stdin: input.path === '-' })
  }
  if (inputs.length > 1) context.progress?.('')
  return { files, changes: changes.filter(({ stdin, after }) => stdin || after.applied > 0) }
}
