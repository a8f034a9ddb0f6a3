import { Option, type Command } from 'commander'
import { decodeDocument } from '../check/run.ts'
import { inspect as inspection } from '../inspect.ts'
import { parse } from '../postmortem/parse.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { openedOn, readDocument } from './document.ts'

interface Options {
  readonly openedOn?: string
}

const HELP = `
Times are UTC; null is what the document does not say. An action's category is a suggestion from its words
where categoryStated is false. Keys are only ever added, so scripts may rely on them.

Examples:
  $ debrief inspect postmortems/12.md | jq '.actions[] | select(.ownerKind != "one")'
  $ debrief inspect - --opened-on 2026-11-23 < notes.md`

export function inspect(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('inspect')
    .summary('print what is understood of a postmortem, as JSON')
    .description('Prints the facts, metrics, timeline, factors and actions of one document.')
    .argument('<file>', 'a Markdown file; `-` is standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(['json']).default('json'))
    .addOption(openedOn())
    .addHelpText('after', HELP)
    .action(async (path: string, options: Options) => {
      const postmortem = parse(await textOf(path, context), { openedOn: options.openedOn })
      context.out(`${JSON.stringify(inspection(postmortem))}\n`)
      done(0)
    })
}

async function textOf(path: string, context: Context): Promise<string> {
  const content = await readDocument(path, context)
  const read = 'bytes' in content ? decodeDocument(content.bytes) : content
  if ('error' in read) throw new InputError(`${path}: ${read.error}`)
  return read.text
}
