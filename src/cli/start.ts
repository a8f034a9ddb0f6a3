import { run } from './program.ts'
import { askPerson, showProgress } from './person.ts'

/** `debrief …` as a process: its arguments, environment and streams, and its exit code. */
export async function start(): Promise<void> {
  // `debrief check … | head` closes our output early; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    now: () => new Date(),
    stdin: process.stdin,
    colour: process.stdout.isTTY && process.stdout.hasColors() && !process.env['NO_COLOR'],
    columns: process.stdout.isTTY ? process.stdout.columns || 80 : null, // some terminals do not know their width
    ask: process.stdin.isTTY && process.stdout.isTTY && process.stderr.isTTY ? askPerson : null,
    progress: process.stderr.isTTY ? showProgress : null,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}
