import { decodeDocument } from '../check/run.ts'
import { visible } from '../check/terminal.ts'
import { isFolderPage } from '../incident/document.ts'
import { parse } from '../postmortem/parse.ts'
import type { Postmortem } from '../postmortem/document.ts'
import type { Context } from './context.ts'
import { readDocument } from './document.ts'
import { findInputs } from './inputs.ts'

export interface ReadPostmortem {
  readonly path: string
  readonly postmortem: Postmortem
}

/** The documents that the arguments name, without a folder's own page; what cannot be read is told on standard error, and the others are read all the same. */
export async function readPostmortems(
  named: readonly string[],
  context: Context,
): Promise<{ readonly read: readonly ReadPostmortem[]; readonly unusable: readonly string[] }> {
  const read: ReadPostmortem[] = []
  const unusable: string[] = []
  for (const { path, error } of await findInputs(named)) {
    if (error === null && isFolderPage(path)) continue
    const content = error === null ? await readDocument(path, context) : { error }
    const decoded = 'bytes' in content ? decodeDocument(content.bytes) : content
    if ('error' in decoded) {
      context.err(`${visible(path)}: ${decoded.error}\n`)
      unusable.push(path)
    } else read.push({ path, postmortem: parse(decoded.text) })
  }
  return { read, unusable }
}
