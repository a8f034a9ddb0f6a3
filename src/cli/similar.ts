import { Option, type Command } from 'commander'
import { paintWith, plural, visible, wrap } from '../check/terminal.ts'
import { earlierLike } from '../recurrence/earlier.ts'
import { rememberedOf } from '../recurrence/remembered.ts'
import type { Similar } from '../recurrence/similar.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { readPostmortems } from './documents.ts'

interface Options {
  readonly format?: 'text' | 'json'
}

const HELP = `
Looks for the same way to fail (a full disk, retries that add load, an expired certificate …), the same tags and services, and the
same uncommon words, and says what is shared. It names three at most and says nothing rather than something weak: how often it is
right and how often it is silent stands in docs/measured.md. Only what did not happen later is named; the folder's README is left out.

Exit codes: 0 read, 2 a file, a folder or an option that is unusable; the other files are compared all the same.

Examples:
  $ debrief similar postmortems/12.md postmortems
  $ debrief similar --format json postmortems/12.md postmortems | jq -r '.similar[].path'`

export function similar(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('similar')
    .summary('earlier postmortems that are like one, and why')
    .description('Names earlier postmortems that failed in a similar way, with what they share.')
    .argument('<file>', 'a Markdown file')
    .argument('<folder...>', 'folders with postmortems, Markdown files and patterns')
    .addOption(
      new Option('--format <format>', 'how to print (default: text on a terminal, else json)').choices([
        'text',
        'json',
      ]),
    )
    .addHelpText('after', HELP)
    .action(async (file: string, folders: string[], options: Options) =>
      done(await compare(file, folders, options, context)),
    )
}

async function compare(
  file: string,
  folders: readonly string[],
  options: Options,
  context: Context,
): Promise<ExitCode> {
  // The file itself is mostly in the folder too: it comes first, and is read once.
  const { read, unusable } = await readPostmortems([file, ...folders], context)
  const [first, ...rest] = read
  if (unusable.includes(file)) return 2
  if (first === undefined || first.path !== file)
    throw new InputError(`${file}: Name one Markdown file first, then the folders to look through.`)
  const others = rest.filter(({ postmortem }) => postmortem.practice.ofIncident)
  const remembered = others.map(({ path, postmortem }) => rememberedOf(path, postmortem))
  const found = earlierLike(rememberedOf(first.path, first.postmortem), remembered)
  const asText = (options.format ?? (context.columns === null ? 'json' : 'text')) === 'text'
  context.out(asText ? textOf(found, others.length, context) : jsonOf(file, found, others.length))
  return unusable.length > 0 ? 2 : 0
}

function jsonOf(path: string, found: readonly Similar[], lookedAt: number): string {
  const similar = found.map(({ id, title, day, score, shares }) => ({
    path: id, title, day, score: Math.round(score * 100) / 100, shares,
  })) // prettier-ignore
  return `${JSON.stringify({ version: 1, path, lookedAt, similar })}\n`
}

function textOf(
  found: readonly Similar[],
  lookedAt: number,
  { colour, columns }: Pick<Context, 'colour' | 'columns'>,
): string {
  const paint = paintWith(colour)
  if (found.length === 0)
    return `None of ${plural(lookedAt, 'other postmortem')} is so like it that it is worth naming.\n`
  return found
    .map(({ id, title, day, shares }) => {
      const lines = wrap(`shares: ${visible(shares.join(', '))}`, Math.max(40, columns ?? Infinity) - 2)
      const head = [day, title === null ? null : visible(title)].filter((words) => words !== null).join('  ')
      return [paint('bold', head || visible(id)), `  ${visible(id)}`, ...lines.map((line) => `  ${line}`)]
        .map((line) => `${line}\n`)
        .join('')
    })
    .join('\n')
}
