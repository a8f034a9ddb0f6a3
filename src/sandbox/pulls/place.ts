import { hunkUpTo, lineOn, linesOf, type Side } from '../git/lines.ts'
import { ancestors } from '../git/history.ts'
import type { Pull, ReviewComment } from '../model.ts'
import type { World } from '../world.ts'
import { baseTip, diffOf } from './changes.ts'

/** Where somebody wants to comment, as the API names it. `position` is the older way: lines below the first `@@`. */
export interface WantedPlace {
  readonly path: string
  readonly line?: number | undefined
  readonly side?: Side | undefined
  readonly startLine?: number | undefined
  readonly startSide?: Side | undefined
  readonly position?: number | undefined
  readonly subject?: 'line' | 'file' | undefined
}

export type Place = Pick<
  ReviewComment,
  | 'path'
  | 'line'
  | 'originalLine'
  | 'side'
  | 'startLine'
  | 'originalStartLine'
  | 'startSide'
  | 'diffHunk'
  | 'subject'
  | 'commitSha'
  | 'originalCommitSha'
>

/** What is wrong with a place: a field of `pull_request_review_thread`, and the rest of the sentence. */
export interface Misplaced {
  readonly field: 'path' | 'line' | 'start_line' | 'diff_hunk'
  readonly says: string
}

const NO_HUNK: Misplaced = { field: 'diff_hunk', says: "can't be blank" }

/** The place on the diff as of `commit`, or why there is none: only lines that the diff shows can be commented. */
export function placeOn(world: World, pull: Pull, commit: string, wanted: WantedPlace): Place | Misplaced[] {
  const file = diffOf(world, pull, commit).find(({ path }) => path === wanted.path)
  if (!file) return [{ field: 'path', says: 'is invalid' }, NO_HUNK]
  const shared = { path: wanted.path, commitSha: commit, originalCommitSha: commit }
  const patch = file.patch ?? ''
  if (wanted.subject === 'file') {
    const nowhere = { line: null, startLine: null, originalStartLine: null, startSide: null } as const
    return { ...shared, ...nowhere, originalLine: 1, side: 'RIGHT', diffHunk: patch, subject: 'file' }
  }
  const end = endOf(patch, wanted)
  if (!end)
    return [
      { field: 'line', says: 'must be part of the diff' },
      ...startProblem(patch, wanted, undefined),
      NO_HUNK,
    ]
  const problems = startProblem(patch, wanted, end)
  if (problems.length > 0) return problems
  const { line, side, shown } = end
  const startLine = wanted.startLine ?? null
  return {
    ...shared,
    line,
    originalLine: line,
    side,
    startLine,
    originalStartLine: startLine,
    startSide: startLine === null ? null : (wanted.startSide ?? side),
    diffHunk: hunkUpTo(patch, shown),
    subject: 'line',
  }
}

type End = { line: number; side: Side; shown: NonNullable<ReturnType<typeof lineOn>> }

function endOf(patch: string, { line, side = 'RIGHT', position }: WantedPlace): End | undefined {
  const shown =
    line === undefined ? linesOf(patch).find((one) => one.position === position) : lineOn(patch, side, line)
  if (!shown) return undefined
  if (line !== undefined) return { line, side, shown }
  return shown.right > 0
    ? { line: shown.right, side: 'RIGHT', shown }
    : { line: shown.left, side: 'LEFT', shown }
}

function startProblem(patch: string, wanted: WantedPlace, end: End | undefined): Misplaced[] {
  if (wanted.startLine === undefined) return []
  const start = lineOn(patch, wanted.startSide ?? wanted.side ?? 'RIGHT', wanted.startLine)
  if (!end || start?.hunk !== end.shown.hunk)
    return [{ field: 'start_line', says: 'must be part of the same hunk as the line.' }]
  return start.position < end.shown.position
    ? []
    : [{ field: 'start_line', says: 'must precede the end line.' }]
}

/** Whether the commit is one of the pull request's own. */
export function isOfPull(world: World, pull: Pull, commit: string): boolean {
  const store = world.git.of(pull.issue.repository.id)
  return (
    store.kind(commit) === 'commit' &&
    ancestors(store, pull.headSha).has(commit) &&
    !ancestors(store, baseTip(pull)).has(commit)
  )
}
