import type * as GitHub from '@octokit/graphql-schema'
import { accountOf } from '../../by.ts'
import type { Commit, Signature } from '../../git/commit.ts'
import { diffTrees } from '../../git/diff.ts'
import { isAncestor, log } from '../../git/history.ts'
import { entryAt } from '../../git/tree.ts'
import type { Repository } from '../../model.ts'
import { pullsOf } from '../../pulls/follow.ts'
import { fullName, nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node, personNode, type Things } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { addresses } from './actor.ts'
import { rollupNode, statusNode, suitesField } from './check.ts'
import { deploymentsField } from './deployment.ts'

export function commitFields(scope: Scope, { repository, commit }: Things['Commit']): Fields<GitHub.Commit> {
  const { sha } = commit
  const store = scope.world.git.of(repository.id)
  const page = addresses(scope, `/${fullName(repository)}/commit/${sha}`)
  return {
    __typename: 'Commit',
    id: nodeId('Commit', `${repository.id}:${sha}`),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    ...page,
    commitUrl: page.url,
    commitResourcePath: page.resourcePath,
    ...messageParts(commit.message),
    ...sizes(scope, repository, commit),
    author: () => gitActorFields(scope, commit.author),
    authoredDate: commit.author.date,
    authoredByCommitter: commit.author.email === commit.committer.email,
    committer: () => gitActorFields(scope, commit.committer),
    committedDate: commit.committer.date,
    committedViaWeb: commit.committer.email === 'noreply@github.com',
    signature: null,
    repository: () => node('Repository', repository),
    tree: () => node('Tree', { repository, sha: commit.tree, folder: '' }),
    file: ({ path }: { path: string }) => {
      const entry = entryAt(store, commit.tree, path)
      return entry ? node('TreeEntry', { repository, entry, path }) : null
    },
    parents: (pages: Pages) =>
      connection(commit.parents, pages, (parent) =>
        node('Commit', { repository, commit: store.commit(parent) }),
      ),
    history: (args: GitHub.CommitHistoryArgs) => historyField(scope, repository, commit, args),
    associatedPullRequests: (pages: Pages) =>
      connection(
        pullsOf(repository).filter((pull) => pull.merged?.sha === sha || isNewIn(scope, pull, sha)),
        pages,
        (pull) => node('PullRequest', pull),
      ),
    checkSuites: (args: GitHub.CommitCheckSuitesArgs) => suitesField(scope, repository, sha, args),
    statusCheckRollup: () => rollupNode(scope, repository, sha),
    status: () => statusNode(scope, repository, sha),
    deployments: (args: GitHub.CommitDeploymentsArgs) =>
      deploymentsField(scope, repository, args, (one) => one.sha === sha),
  }
}

function messageParts(message: string) {
  const text = message.replace(/\n+$/, '')
  const [headline = '', ...rest] = text.split('\n')
  return { message: text, messageHeadline: headline, messageBody: rest.join('\n').trim() }
}

function sizes(scope: Scope, repository: Repository, { tree, parents: [parent] }: Commit) {
  const store = scope.world.git.of(repository.id)
  const files = () => diffTrees(store, parent === undefined ? null : store.commit(parent).tree, tree)
  const changedFiles = (): number => files().length
  return {
    additions: () => files().reduce((sum, { additions }) => sum + additions, 0),
    deletions: () => files().reduce((sum, { deletions }) => sum + deletions, 0),
    changedFiles,
    changedFilesIfAvailable: changedFiles,
  }
}

/** Whether the commit is the pull request's own work: in its head, and not in its base as it was. */
function isNewIn(scope: Scope, pull: ReturnType<typeof pullsOf>[number], sha: string): boolean {
  const store = scope.world.git.of(pull.issue.repository.id)
  return isAncestor(store, sha, pull.headSha) && !isAncestor(store, sha, pull.baseSha)
}

function historyField(scope: Scope, repository: Repository, commit: Commit, args: GitHub.CommitHistoryArgs) {
  const path = args.path ?? ''
  const { emails, id } = args.author ?? {}
  const wanted = ({ author, committer }: Commit): boolean =>
    (!args.since || Date.parse(committer.date) >= Date.parse(String(args.since))) &&
    (!args.until || Date.parse(committer.date) <= Date.parse(String(args.until))) &&
    (!emails || emails.includes(author.email)) &&
    (!id || userId(scope, author) === id)
  const all = log(scope.world.git.of(repository.id), { from: commit.sha, path }).filter(wanted)
  return connection(all, args, (one) => node('Commit', { repository, commit: one }))
}

function userId(scope: Scope, signature: Signature): string | null {
  const account = accountOf(scope.world, signature)
  return account && nodeId(account.type, account.id)
}

function gitActorFields(scope: Scope, signature: Signature): Fields<GitHub.GitActor> {
  const account = accountOf(scope.world, signature)
  return {
    __typename: 'GitActor',
    name: signature.name,
    email: signature.email,
    date: signature.date,
    avatarUrl: () => `${scope.world.url}/avatars/u/${account?.id ?? 0}?v=4`,
    user: () => personNode(account),
  }
}
