import type { Command } from 'commander'
import { mermaidOf } from '../postmortem/map.ts'
import { parse } from '../postmortem/parse.ts'
import type { Context, ExitCode } from './context.ts'
import { textOf } from './document.ts'

const HELP = `
Draws the contributing factors, the answers of the why chains, the actions on the factors that they answer, and the incident
in which all of it ends. How links are written, as \`leads to: F3\`, stands in docs/factors.md.

Exit codes: 0 read, 2 a file that is unusable. Without a factor nothing is printed but a word on standard error.

Examples:
  $ debrief map postmortems/12.md > map.mmd
  $ debrief map - < notes.md`

export function map(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('map')
    .summary('draw what led to what, as a Mermaid diagram')
    .description('Prints the causal map of one document as the text of a Mermaid flowchart.')
    .argument('<file>', 'a Markdown file; `-` is standard input')
    .addHelpText('after', HELP)
    .action(async (path: string) => {
      const text = mermaidOf(parse(await textOf(path, context)))
      if (text === null)
        context.err(`${path}: No contributing factor is named yet, so there is nothing to draw.\n`)
      else context.out(text)
      done(0)
    })
}
