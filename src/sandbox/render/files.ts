import type { components } from '@octokit/openapi-types'
import type { FileDiff } from '../git/diff.ts'
import type { Repository } from '../model.ts'
import type { World } from '../world.ts'
import { pageUrl, repositoryUrl } from './repository.ts'

/** A path as part of an address: its slashes stay. */
export const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** One file of a diff; `at` is the commit on whose side its addresses point. */
export function renderFile(world: World, repository: Repository, at: string, file: FileDiff) {
  const path = encodePath(file.path)
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.changes,
    blob_url: `${pageUrl(world, repository)}/blob/${at}/${path}`,
    raw_url: `${pageUrl(world, repository)}/raw/${at}/${path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${at}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  } satisfies components['schemas']['diff-entry']
}
