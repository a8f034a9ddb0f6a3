import { unifiedDiff } from '../check/diff.ts'
import type { Reworded } from '../check/reword.ts'
import { markOf, type CheckedFile } from '../check/run.ts'
import { plural } from '../check/terminal.ts'
import type { Context } from './context.ts'
import { replaceFile } from './save.ts'

/** A document and what its rewordings make of it; of a file only where there are any. */
export interface Change {
  readonly before: CheckedFile
  readonly bytes: Uint8Array
  readonly after: Reworded
  readonly stdin: boolean
}

export interface FixOptions {
  readonly yes?: true
  readonly dryRun?: true
}

/** Shows what would change, and writes it where that is wanted. Returns what is to be reported instead, by path. */
export async function fix(
  changes: readonly Change[],
  options: FixOptions,
  context: Context,
  show: (text: string) => void,
): Promise<ReadonlyMap<string, CheckedFile>> {
  const [only] = changes
  if (only?.stdin && !options.dryRun) {
    show(rewordedText(only))
    return new Map([[only.before.path, only.after.file]])
  }
  const changed = changes.filter(({ after }) => after.applied > 0)
  for (const change of changed) show(diffOf(change, context))
  return changed.length > 0 && (await wanted(changed, options, context))
    ? write(changed, context)
    : new Map<string, CheckedFile>()
}

async function write(changes: readonly Change[], { err }: Context): Promise<Map<string, CheckedFile>> {
  const mended = new Map<string, CheckedFile>()
  const written: Change[] = []
  for (const change of changes) {
    const { before, bytes, after } = change
    const error = await replaceFile(before.path, { before: bytes, after: Buffer.from(rewordedText(change)) })
    mended.set(before.path, error === null ? after.file : { ...before, error })
    if (error === null) written.push(change)
  }
  err(`Wrote ${amount(written)}.\n`)
  return mended
}

/** The document with its rewordings, to the byte. */
const rewordedText = ({ bytes, after }: Change): string => `${markOf(bytes)}${after.file.text}`

function diffOf(change: Change, { colour, columns }: Context): string {
  const { path, text } = change.before
  const versions = { path, before: markOf(change.bytes) + text, after: rewordedText(change) }
  return unifiedDiff(versions, { colour, terminal: columns !== null })
}

async function wanted(
  changes: readonly Change[],
  { yes, dryRun }: FixOptions,
  { ask, err }: Context,
): Promise<boolean> {
  if (dryRun) return false
  if (yes) return true
  if (ask) return ask(`Write ${amount(changes)}?`)
  err(`Nothing is written: ${amount(changes)} would be, and nobody can be asked here. Add --yes to write.\n`)
  return false
}

function amount(changes: readonly Change[]): string {
  const rewordings = changes.reduce((sum, { after }) => sum + after.applied, 0)
  return `${plural(rewordings, 'rewording')} to ${plural(changes.length, 'file')}`
}
