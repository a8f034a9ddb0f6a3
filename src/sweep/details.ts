import { DEFAULT_CONFIG, type Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { wroteIt, type Author } from '../github/author.ts'
import { CHECK_NAME } from '../github/check-run.ts'
import { bulk, type GitHub } from '../github/client.ts'
import { statusOf } from '../github/errors.ts'
import { isMarkdown } from '../incident/document.ts'
import type { ChangedPull, CheckedPull } from '../news.ts'

export interface Details {
  readonly config: Config
  readonly head: string | null
  readonly pulls: readonly ChangedPull[]
  readonly checked: readonly CheckedPull[]
  readonly branches: readonly string[]
}

interface Changed {
  readonly number: number
  readonly pull_request?: object | undefined
}

interface PullAnswer {
  readonly number: number
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly body: string
  readonly author: Author
  readonly files: {
    readonly nodes: readonly { readonly path: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean }
  } | null
}
interface OpenAnswer {
  readonly number: number
  readonly commits: {
    readonly nodes: readonly { readonly commit: { readonly checkSuites: Suites | null } }[]
  }
}
interface Suites {
  readonly nodes: readonly {
    readonly status: string
    readonly checkRuns: { readonly nodes: readonly object[] }
  }[]
}
interface Answer {
  readonly open?: { readonly nodes: readonly OpenAnswer[] }
  readonly defaultBranchRef: { readonly target: { readonly oid: string } } | null
  readonly branches: { readonly nodes: readonly { readonly name: string }[] } | null
  readonly [pull: `p${number}`]: PullAnswer | null
}

const PULL =
  'number state body author { __typename login } files(first: 100) { nodes { path } pageInfo { hasNextPage } }'
// As many as cost no point more. A suite without a run of ours is none that anybody asked for: GitHub makes one for every push.
const OPEN = `open: pullRequests(states: OPEN, first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes {
  number commits(last: 1) { nodes { commit { checkSuites(first: 1, filterBy: { appId: $app }) { nodes {
    status checkRuns(first: 1, filterBy: { checkName: "${CHECK_NAME}" }) { nodes { databaseId } }
  } } } } }
} }`
// A connection each; a hundred of them are a point.
const PULLS_AT_ONCE = 50

/** Settings, head, and what the changed pull requests touch: one request for each fifty of them. */
export async function details(
  github: GitHub,
  at: RepositoryName,
  changed: readonly Changed[],
): Promise<Details | null> {
  const numbers = changed.filter(({ pull_request: pull }) => pull).map(({ number }) => number)
  const pulls: ChangedPull[] = []
  const ask = async (prefix: string, some: readonly number[], more = '') => {
    const aliased = some.map((number) => `p${number}: pullRequest(number: ${number}) { ${PULL} }`)
    const answer = await bulk<Answer>(
      github,
      at,
      `defaultBranchRef { target { oid } } branches: refs(refPrefix: $prefix, first: 100) { nodes { name } } ${aliased.join('\n')} ${more}`,
      {
        prefix: { type: 'String!', value: prefix },
        ...(more === '' ? {} : { app: { type: 'Int', value: github.appId } }),
      },
    )
    for (const number of some) {
      const pull = answer?.repository[`p${number}`]
      if (pull) pulls.push(toPull(github, pull))
    }
    return answer
  }
  const prefixOf = ({ postmortem }: Config): string => `refs/heads/${postmortem.branchPrefix}`
  let answer = await ask(prefixOf(DEFAULT_CONFIG), numbers.slice(0, PULLS_AT_ONCE), OPEN)
  const checked = (answer?.repository.open?.nodes ?? []).flatMap(toChecked)
  if (!answer) return null
  const { config } = answer.settings
  for (let start = PULLS_AT_ONCE; start < numbers.length; start += PULLS_AT_ONCE)
    await ask(prefixOf(config), numbers.slice(start, start + PULLS_AT_ONCE))
  const { branchPrefix } = config.postmortem
  if (branchPrefix !== DEFAULT_CONFIG.postmortem.branchPrefix)
    answer = (await ask(prefixOf(config), [])) ?? answer
  const { defaultBranchRef, branches } = answer.repository
  return {
    config,
    head: defaultBranchRef?.target.oid ?? null,
    pulls,
    checked,
    // With or without the prefix that was asked for.
    branches: (branches?.nodes ?? []).map(({ name }) =>
      name.slice(name.startsWith(branchPrefix) ? branchPrefix.length : 0),
    ),
  }
}

function toChecked({ number, commits }: OpenAnswer): CheckedPull[] {
  const suites = commits.nodes.flatMap(({ commit }) => commit.checkSuites?.nodes ?? [])
  const ours = suites.filter(({ checkRuns }) => checkRuns.nodes.length > 0)
  return ours.length > 0 ? [{ number, again: ours.some(({ status }) => status !== 'COMPLETED') }] : []
}

function toPull(github: GitHub, { number, state, body, author, files }: PullAnswer): ChangedPull {
  const paths = files && !files.pageInfo.hasNextPage ? files.nodes.map(({ path }) => path) : null
  const lower = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const
  return { number, state: lower[state], body, byApp: wroteIt(github, author), paths }
}

// A comparison shows no more.
const MOST_FILES = 300

/**
 * The Markdown files that changed on the default branch since a commit, or since the last one before a time; all that are
 * there where that cannot be told.
 */
export async function documentsSince(
  github: GitHub,
  { owner, repo }: RepositoryName,
  from: string | null | { readonly before: Date },
  head: string | null,
  folder: string,
): Promise<readonly string[]> {
  const { client } = github
  if (head === null || from === head) return []
  const base = typeof from === 'string' ? from : await commitBefore(from?.before)
  if (base === head) return []
  if (base === null) return all()
  try {
    const basehead = `${base}...${head}`
    const path = 'GET /repos/{owner}/{repo}/compare/{basehead}'
    const { data } = await client.request(path, { owner, repo, basehead })
    const files = data.files ?? []
    if (files.length >= MOST_FILES) return await all()
    const there = files.filter(({ status }) => status !== 'removed').map(({ filename }) => filename)
    const gone = files.flatMap(({ status, filename, previous_filename: before }) =>
      status === 'removed' ? [filename] : status === 'renamed' && before ? [before] : [],
    )
    return [...there, ...gone].filter(isMarkdown)
  } catch (error) {
    if (statusOf(error) !== 404) throw error
    return all() // the history was written anew
  }

  async function commitBefore(until: Date | undefined): Promise<string | null> {
    if (!until) return null
    const path = 'GET /repos/{owner}/{repo}/commits'
    const { data } = await client.request(path, { owner, repo, until: until.toISOString(), per_page: 1 })
    return data[0]?.sha ?? null
  }

  async function all(): Promise<readonly string[]> {
    const path = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}'
    const { data } = await client.request(path, { owner, repo, tree_sha: head ?? '', recursive: 'true' })
    return data.tree.flatMap(({ path: file }) =>
      file?.startsWith(`${folder}/`) && isMarkdown(file) ? [file] : [],
    )
  }
}
