import { access, readFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { FORMATS, format, type Format } from '../check/format.ts'
import { checkFiles, type CheckInput, type CheckedFile } from '../check/run.ts'
import { lintOptionsOf } from '../config/linting.ts'
import { DEFAULT_CONFIG, type Config } from '../config/schema.ts'
import { CONFIG_PATH, settle } from '../config/settings.ts'
import { severityOf } from '../lint/engine.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { openedOn, readDocument, reasonOf } from './document.ts'
import { version } from './version.ts'

interface Options {
  readonly format: Format
  readonly config?: string
  readonly severity?: string
  readonly openedOn?: string
}

const HELP = `
A finding names its rule, the exact words, the reason and its source, and a rewording where there is one.
The same files and settings give the same findings on any day: no due date counts as past.

Exit codes: 0 clean or warnings only, 1 findings at error level, 2 a file or an option that is unusable.

Examples:
  $ debrief check postmortems/*.md
  $ git show HEAD:postmortems/12.md | debrief check -
  $ debrief check --format github postmortems/*.md     annotations in GitHub Actions
  $ debrief check --format sarif postmortems/*.md > debrief.sarif`

export function check(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('check')
    .summary('check postmortems for what is missing, vague or blaming')
    .description('Checks postmortem documents (Markdown) as the app does on a pull request.')
    .argument('<file...>', 'Markdown files; `-` is standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('text'))
    .option('--config <file>', `settings (default: ${CONFIG_PATH}, where it is there)`)
    .option('--severity <severity>', "the incident's severity, such as sev1 (default: the document's own)")
    .addOption(openedOn())
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => done(await checked(paths, options, context)))
}

async function checked(paths: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const config = await readConfig(options.config)
  const severity = severityIn(config, options.severity)
  const { files, exitCode } = await checkPaths(paths, context, {
    ...lintOptionsOf(config),
    severity,
    openedOn: options.openedOn,
  })
  context.out(format(files, options.format, { colour: context.colour, version: version() }))
  return exitCode
}

type LintOptions = Parameters<typeof checkFiles>[1]

/** One after another, so that a thousand files need the memory of one. */
async function checkPaths(paths: readonly string[], context: Context, options: LintOptions) {
  const files: CheckedFile[] = []
  let exitCode: ExitCode = 0
  for (const path of paths) {
    const content = await readDocument(path, context)
    const report = 'bytes' in content ? checkOne({ path, content: content.bytes }, options) : null
    files.push(report?.file ?? unusable(path, 'error' in content ? content.error : ''))
    exitCode = worse(exitCode, report?.exitCode ?? 2)
  }
  return { files, exitCode }
}

function checkOne(
  input: CheckInput,
  options: LintOptions,
): { file: CheckedFile | undefined; exitCode: ExitCode } {
  const { files, exitCode } = checkFiles([input], options)
  return { file: files[0], exitCode }
}

const unusable = (path: string, error: string): CheckedFile => ({
  path,
  text: '',
  findings: [],
  waived: [],
  error,
})

const worse = (a: ExitCode, b: ExitCode): ExitCode => (a > b ? a : b)

async function readConfig(given: string | undefined): Promise<Config> {
  if (given === undefined && !(await exists(CONFIG_PATH))) return DEFAULT_CONFIG
  const name = given ?? CONFIG_PATH
  const { config, problems } = settle({
    repository: { name, text: await configText(name) },
    organization: null,
  })
  if (problems.length === 0) return config
  const lines = problems.map(({ file, line, reason, fix }) => `${file}:${line}: ${reason}. ${fix}`)
  throw new InputError(lines.join('\n'))
}

async function configText(name: string): Promise<string> {
  try {
    return await readFile(name, 'utf8')
  } catch (error) {
    throw new InputError(`--config ${name}: ${reasonOf(error)}`)
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

function severityIn(config: Config, given: string | undefined): string | undefined {
  if (given === undefined || severityOf(given) !== null || given in config.severities) return given
  const known = Object.keys(config.severities).join(', ')
  throw new InputError(`--severity: there is no severity "${given}"; use one of ${known}.`)
}
