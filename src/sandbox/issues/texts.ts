import { note, type By } from '../by.ts'
import type { Issue } from '../model.ts'
import { timestamp, type World } from '../world.ts'
import { noteReferences } from './references.ts'

/** What the texts were, for the `changes` of an `edited` event; empty where nothing differs. */
export interface TextChanges {
  title?: { from: string }
  body?: { from: string }
}

/** Sets title and body of an issue or pull request where they are given and differ; who calls tells it to the world. */
export function changeTexts(
  world: World,
  by: By,
  issue: Issue,
  edit: { readonly title?: string | undefined; readonly body?: string | null | undefined },
): TextChanges {
  const changes: TextChanges = {}
  if (edit.title !== undefined && edit.title !== issue.title) {
    changes.title = { from: issue.title }
    note(world, by, issue, { event: 'renamed', rename: { from: issue.title, to: edit.title } })
    issue.title = edit.title
  }
  if (edit.body !== undefined && edit.body !== issue.body) {
    changes.body = { from: issue.body ?? '' }
    issue.body = edit.body
    issue.updatedAt = timestamp(world)
    noteReferences(world, by, issue, edit.body ?? '')
  }
  return changes
}
