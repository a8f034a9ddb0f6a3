import type { Misread } from '../evidence/evidence.ts'
import { isDocumentOf, isNamedByDay } from '../incident/draft.ts'

// A Slack export in a postmortem's folder: `12-checkout/slack/incident-12/2026-11-23.json`.
const DEPTH = 4
/** Each is a request. */
const MOST_FILES = 50

const entries = (depth: number): string =>
  `... on Tree { entries { name type mode oid object { ... on Blob { byteSize } ${depth > 1 ? entries(depth - 1) : ''} } } }`

/** The evidence folder as it is on the branch and on the default branch, and what the pull request changes since it left that. */
export const TREES = `query ($owner: String!, $repo: String!, $branch: GitObjectID!, $base: GitObjectID!, $hasBase: Boolean!, $pull: Int!) {
  repository(owner: $owner, name: $repo) {
    branch: object(oid: $branch) { ${entries(DEPTH)} }
    base: object(oid: $base) @include(if: $hasBase) { ${entries(DEPTH)} }
    pullRequest(number: $pull) {
      files(first: 100) { nodes { path } pageInfo { hasNextPage } }
    }
  }
}`

export interface TreesAnswer {
  readonly repository: {
    readonly branch: TreeAnswer | null
    readonly base?: TreeAnswer | null
    readonly pullRequest?: { readonly files: FilesAnswer | null } | null
  } | null
}

interface FilesAnswer {
  readonly nodes: readonly { readonly path: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean }
}

export interface TreeAnswer {
  /** Absent for a file, and for a folder deeper than is asked for. */
  readonly entries?: readonly EntryAnswer[] | null
}

interface EntryAnswer {
  readonly name: string
  readonly type: string
  readonly mode: number
  readonly oid: string
  /** Null for a submodule. */
  readonly object: (TreeAnswer & { readonly byteSize?: number }) | null
}

export interface ExportFile {
  readonly path: string
  readonly oid: string
  readonly bytes: number
}

export interface Chosen {
  readonly files: readonly ExportFile[]
  /** What lies there and cannot be read. */
  readonly findings: readonly Misread[]
}

interface Found {
  /** Below the evidence folder. */
  readonly path: string
  readonly entry: EntryAnswer
}

interface Wanted {
  /** `postmortems/evidence` */
  readonly root: string
  readonly number: number
  /** What the pull request changes; null where that is more than GitHub tells at once. */
  readonly changed: ReadonlySet<string> | null
}

export const changedIn = (files: FilesAnswer | null | undefined): Wanted['changed'] =>
  !files || files.pageInfo.hasNextPage ? null : new Set(files.nodes.map(({ path }) => path))

/**
 * The files that are this incident's: those in a folder that is named like its document (`12-checkout-errors`, or `12`), and those
 * that lie in none of another document's and are new on this branch. What only the default branch changed since is not.
 */
export function choose(
  branch: TreeAnswer | null,
  base: TreeAnswer | null,
  { root, number, changed }: Wanted,
): Chosen {
  const before = new Map(foundIn(base).map(({ path, entry }) => [path, entry.oid]))
  const ours = foundIn(branch).filter(({ path, entry }) => {
    const [folder = '', ...below] = path.split('/')
    if (below.length > 0 && isDocumentOf(`${folder}.md`, number)) return true
    const isAnothers = below.length > 0 && /^\d+(?:-|$)/.test(folder) && !isNamedByDay(folder)
    return !isAnothers && before.get(path) !== entry.oid && (changed?.has(`${root}/${path}`) ?? true)
  })
  const files: ExportFile[] = []
  const findings: Misread[] = []
  for (const { path, entry } of ours.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const full = `${root}/${path}`
    const why = unreadable(entry) ?? (files.length < MOST_FILES ? null : MANY)
    if (why === null) files.push({ path: full, oid: entry.oid, bytes: entry.object?.byteSize ?? 0 })
    else if (why !== MANY || findings.at(-1)?.problem !== MANY.problem)
      findings.push({ kind: 'file', ...why, origin: { file: full, line: 1 } })
  }
  return { files, findings }
}

/** Everything but what only explains the folder, or is hidden. */
function foundIn(tree: TreeAnswer | null, above = ''): Found[] {
  return (tree?.entries ?? []).flatMap((entry): Found[] => {
    if (/^\.|\.(?:md|markdown)$/i.test(entry.name)) return []
    const path = `${above}${entry.name}`
    const isOpen = entry.type === 'tree' && entry.object?.entries
    return isOpen ? foundIn(entry.object, `${path}/`) : [{ path, entry }]
  })
}

type Why = Pick<Misread, 'problem' | 'fix'>

const MANY: Why = {
  problem: `Neither this file nor those behind it by name were read: ${MOST_FILES} are`,
  fix: 'Pack what belongs together into fewer files.',
}
/** A symbolic link's mode, 120000 in git's octal digits. */
const LINK = 0o120000

function unreadable({ type, mode, object }: EntryAnswer): Why | null {
  if (type === 'commit')
    return {
      problem: 'This is a submodule, which is not looked into',
      fix: 'Copy the files themselves here.',
    }
  if (type === 'tree')
    return { problem: `Folders are looked into ${DEPTH} deep`, fix: 'Move the files of this one further up.' }
  if (mode === LINK)
    return { problem: 'This is a symbolic link, which is not followed', fix: 'Put the file itself here.' }
  return object?.byteSize === 0 ? { problem: 'The file is empty', fix: 'Export it again.' } : null
}
