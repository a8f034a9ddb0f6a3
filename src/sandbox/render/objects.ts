import type { components } from '@octokit/openapi-types'
import type { ObjectStore, TreeEntry } from '../git/store.ts'
import type { Repository } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { inLines } from './contents.ts'
import { repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

const gitUrl = (world: World, repository: Repository): string => `${repositoryUrl(world, repository)}/git`

export const renderShortBlob = (world: World, repository: Repository, sha: string) =>
  ({ sha, url: `${gitUrl(world, repository)}/blobs/${sha}` }) satisfies Schemas['short-blob']

export const renderBlob = (world: World, repository: Repository, sha: string, content: Buffer) =>
  ({
    ...renderShortBlob(world, repository, sha),
    node_id: nodeId('Blob', `${repository.id}:${sha}`),
    size: content.length,
    content: inLines(content.toString('base64')),
    encoding: 'base64',
  }) satisfies Schemas['blob']

/** A tree with its own entries, or with all that lies below it. */
export function renderTree(world: World, repository: Repository, sha: string, recursive: boolean) {
  const store = world.git.of(repository.id)
  const entries = recursive ? allBelow(store, sha, '') : (store.readTree(sha) ?? [])
  const url = gitUrl(world, repository)
  return {
    sha,
    url: `${url}/trees/${sha}`,
    tree: entries.map(({ path, mode, type, sha: entry }) => ({
      path,
      mode,
      type,
      sha: entry,
      ...(type === 'blob' ? { size: store.readBlob(entry)?.length ?? 0 } : {}),
      ...(type === 'commit' ? {} : { url: `${url}/${type}s/${entry}` }),
    })),
    truncated: false,
  } satisfies Schemas['git-tree']
}

/** Folders come before what they hold. */
const allBelow = (store: ObjectStore, tree: string, prefix: string): TreeEntry[] =>
  (store.readTree(tree) ?? []).flatMap((entry) => {
    const path = prefix + entry.path
    return [{ ...entry, path }, ...(entry.type === 'tree' ? allBelow(store, entry.sha, `${path}/`) : [])]
  })
