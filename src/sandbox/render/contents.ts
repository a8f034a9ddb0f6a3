import type { components } from '@octokit/openapi-types'
import { type Entry } from '../git/tree.ts'
import type { Mode } from '../git/store.ts'
import type { Repository } from '../model.ts'
import type { World } from '../world.ts'
import { encodePath } from './files.ts'
import { pageUrl, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

const KINDS = {
  '100644': 'file',
  '100755': 'file',
  '040000': 'dir',
  '120000': 'symlink',
  '160000': 'submodule',
} as const
const kindOf = (mode: Mode) => KINDS[mode]

/** A file or folder without its content, as a directory lists it. */
export function renderEntry(
  world: World,
  repository: Repository,
  path: string,
  { mode, sha }: Entry,
  ref: string,
) {
  const [api, page, type] = [repositoryUrl(world, repository), pageUrl(world, repository), kindOf(mode)]
  const encoded = encodePath(path)
  const self = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`
  const git = `${api}/git/${type === 'dir' ? 'trees' : 'blobs'}/${sha}`
  const html = `${page}/${type === 'dir' ? 'tree' : 'blob'}/${encodePath(ref)}/${encoded}`
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha,
    size: world.git.of(repository.id).readBlob(sha)?.length ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: type === 'dir' || type === 'submodule' ? null : `${page}/raw/${encodePath(ref)}/${encoded}`,
    type,
    _links: { self, git, html },
  } satisfies Schemas['content-directory'][number]
}

// A directory shows no more than this.
const MOST_ENTRIES = 1000

export function renderDirectory(
  world: World,
  repository: Repository,
  path: string,
  tree: string,
  ref: string,
) {
  const entries = world.git.of(repository.id).readTree(tree) ?? []
  return entries.slice(0, MOST_ENTRIES).map((entry) => {
    const below = path === '' ? entry.path : `${path}/${entry.path}`
    return renderEntry(world, repository, below, entry, ref)
  })
}

const MEGABYTE = 1_048_576

/** One file with its content in Base64; from 1 MB on that is left out, and `encoding` says so. */
export function renderFileContent(
  world: World,
  repository: Repository,
  path: string,
  entry: Entry,
  ref: string,
) {
  const shared = renderEntry(world, repository, path, entry, ref)
  const content = world.git.of(repository.id).readBlob(entry.sha)
  if (shared.type === 'submodule') return { ...shared, submodule_git_url: null }
  if (shared.type === 'symlink') return { ...shared, target: content?.toString('utf8') ?? '' }
  const small = content !== undefined && content.length <= MEGABYTE
  return {
    ...shared,
    type: 'file' as const,
    content: small ? inLines(content.toString('base64')) : '',
    encoding: small ? 'base64' : 'none',
  } satisfies Schemas['content-file']
}

/** Base64 as GitHub breaks it: 60 characters a line, each line ended. */
export const inLines = (base64: string): string => base64.replaceAll(/.{1,60}/g, '$&\n')
