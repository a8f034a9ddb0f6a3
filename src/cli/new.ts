import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { visible } from '../check/terminal.ts'
import { inertLine, inertTitle } from '../github/inert.ts'
import { documentOf, NOTHING_TOLD } from '../incident/document-of.ts'
import { PRACTICES, practiceMeant, practiceNamed, type PracticeName } from '../postmortem/practice.ts'
import { InputError, type Context, type ExitCode } from './context.ts'

interface Options {
  readonly practice: PracticeName
  readonly title?: string
  readonly out?: string
}

const HELP = `
Without --out the document is printed. A file that is there already is never overwritten. What it asks for is told by
\`debrief check\`, and when to use which practice by docs/practices.md.

Exit codes: 0 written, 2 a file that is there already, or cannot be written.

Examples:
  $ debrief new --title "Checkout unavailable" --out postmortems/2026-11-20-checkout.md
  $ debrief new --practice premortem --title "Night trains in the app" --out postmortems/night-trains.md
  $ debrief new --practice retrospective > retro.md`

/** Also as people write it: `retro`, `RCA`. */
function practiceNamedBy(words: string): PracticeName {
  const practice = practiceMeant(words)
  if (practice === null) throw new InvalidArgumentError(`Use one of ${PRACTICES.join(', ')}.`)
  return practice
}

export function newDocument(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('new')
    .summary('start a document from the template of a practice')
    .description('Writes the template of a postmortem, premortem, retrospective or root-cause analysis.')
    .addOption(
      new Option('--practice <practice>', `which kind of review: ${PRACTICES.join(', ')}`)
        .argParser(practiceNamedBy)
        .default('postmortem'),
    )
    .option('--title <title>', 'its title')
    .option('--out <file>', 'the file to write; folders are made as needed')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const { practice, out } = options
      const title = options.title?.trim() || `New ${practiceNamed(practice).called}`
      const text = documentOf(practice, {
        ...NOTHING_TOLD,
        title: inertTitle(title),
        heading: inertLine(title),
      })
      if (out === undefined) context.out(text)
      else await write(out, text, context)
      done(0)
    })
}

async function write(path: string, text: string, context: Context): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    const reason = isThere
      ? 'There is a file of that name already, and it stays as it is. Choose another with --out.'
      : `It could not be written: ${error instanceof Error ? error.message : String(error)}.`
    throw new InputError(`${visible(path)}: ${reason}`)
  }
  context.out(`${visible(path)} written\n`)
}
