import { diffTrees } from '../git/diff.ts'
import { lineOn, linesOf } from '../git/lines.ts'
import type { Pull, ReviewComment } from '../model.ts'
import type { World } from '../world.ts'
import { diffOf } from './changes.ts'

/**
 * After a push: each comment goes along with its line. One whose line was changed, or is no longer part of the diff,
 * is outdated: it keeps its original place and has no line.
 */
export function moveThreads(world: World, pull: Pull, before: string): void {
  const files = diffOf(world, pull)
  for (const comment of pull.reviewComments) {
    if (comment.subject === 'file' || comment.line === null) continue
    const patch = files.find(({ path }) => path === comment.path)?.patch ?? ''
    const moved = comment.side === 'LEFT' ? comment.line : movedLine(world, pull, before, comment)
    if (moved !== null && lineOn(patch, comment.side, moved)) {
      const height = comment.startLine === null ? null : comment.line - comment.startLine
      comment.startLine = height === null ? null : moved - height
      comment.line = moved
      comment.commitSha = pull.headSha
    } else {
      comment.line = null
      comment.startLine = null
    }
  }
}

/** Where the head's line went with the push; null where it was changed. */
function movedLine(world: World, pull: Pull, before: string, { path, line }: ReviewComment): number | null {
  const store = world.git.of(pull.issue.repository.id)
  const changed = diffTrees(store, store.commit(before).tree, store.commit(pull.headSha).tree)
  const file = changed.find((one) => one.path === path || one.previousPath === path)
  if (!file || line === null) return line
  if (file.patch === undefined) return null
  const lines = linesOf(file.patch)
  const shown = lines.find(({ left }) => left === line)
  if (shown) return shown.right === 0 ? null : shown.right
  // Each hunk but one at the file's end closes with lines that are on both sides: what is below moves with them.
  const above = lines.findLast(({ left, right }) => left > 0 && right > 0 && left < line)
  return above ? line + above.right - above.left : line
}
