import type { Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import type { RepositoryName } from '../effects.ts'
import { isDocument } from '../incident/document.ts'
import { textOf } from './blob.ts'
import { underSettings } from './under-settings.ts'
import { bulk, graphql, type GitHub } from './client.ts'

/** What stands in the postmortem folder on the default branch, and in folders right in it, such as one for each year. */
export interface Folder {
  /** Null where the repository has no commit yet. */
  readonly branch: { readonly name: string; readonly oid: string } | null
  /** The postmortems, by path: none where there is no such folder. */
  readonly documents: readonly Entry[]
  /** The folder's `README.md` and `index.json`, null where they are not there. */
  readonly page: FolderFile | null
  readonly index: FolderFile | null
}

export interface Entry {
  readonly path: string
  /** The blob's id: as long as it is the same, so is the text. */
  readonly oid: string
  readonly bytes: number
}

export interface FolderFile {
  readonly oid: string
  /** Null where it is not text, or so large that GitHub does not show all of it. */
  readonly text: string | null
}

const ENTRY = 'path type oid size'
const BLOB = '... on Blob { oid text isBinary isTruncated }'

/** Of type Repository, with the variables of `folderVariables`. */
export const FOLDER = `
  defaultBranchRef { name target { oid } }
  folder: object(expression: $folder) {
    ... on Tree { entries { ${ENTRY} object { ... on Tree { entries { ${ENTRY} } } } } }
  }
  folderPage: object(expression: $folderPage) { ${BLOB} }
  folderIndex: object(expression: $folderIndex) { ${BLOB} }`

export function folderVariables({ postmortem: { folder } }: Config) {
  const at = (path: string) => ({ type: 'String!', value: `HEAD:${path}` })
  return {
    folder: at(folder),
    folderPage: at(`${folder}/README.md`),
    folderIndex: at(`${folder}/index.json`),
  }
}

interface EntryAnswer {
  readonly path: string | null
  readonly type: string
  readonly oid: string
  readonly size: number
  readonly object?: { readonly entries?: readonly EntryAnswer[] | null } | null
}

interface BlobAnswer {
  readonly oid?: string
  readonly text?: string | null
  readonly isBinary?: boolean | null
  readonly isTruncated?: boolean
}

export interface FolderAnswer {
  readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null
  readonly folder: EntryAnswer['object']
  readonly folderPage: BlobAnswer | null
  readonly folderIndex: BlobAnswer | null
}

export function folderOf(answer: FolderAnswer, config: Config): Folder {
  const { defaultBranchRef: branch } = answer
  return {
    branch: branch && { name: branch.name, oid: branch.target.oid },
    documents: filesIn(answer.folder).filter(({ path }) => isDocument(path, config)),
    page: fileOf(answer.folderPage),
    index: fileOf(answer.folderIndex),
  }
}

const filesIn = (tree: EntryAnswer['object']): Entry[] =>
  (tree?.entries ?? []).flatMap(({ path, type, oid, size, object }) =>
    type === 'tree' ? filesIn(object) : type === 'blob' && path ? [{ path, oid, bytes: size }] : [],
  )

const fileOf = (blob: BlobAnswer | null): FolderFile | null =>
  blob?.oid === undefined ? null : { oid: blob.oid, text: textOf(blob) }

/**
 * The folder and the settings that say which it is, in one request, and in two where the team has set another folder. Null
 * where the repository is not there.
 */
export async function listFolder(
  github: GitHub,
  at: RepositoryName,
): Promise<{ readonly folder: Folder; readonly settings: Settings } | null> {
  const ask = (config: Config) => bulk<FolderAnswer>(github, at, FOLDER, folderVariables(config))
  const answer = await underSettings(ask, ({ postmortem }) => [postmortem.folder])
  return answer && { folder: folderOf(answer.repository, answer.settings.config), settings: answer.settings }
}

// GitHub gives an answer ten seconds, and shows no more than 512,000 bytes of a text.
const MOST_FILES = 100
const MOST_BYTES = 2_000_000
export const LARGEST_DOCUMENT = 512_000

/**
 * The texts of documents, by path: one request for each hundred of them, or each 2 MB. Those that are too large, or are no
 * text, are not in it.
 */
export async function readDocuments(
  github: GitHub,
  { owner, repo }: RepositoryName,
  documents: readonly Entry[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const batch of batchesOf(documents.filter(({ bytes }) => bytes <= LARGEST_DOCUMENT))) {
    const blobs = batch.map(({ oid }, n) => `b${n}: object(oid: ${JSON.stringify(oid)}) { ${BLOB} }`)
    const query = `query ($owner: String!, $repo: String!) {
      repository(owner: $owner, name: $repo) { ${blobs.join('\n')} }
    }`
    const { repository } = await graphql<Answer>(github, query, { owner, repo })
    for (const [n, { path }] of batch.entries()) {
      const text = textOf(repository?.[`b${n}`] ?? {})
      if (text !== null) texts.set(path, text)
    }
  }
  return texts
}

interface Answer {
  readonly repository: Readonly<Record<string, BlobAnswer | null>> | null
}

function batchesOf(documents: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = []
  let room = 0
  for (const one of documents) {
    const last = batches.at(-1)
    if (last === undefined || last.length === MOST_FILES || one.bytes > room) {
      batches.push([one])
      room = MOST_BYTES - one.bytes
    } else {
      last.push(one)
      room -= one.bytes
    }
  }
  return batches
}
