import type { components } from '@octokit/openapi-types'
import type { Account, Repository } from '../model.ts'
import { fullName, hasRole, nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'

type Schemas = components['schemas']

export const repositoryUrl = (world: World, repository: Repository): string =>
  `${world.url}/repos/${fullName(repository)}`

export const pageUrl = (world: World, repository: Repository): string =>
  `${world.url}/${fullName(repository)}`

/** A repository as lists and webhooks show it. */
export function renderRepository(world: World, repository: Repository) {
  const open = [...repository.issues.values()].filter((issue) => issue.state === 'open').length
  const html = pageUrl(world, repository)
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: renderUser(world, repository.owner),
    html_url: html,
    description: repository.description,
    fork: false,
    ...apiAddresses(repositoryUrl(world, repository)),
    git_url: `git://${new URL(world.url).host}/${fullName(repository)}.git`,
    ssh_url: `git@${new URL(world.url).hostname}:${fullName(repository)}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    size: 1,
    forks_count: 0,
    forks: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    open_issues_count: open,
    open_issues: open,
    default_branch: repository.defaultBranch,
    is_template: false,
    topics: [] as string[],
    has_issues: repository.hasIssues,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: repository.hasDiscussions,
    archived: repository.archived,
    disabled: false,
    visibility: repository.private ? ('private' as const) : ('public' as const),
    allow_forking: true,
    web_commit_signoff_required: false,
    pushed_at: repository.pushedAt,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
  } satisfies Schemas['repository']
}

/** What one repository's own page adds: what the reader may do, and how it merges. */
export function renderFullRepository(world: World, repository: Repository, viewer: Account | null) {
  return {
    ...renderRepository(world, repository),
    permissions: renderPermissions(viewer, repository),
    ...(repository.owner.type === 'Organization'
      ? { organization: renderUser(world, repository.owner) }
      : {}),
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    allow_update_branch: false,
    delete_branch_on_merge: false,
    use_squash_pr_title_as_default: false,
    squash_merge_commit_title: 'COMMIT_OR_PR_TITLE' as const,
    squash_merge_commit_message: 'COMMIT_MESSAGES' as const,
    merge_commit_title: 'MERGE_MESSAGE' as const,
    merge_commit_message: 'PR_TITLE' as const,
    temp_clone_token: null,
    subscribers_count: 0,
    network_count: 0,
  } satisfies Schemas['full-repository']
}

export function renderPermissions(account: Account | null, repository: Repository) {
  const has = (role: Parameters<typeof hasRole>[2]): boolean => hasRole(account, repository, role)
  return {
    admin: has('admin'),
    maintain: has('maintain'),
    push: has('write'),
    triage: has('triage'),
    pull: has('read'),
  }
}

function apiAddresses(url: string) {
  return {
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  }
}
