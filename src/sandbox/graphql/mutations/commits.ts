import type * as GitHub from '@octokit/graphql-schema'
import { whyProtected } from '../../branches/protect.ts'
import { branchSha } from '../../branches/resolve.ts'
import { commitFiles } from '../../branches/write.ts'
import { webFlow } from '../../by.ts'
import { entryAt, malformedPath } from '../../git/tree.ts'
import type { Repository } from '../../model.ts'
import { findRepository, readNodeId } from '../../world.ts'
import { node, refNode } from '../nodes.ts'
import { Problem, unknown } from '../problem.ts'
import type { Scope } from '../scope.ts'
import { type Input, payload } from './payload.ts'

export const commitMutations = (scope: Scope) =>
  ({
    createCommitOnBranch: ({ input }: Input<GitHub.CreateCommitOnBranchInput>) => {
      const { repository, branch } = branchOf(scope, input.branch)
      scope.write('CreateCommitOnBranch', repository, [{ contents: 'write' }], 'write')
      const head = branchSha(repository, branch)
      if (head === undefined) throw unknown(`a Ref with the name 'refs/heads/${branch}'`)
      if (head !== input.expectedHeadOid)
        throw new Problem(
          'STALE_DATA',
          `Expected branch to point to "${String(input.expectedHeadOid)}" but it did not.  Pull and try again.`,
        )
      const why = whyProtected(repository, scope, branch)
      if (why !== null) throw new Problem('BRANCH_PROTECTION_RULE_VIOLATION', why)
      const { headline, body } = input.message
      const sha = commitFiles(scope.world, scope, repository, {
        branch,
        changes: changesOf(scope, repository, head, input.fileChanges),
        message: body ? `${headline}\n\n${body}` : headline,
        committer: webFlow(scope.world),
      })
      const commit = scope.world.git.of(repository.id).commit(sha)
      return payload(input, {
        commit: () => node('Commit', { repository, commit }),
        ref: () => refNode(repository, `refs/heads/${branch}`),
      })
    },
  }) satisfies Partial<Record<keyof GitHub.Mutation, unknown>>

/** By the ref's own id, or by the names of repository and branch. */
function branchOf(scope: Scope, { id, repositoryNameWithOwner, branchName }: GitHub.CommittableBranch) {
  const known = id ? readNodeId(id) : null
  const [owner = '', name = ''] = (repositoryNameWithOwner ?? '').split('/')
  const [repositoryId, ref = ''] = known?.kind === 'Ref' ? known.key.split(/:(.*)/s) : []
  const repository = id
    ? [...scope.world.state.repositories.values()].find((one) => String(one.id) === repositoryId)
    : findRepository(scope.world, owner, name)
  if (!repository || !scope.canSee(repository))
    throw unknown(
      id ? `a node with the global id of '${id}'` : `a Repository with the name '${owner}/${name}'`,
    )
  return { repository, branch: (id ? ref : (branchName ?? '')).replace(/^refs\/heads\//, '') }
}

function changesOf(
  scope: Scope,
  repository: Repository,
  head: string,
  changes: GitHub.FileChanges | null | undefined,
): Map<string, Buffer | null> {
  const store = scope.world.git.of(repository.id)
  const { additions, deletions } = changes ?? {}
  for (const { path } of [...(additions ?? []), ...(deletions ?? [])])
    if (malformedPath(path))
      throw new Problem('UNPROCESSABLE', `A path contains a malformed component: ${path}`)
  for (const { path } of deletions ?? [])
    if (!entryAt(store, store.commit(head).tree, path))
      throw new Problem(
        'UNPROCESSABLE',
        `A path was requested for deletion which does not exist as of commit oid "${head}": ${path}`,
      )
  return new Map([
    ...(deletions ?? []).map(({ path }) => [path, null] as const),
    ...(additions ?? []).map(
      ({ path, contents }) => [path, Buffer.from(String(contents), 'base64')] as const,
    ),
  ])
}
