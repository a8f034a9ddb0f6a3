import { access, constants, glob, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isEvidence, isFolderPage, isMarkdown } from '../incident/document.ts'
import { reasonOf } from './document.ts'

/** One thing to check: a file, standard input (`-`), or what was named and cannot be used. */
export interface Input {
  readonly path: string
  readonly error: string | null
}

/** Which files of a folder, or of those that a pattern matches, are meant, and how they are called. */
export interface Kind {
  readonly accepts: (path: string) => boolean
  readonly name: string
}

const MARKDOWN: Kind = {
  accepts: (path) => isMarkdown(path) && !isEvidence(path) && !isFolderPage(path),
  name: 'Markdown file (.md)',
}

/**
 * The files that the arguments name, each once: a file itself, of a folder the files of a kind in it and below, of a pattern
 * those that match. A folder's own page is no document, unless it is named itself. Folders called `node_modules` and those with a dot are left out of both.
 */
export async function findInputs(named: readonly string[], kind: Kind = MARKDOWN): Promise<Input[]> {
  const inputs = new Map<string, Input>()
  for (const name of named) {
    for (const input of await inputsOf(name, kind)) {
      const key = input.error === null ? await identity(input.path) : input.path
      if (!inputs.has(key)) inputs.set(key, input)
    }
  }
  return [...inputs.values()]
}

async function inputsOf(name: string, kind: Kind): Promise<Input[]> {
  if (name === '-') return [{ path: name, error: null }]
  const found = await stat(name).catch((error: unknown) => (isAbsent(error) ? null : unreadable(error)))
  if (found && 'error' in found) return [{ path: name, error: found.error }]
  if (found?.isDirectory()) return inFolder(name, kind)
  // A file may have brackets in its name; a pattern is what is no file.
  return found || !/[*?[{]/.test(name) ? [{ path: name, error: null }] : matching(name, kind)
}

const unreadable = (error: unknown): { error: string } => ({ error: reasonOf(error) })

async function inFolder(folder: string, kind: Kind): Promise<Input[]> {
  const closed = await access(folder, constants.R_OK | constants.X_OK).then(() => null, unreadable)
  if (closed) return [{ path: folder, error: closed.error }]
  const files = await filesOf(kind, '**', folder)
  if (files.length === 0) {
    return [{ path: folder, error: `There is no ${kind.name} in this folder. Is it the right one?` }]
  }
  return files.map((file) => ({ path: join(folder, file), error: null }))
}

async function matching(pattern: string, kind: Kind): Promise<Input[]> {
  const files = await filesOf(kind, pattern)
  if (files.length > 0) return files.map((path) => ({ path, error: null }))
  const error = `No ${kind.name.replace(/ \(.*/, '')} matches ${pattern}. Is the pattern right from here? Put it in quotes, so that the shell leaves it alone.`
  return [{ path: pattern, error }]
}

async function filesOf({ accepts }: Kind, pattern: string, cwd = '.'): Promise<string[]> {
  const files: string[] = []
  const exclude = (path: string): boolean => basename(path) === 'node_modules'
  for await (const path of glob(pattern, { cwd, exclude })) if (accepts(path)) files.push(path)
  const kinds = await Promise.all(
    files.map((path) => isFile(pattern.startsWith('/') ? path : join(cwd, path))),
  )
  return files.filter((_, index) => kinds[index]).sort()
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    // A link that leads nowhere is no file of this folder.
    () => false,
  )

/** The same for two names of one file. */
const identity = (path: string): Promise<string> =>
  (path === '-' ? Promise.resolve(path) : realpath(path)).catch(() => path)

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
