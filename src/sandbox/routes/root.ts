import type { components } from '@octokit/openapi-types'
import type { Answer, Context, Route } from '../http/route.ts'

export const rootRoutes: readonly Route[] = [
  { method: 'GET', path: '/', docs: 'meta/meta#github-api-root', auth: 'any', handle: show },
]

/** Where everything is, as templates: addresses that the sandbox does not serve are named too, as there. */
function show({ world }: Context): Answer {
  const at = (path: string): string => `${world.url}${path}`
  const search = (what: string): string => at(`/search/${what}?q={query}{&page,per_page,sort,order}`)
  const body = {
    current_user_url: at('/user'),
    current_user_authorizations_html_url: at('/settings/connections/applications{/client_id}'),
    authorizations_url: at('/authorizations'),
    code_search_url: search('code'),
    commit_search_url: search('commits'),
    emails_url: at('/user/emails'),
    emojis_url: at('/emojis'),
    events_url: at('/events'),
    feeds_url: at('/feeds'),
    followers_url: at('/user/followers'),
    following_url: at('/user/following{/target}'),
    gists_url: at('/gists{/gist_id}'),
    hub_url: at('/hub'),
    issue_search_url: search('issues'),
    issues_url: at('/issues'),
    keys_url: at('/user/keys'),
    label_search_url: at('/search/labels?q={query}&repository_id={repository_id}{&page,per_page}'),
    notifications_url: at('/notifications'),
    organization_url: at('/orgs/{org}'),
    organization_repositories_url: at('/orgs/{org}/repos{?type,page,per_page,sort}'),
    organization_teams_url: at('/orgs/{org}/teams'),
    public_gists_url: at('/gists/public'),
    rate_limit_url: at('/rate_limit'),
    repository_url: at('/repos/{owner}/{repo}'),
    repository_search_url: search('repositories'),
    current_user_repositories_url: at('/user/repos{?type,page,per_page,sort}'),
    starred_url: at('/user/starred{/owner}{/repo}'),
    starred_gists_url: at('/gists/starred'),
    topic_search_url: at('/search/topics?q={query}{&page,per_page}'),
    user_url: at('/users/{user}'),
    user_organizations_url: at('/user/orgs'),
    user_repositories_url: at('/users/{user}/repos{?type,page,per_page,sort}'),
    user_search_url: search('users'),
  } satisfies components['schemas']['root']
  return { status: 200, body }
}
