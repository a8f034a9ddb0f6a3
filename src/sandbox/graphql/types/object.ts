import type * as GitHub from '@octokit/graphql-schema'
import { isUtf8 } from 'node:buffer'
import { entryAt } from '../../git/tree.ts'
import { typeOfMode } from '../../git/store.ts'
import type { Repository } from '../../model.ts'
import { fullName, nodeId } from '../../world.ts'
import type { Fields } from '../fields.ts'
import { node, gitNode, type Things } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { addresses } from './actor.ts'
import { resolveCommit } from '../../branches/resolve.ts'

/**
 * What git finds for an expression: a branch, tag or sha (whole or its first digits), alone or with `:path`; null
 * where it finds nothing.
 */
export function objectFor(scope: Scope, repository: Repository, expression: string) {
  const colon = expression.indexOf(':')
  const revision = colon === -1 ? expression : expression.slice(0, colon)
  const sha = resolveCommit(scope.world, repository, revision)
  const store = scope.world.git.of(repository.id)
  if (colon === -1) {
    if (sha !== undefined) return node('Commit', { repository, commit: store.commit(sha) })
    const whole = store.expand(revision.toLowerCase())
    return whole === undefined ? null : gitNode(scope, repository, whole)
  }
  const tree = sha === undefined ? treeNamed(scope, repository, revision) : store.commit(sha).tree
  const path = expression.slice(colon + 1).replace(/\/$/, '')
  const entry = tree === null ? undefined : entryAt(store, tree, path)
  if (!entry) return null
  return typeOfMode(entry.mode) === 'tree'
    ? node('Tree', { repository, sha: entry.sha, folder: path })
    : gitNode(scope, repository, entry.sha)
}

function treeNamed(scope: Scope, repository: Repository, revision: string): string | null {
  const store = scope.world.git.of(repository.id)
  const sha = store.expand(revision.toLowerCase())
  return sha !== undefined && store.kind(sha) === 'tree' ? sha : null
}

// GitHub shows no more than this much of a file's text.
const MOST_TEXT = 512_000

export function blobFields(scope: Scope, { repository, sha }: Things['Blob']): Fields<GitHub.Blob> {
  const content = scope.world.git.of(repository.id).readBlob(sha) ?? Buffer.alloc(0)
  const binary = content.includes(0) || !isUtf8(content)
  return {
    __typename: 'Blob',
    id: nodeId('Blob', `${repository.id}:${sha}`),
    ...common(scope, repository, sha),
    byteSize: content.length,
    isBinary: binary,
    isTruncated: content.length > MOST_TEXT,
    text: () => (binary ? null : content.subarray(0, MOST_TEXT).toString()),
  }
}

export function treeFields(scope: Scope, { repository, sha, folder }: Things['Tree']): Fields<GitHub.Tree> {
  const entries = () =>
    (scope.world.git.of(repository.id).readTree(sha) ?? []).map(({ path: name, mode, sha: of }) =>
      node('TreeEntry', {
        repository,
        entry: { mode, sha: of },
        path: folder === '' ? name : `${folder}/${name}`,
      }),
    )
  return {
    __typename: 'Tree',
    id: nodeId('Tree', `${repository.id}:${sha}`),
    ...common(scope, repository, sha),
    entries,
  }
}

export function entryFields(
  scope: Scope,
  { repository, entry: { mode, sha }, path }: Things['TreeEntry'],
): Fields<GitHub.TreeEntry> {
  const store = scope.world.git.of(repository.id)
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return {
    __typename: 'TreeEntry',
    name,
    nameRaw: Buffer.from(name).toString('base64'),
    path,
    pathRaw: Buffer.from(path).toString('base64'),
    type: typeOfMode(mode),
    mode: Number.parseInt(mode, 8),
    oid: sha,
    size: () => store.readBlob(sha)?.length ?? 0,
    extension: dot === -1 ? '' : name.slice(dot),
    isGenerated: false,
    submodule: null,
    repository: () => node('Repository', repository),
    object: () =>
      typeOfMode(mode) === 'tree'
        ? node('Tree', { repository, sha, folder: path })
        : gitNode(scope, repository, sha),
  }
}

const common = (scope: Scope, repository: Repository, sha: string) => {
  const page = addresses(scope, `/${fullName(repository)}/tree/${sha}`)
  return {
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    commitUrl: page.url,
    commitResourcePath: page.resourcePath,
    repository: () => node('Repository', repository),
  }
}
