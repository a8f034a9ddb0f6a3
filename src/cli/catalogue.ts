import { isUtf8 } from 'node:buffer'
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { Option, type Command } from 'commander'
import { entryOf, indexOf, type Catalogue } from '../catalogue/catalogue.ts'
import { indexJson, indexPage, renderIndex } from '../catalogue/render.ts'
import { InputError, type Context, type ExitCode } from './context.ts'
import { reasonOf } from './document.ts'
import { readPostmortems } from './documents.ts'
import { replaceFile } from './save.ts'

interface Options {
  readonly format: 'markdown' | 'json'
  readonly write?: boolean
}

const HELP = `
The newest comes first, with severity, how long it took to detect and to recover, and how many actions are open. With --write
the table is put between markers into the folder's README.md, where all else stays as it is, and into index.json beside it, unless
a file cannot be read.

Exit codes: 0 read and written, 2 a file or folder that is unusable; the others are listed all the same.

Examples:
  $ debrief index postmortems
  $ debrief index --write postmortems`

export function index(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('index')
    .summary("a folder's postmortems as a table, and as JSON")
    .description('Prints the index of a folder of postmortems, or keeps it in its README.md and index.json.')
    .argument('<folder>', 'the folder')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['markdown', 'json']).default('markdown'),
    )
    .option('--write', 'write README.md and index.json in the folder')
    .addHelpText('after', HELP)
    .action(async (folder: string, options: Options) => done(await list(folder, options, context)))
}

async function list(named: string, { format, write }: Options, context: Context): Promise<ExitCode> {
  const found = await stat(named).catch((error: unknown) => reasonOf(error))
  if (typeof found === 'string' || !found.isDirectory())
    throw new InputError(
      `${named}: ${typeof found === 'string' ? found : 'This is a file. Name its folder.'}`,
    )
  const { read, unusable } = await readPostmortems([named], context)
  // As seen from the repository, however the folder was named.
  const root = repositoryOf(resolve(named)) ?? dirname(resolve(named))
  const pathOf = (path: string): string => relative(root, resolve(path)).split(sep).join('/')
  const documents = read.filter(({ postmortem }) => postmortem.practice.ofIncident)
  const catalogue = indexOf(documents.map(({ path, postmortem }) => entryOf(pathOf(path), postmortem)))
  const folder = pathOf(named)
  if (write === true && unusable.length > 0)
    throw new InputError(`${named}: Nothing is written, since the index would lack what cannot be read.`)
  if (write === true) await keep(named, { catalogue, folder }, context)
  else context.out(format === 'json' ? indexJson(catalogue) : renderIndex(catalogue, folder))
  return unusable.length > 0 ? 2 : 0
}

function repositoryOf(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder
  return dirname(folder) === folder ? null : repositoryOf(dirname(folder))
}

interface Listed {
  readonly catalogue: Catalogue
  /** In the repository. */
  readonly folder: string
}

async function keep(named: string, { catalogue, folder }: Listed, context: Context): Promise<void> {
  const page = join(named, 'README.md')
  const { text, owner } = indexPage(await textOf(page), catalogue, folder)
  if (owner === 'broken')
    throw new InputError(
      `${page}: the markers of its table are broken. Take both lines out and run it again.`,
    )
  const written = [
    ...(await put(page, text)),
    ...(await put(join(named, 'index.json'), indexJson(catalogue))),
  ]
  const where = basename(resolve(named))
  context.out(
    written.length === 0 ? `${where}: up to date\n` : written.map((path) => `${path} written\n`).join(''),
  )
}

async function textOf(path: string): Promise<string | null> {
  try {
    const bytes = await readFile(path)
    if (isUtf8(bytes)) return bytes.toString()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new InputError(
      `${path} could not be read: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
  throw new InputError(`${path}: The file is not UTF-8 text. Save it as UTF-8.`)
}

/** The path, where something was to be written. */
async function put(path: string, after: string | null): Promise<readonly string[]> {
  const before = await textOf(path)
  if (after === null || after === before) return []
  if (before === null) {
    await writeFile(path, after, { flag: 'wx' }).catch((error: unknown) => {
      throw new InputError(
        `${path} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
      )
    })
    return [path]
  }
  const refused = await replaceFile(path, { before: Buffer.from(before), after: Buffer.from(after) })
  if (refused !== null) throw new InputError(`${path}: ${refused}`)
  return [path]
}
