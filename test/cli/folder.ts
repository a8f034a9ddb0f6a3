import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder with these files, for one test; tests that run side by side hand in their own `onTestFinished`. */
export async function folderWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  whenFinished: typeof onTestFinished = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'debrief-cli-'))
  whenFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  return folder
}
