import { Option, type Command } from 'commander'
import { visible } from '../check/terminal.ts'
import { parse } from '../postmortem/parse.ts'
import { starOf, type Star } from '../star/star.ts'
import { unfinishedIn } from '../star/unfinished.ts'
import { MARKDOWN, starWords, unfinishedWords, type Setting } from '../star/words.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { textOf } from './document.ts'
import { settingsFor } from './settings.ts'

interface Options {
  readonly format: 'text' | 'markdown' | 'json'
  readonly names?: boolean
  readonly unfinished?: boolean
}

const HELP = `
Nothing in it is invented: facts, durations, steps of the timeline, actions and lessons are those of the document, and what
it does not say is listed with the line where it would stand. People are counted, not named: handles and whoever the document
names as participant, owner, source or in its thanks become "a responder". Read it before you share it all the same.

Exit codes: 0 written, 1 the document is not finished (a placeholder, a status such as \`draft\`), 2 a file that is unusable
or looks back at no incident.

Examples:
  $ debrief star postmortems/12.md
  $ debrief star --format markdown --names postmortems/12.md > star.md`

export function star(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('star')
    .summary('a finished postmortem as situation, task, action and result')
    .description('Prints a STAR summary (situation, task, action, result) of a finished postmortem.')
    .argument('<file>', 'a Markdown file; `-` is standard input')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'markdown', 'json']).default('text'),
    )
    .option('--names', 'name people')
    .option('--unfinished', 'also of a document that is not finished')
    .addHelpText('after', HELP)
    .action(async (path: string, options: Options) => done(await print(path, options, context)))
}

async function print(path: string, options: Options, context: Context): Promise<ExitCode> {
  const text = await textOf(path, context)
  const { lint } = await settingsFor({})
  const postmortem = parse(text, { sprintEnds: lint.sprintEnds, slos: lint.slos })
  const { called, ofIncident } = postmortem.practice
  if (!ofIncident)
    throw new InputError(`${visible(path)}: This is a ${called}, which looks back at no incident.`)
  const open = options.unfinished === true ? [] : unfinishedIn(text, lint)
  if (open.length > 0) {
    context.err(`${visible(path)}: ${unfinishedWords(open, TEXT)}`)
    return 1
  }
  const found = starOf(postmortem, { names: options.names === true })
  context.out(options.format === 'json' ? jsonOf(found) : starWords(found, SETTINGS[options.format]))
  return 0
}

const cut = (words: string, most: number): string =>
  words.length > most ? `${words.slice(0, most - 1).toWellFormed()}…` : words

const TEXT: Setting = { heading: '', title: '', line: (words, most = 300) => cut(visible(words), most) }
const SETTINGS = { text: TEXT, markdown: MARKDOWN }

const jsonOf = (found: Star): string => `${JSON.stringify({ version: 1, ...found })}\n`
