import { Command, CommanderError } from 'commander'
import { visible } from '../check/terminal.ts'
import { InputError, RefusedError, type Context, type ExitCode } from './context.ts'
import { version } from './version.ts'

/** A command: adds itself to the program, and hands its exit code to `done`. */
export type AddCommand = (program: Command, context: Context, done: (code: ExitCode) => void) => void

/** In the order of the help. Each is loaded when it is named: what the others need took a quarter of a check's time. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  demo: async () => (await import('./demo.ts')).demo,
  check: async () => (await import('./check.ts')).check,
  inspect: async () => (await import('./inspect.ts')).inspect,
  metrics: async () => (await import('./metrics.ts')).metrics,
  map: async () => (await import('./map.ts')).map,
  timeline: async () => (await import('./timeline.ts')).timeline,
  similar: async () => (await import('./similar.ts')).similar,
  review: async () => (await import('./review.ts')).review,
  index: async () => (await import('./catalogue.ts')).index,
  digest: async () => (await import('./digest.ts')).digest,
  backfill: async () => (await import('./backfill.ts')).backfill,
  jobs: async () => (await import('./jobs.ts')).jobs,
  new: async () => (await import('./new.ts')).newDocument,
  star: async () => (await import('./star.ts')).star,
}

/** Runs the command line; returns the exit code. */
export async function run(args: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = 0
  const program = create(context)
  for (const add of await commandsFor(args)) add(program, context, (given) => (code = given))
  for (const command of program.commands)
    command.showHelpAfterError(`\`debrief help ${command.name()}\` says what it takes.`)
  try {
    await program.parseAsync(asCommand(args), { from: 'user' })
    return code
  } catch (error) {
    return told(error, context)
  }
}

/** The one that is named first; all of them where none is, for the help and for "did you mean". */
function commandsFor([first = '']: readonly string[]): Promise<AddCommand[]> {
  const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined
  return Promise.all((named === undefined ? Object.values(COMMANDS) : [named]).map((load) => load()))
}

/** `help chekc` as `chekc`, which is told to be no command: commander would print the help of all, and not say why. */
function asCommand(args: readonly string[]): readonly string[] {
  const [first, about = 'help'] = args
  return first !== 'help' || about === 'help' || Object.hasOwn(COMMANDS, about) ? args : [about]
}

function create(context: Context): Command {
  return new Command('debrief')
    .description('Blameless postmortems as issues and pull requests. Conditions, not culprits.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: (text) => context.err(text) })
    .showSuggestionAfterError()
    .showHelpAfterError('`debrief help` lists the commands.')
    .addHelpText(
      'after',
      `
Examples:
  $ debrief check postmortems               what is missing or blames, with a reason and a rewording
  $ debrief check --fix postmortems/12.md   put the rewordings in
  $ debrief inspect postmortems/12.md       what was understood
  $ debrief timeline merge evidence         exports of other tools as one timeline
  $ debrief metrics postmortems             medians over all of them, by severity and service
  $ debrief map postmortems/12.md           what led to what, as a Mermaid diagram
  $ debrief similar postmortems/12.md postmortems   earlier ones that failed in a similar way
  $ debrief review --since 2026-07-01 postmortems   themes, repeats and what would have helped
  $ debrief digest --repo acme/shop --dry-run
  $ debrief new --practice premortem --title "Night trains"
  $ debrief star postmortems/12.md          situation, task, action and result
  $ debrief help check                      more about one command

Exit codes: 0 well, 1 findings at error level or GitHub refused, 2 unusable input.`,
    )
}

function told(error: unknown, context: Context): ExitCode {
  // Commander has printed it; help and version that were asked for end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof InputError) {
    // It may name a path or say words of a file.
    context.err(`${error.message.split('\n').map(visible).join('\n')}\n`)
    return 2
  }
  if (error instanceof RefusedError) {
    context.err(`${error.message}\n`)
    return 1
  }
  throw error
}
