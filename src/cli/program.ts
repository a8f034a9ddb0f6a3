import { Command, CommanderError } from 'commander'
import { EnvError } from '../env.ts'
import { backfill } from './backfill.ts'
import { check } from './check.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { demo } from './demo.ts'
import { digest } from './digest.ts'
import { inspect } from './inspect.ts'
import { jobs } from './jobs.ts'
import { RefusedError } from './repository.ts'
import { serve } from './serve.ts'
import { version } from './version.ts'

/** A command: adds itself to the program, and hands its exit code to `done`. */
export type AddCommand = (program: Command, context: Context, done: (code: ExitCode) => void) => void

const COMMANDS: readonly AddCommand[] = [serve, demo, check, inspect, digest, backfill, jobs]

/** Runs the command line; returns the exit code. */
export async function run(args: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = 0
  const program = create(context)
  for (const add of COMMANDS) add(program, context, (given) => (code = given))
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    return told(error, context)
  }
}

function create(context: Context): Command {
  return new Command('debrief')
    .description('Blameless postmortems as issues and pull requests. Conditions, not culprits.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: (text) => context.err(text) })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Examples:
  $ debrief check postmortems               what is missing or blames, with a reason and a rewording
  $ debrief check --fix postmortems/12.md   put the rewordings in
  $ debrief inspect postmortems/12.md       what was understood
  $ debrief digest --repo acme/shop --dry-run
  $ debrief help check                      more about one command

Exit codes: 0 well, 1 findings at error level or GitHub refused, 2 unusable input.`,
    )
}

function told(error: unknown, context: Context): ExitCode {
  // Commander has printed it; help and version that were asked for end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof InputError || error instanceof EnvError) {
    context.err(`${error.message}\n`)
    return 2
  }
  if (error instanceof RefusedError) {
    context.err(`${error.message}\n`)
    return 1
  }
  throw error
}
