import { setImmediate as breath } from 'node:timers/promises'
import { entryOf, indexOf, type Catalogue, type Entry } from '../catalogue/catalogue.ts'
import { actionKey } from '../incident/action-issues.ts'
import { parse } from '../postmortem/parse.ts'

/** Which action of which document an issue is, and whether it is open. */
export interface ActionIssue {
  readonly path: string
  readonly id: string
  readonly open: boolean
}

/** The postmortems of these texts, by path. Hundreds of them take seconds, in which others are served too. */
export async function catalogueOf(
  texts: ReadonlyMap<string, string>,
  actions: readonly ActionIssue[],
): Promise<Catalogue> {
  // An action that has two issues is open as long as one of them is.
  const known = new Map<string, boolean>()
  for (const { path, id, open } of actions)
    known.set(actionKey(path, id), open || known.get(actionKey(path, id)) === true)
  const entries: Entry[] = []
  for (const [path, text] of texts) {
    await breath()
    const postmortem = parse(text)
    // The index is one of incidents: a premortem or a retrospective stands beside it in the folder.
    if (!postmortem.practice.ofIncident) continue
    // What has no issue, or has it in another repository, is as the document says.
    entries.push(entryOf(path, postmortem, ({ id, done }) => known.get(actionKey(path, id)) ?? !done))
  }
  return indexOf(entries)
}
