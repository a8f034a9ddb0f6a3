import type { Command } from 'commander'
import { visible } from '../check/terminal.ts'
import { mapBlock } from '../incident/blocks.ts'
import { keepBlock, type Kept } from '../postmortem/kept-block.ts'
import { mermaidOf } from '../postmortem/map.ts'
import { parse } from '../postmortem/parse.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { documentAt } from './document.ts'
import { markOf } from '../check/run.ts'
import { replaceFile } from './save.ts'

type Document = Awaited<ReturnType<typeof documentAt>>

const HELP = `
Draws the contributing factors, the answers of the why chains, the actions on the factors that they answer, and the incident
in which all of it ends. How links are written, as \`leads to: F3\`, stands in docs/factors.md.

With --write the picture is kept in the document, between two comments below the heading "Causal map", and nothing else is
touched; a picture that somebody has drawn or edited there is left alone.

Exit codes: 0 read and written, 2 a file that is unusable, or that has no place for the picture. Without a factor nothing is
printed but a word on standard error.

Examples:
  $ debrief map postmortems/12.md > map.mmd
  $ debrief map --write postmortems/12.md
  $ debrief map - < notes.md`

export function map(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('map')
    .summary('draw what led to what, as a Mermaid diagram')
    .description('Prints the causal map of one document as the text of a Mermaid flowchart.')
    .argument('<file>', 'a Markdown file; `-` is standard input')
    .option('--write', 'keep the picture in the document')
    .addHelpText('after', HELP)
    .action(async (path: string, { write }: { readonly write?: true }) => {
      const document = await documentAt(path, context)
      if (write) await keep(path, document, context)
      else print(path, mermaidOf(parse(document.text)), context)
      done(0)
    })
}

function print(path: string, map: string | null, context: Context): void {
  if (map !== null) context.out(map)
  else context.err(`${visible(path)}: No contributing factor is named yet, so there is nothing to draw.\n`)
}

async function keep(path: string, { text, bytes: before }: Document, context: Context): Promise<void> {
  if (path === '-') throw new InputError('--write needs a file: standard input cannot be written.')
  const block = mapBlock(text)
  if (block === null) return print(path, null, context)
  const kept = keepBlock(text, block)
  const after = kept.text === null ? null : Buffer.from(markOf(before) + kept.text)
  const refused = after === null ? REFUSED[kept.owner] : await replaceFile(path, { before, after })
  if (refused !== null) throw new InputError(`${path}: ${refused}`)
  context.out(after === null ? `${visible(path)}: up to date\n` : `${visible(path)} written\n`)
}

const REFUSED: Readonly<Record<Kept['owner'], string | null>> = {
  app: null,
  person:
    'Somebody has edited the picture, so it is left alone. To have it drawn again, delete it with the two comments around it.',
  broken: 'The comments around the picture are broken. Delete both and run it again.',
  nobody: 'There is no place for the picture: write the heading “## Causal map” with nothing drawn below it.',
}
