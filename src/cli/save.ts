import { randomBytes } from 'node:crypto'
import { access, constants, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Puts new bytes in place of the old, all at once: whoever reads the file meanwhile sees the one or the other. Its mode and the
 * links to it stay. Null, or why it was not written; a file that is no longer as it was read is left alone.
 */
export async function replaceFile(
  path: string,
  { before, after }: { readonly before: Uint8Array; readonly after: Uint8Array },
): Promise<string | null> {
  try {
    const file = await realpath(path)
    await access(file, constants.W_OK)
    if (!(await readFile(file)).equals(before)) return 'The file was changed meanwhile. Run it again.'
    await replace(file, after)
    return null
  } catch (error) {
    return `The file could not be written: ${error instanceof Error ? error.message : String(error)}.`
  }
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
  const { mode } = await stat(file)
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.tmp`)
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.chmod(mode) // what `open` was given went through the umask
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}
