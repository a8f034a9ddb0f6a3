import { LATE, type Effect, type IssueFields, type Numbered, type RepositoryName } from '../effects.ts'
import { Refused } from '../channels/failure.ts'
import { outcomeWords } from '../channels/outcome.ts'
import type { Post } from '../channels/post.ts'
import { putCheckRun } from './check-run.ts'
import type { Client, GitHub } from './client.ts'
import { Stale, TransientError } from './errors.ts'
import { explain, hasNoDrafts, isDispensable } from './explain.ts'
import type { Once } from './once.ts'
import { addSubIssues } from './sub-issues.ts'
import { failureOf, type Tried } from './tried.ts'

/** What an effect made, for the later ones that refer to it by its `as`. */
interface Made {
  readonly number: number
  readonly url: string
  /** The id that GraphQL asks for. */
  readonly nodeId: string
}

/** An effect that GitHub refused and that the rest does not need. */
export interface PassedOver {
  readonly effect: Effect
  readonly reason: string
}

/** What keeps several workers, and looks one after another, from making a thing twice. */
export interface Caution {
  readonly once: Once
  /** Whether the job is still this worker's. */
  readonly held: () => boolean
}

/**
 * Performs a plan in order; the only writer. Stops at the first failure: the next look plans what is left. What it
 * returns was dispensable and refused, for the log. Who works alone, and waits for each answer, needs no caution.
 */
export async function apply(
  github: GitHub,
  home: RepositoryName,
  effects: readonly Effect[],
  caution: Caution | null = null,
  post: Post = nowhere,
): Promise<readonly PassedOver[]> {
  await caution?.once.check(home, effects)
  const passedOver: PassedOver[] = []
  const made = new Map<string, Made>()
  const tried = new Map<string, Tried>()
  let later: Error | null = null
  for (const effect of effects) {
    if (caution?.held() === false) throw new TransientError('another worker may have taken the job over')
    const place = effect.in ?? home
    try {
      const act = () =>
        perform(
          { client: github.client, made, tried, post },
          { owner: place.owner, repo: place.repo },
          effect,
        )
      const result = await (caution ? caution.once.make(home, addressed(effect, made), act) : act())
      if (result && 'as' in effect && effect.as) made.set(effect.as, result)
      // Its check comes next.
      if (result && effect.do === 'openPull')
        github.guesses?.note(place, result.number, {
          branch: effect.head,
          paths: writtenTo(effect.head, effects),
        })
    } catch (error) {
      if (effect.do === 'publish' || effect.do === 'createDiscussion') {
        const failure = failureOf(error, explain(error, effect, home))
        tried.set(effect.as, failure.tried)
        later ??= failure.later
        continue
      }
      if (!isDispensable(error, effect)) throw explain(error, effect, home)
      passedOver.push({ effect, reason: error.message })
    }
  }
  if (later) throw later
  return passedOver
}

/** Who works alone tells nobody outside. */
const nowhere: Post = () => Promise.reject(new Refused('unknown'))

const writtenTo = (branch: string, effects: readonly Effect[]): string[] =>
  effects.flatMap((each) => (each.do === 'commitFile' && each.branch === branch ? [each.path] : []))

/** As a later plan would name it, for which the place is no news any more. */
const addressed = (effect: Effect, made: ReadonlyMap<string, Made>): Effect =>
  effect.do === 'comment' ? { ...effect, number: numberOf(effect.number, made) } : effect

type Place = { readonly owner: string; readonly repo: string }
interface Tools {
  readonly client: Client
  readonly made: ReadonlyMap<string, Made>
  /** What came of what was tried outside, by its `as`. */
  readonly tried: Map<string, Tried>
  readonly post: Post
}
type Perform = {
  readonly [Kind in Effect['do']]: (
    tools: Tools,
    at: Place,
    effect: Extract<Effect, { do: Kind }>,
  ) => Promise<Made | undefined>
}

/** One way to perform each effect; the compiler holds that none is missing. */
const PERFORM: Perform = {
  async createBranch({ client }, at, { branch, fromSha }) {
    await client.request('POST /repos/{owner}/{repo}/git/refs', {
      ...at,
      ref: `refs/heads/${branch}`,
      sha: fromSha,
    })
    return undefined
  },
  async commitFile({ client }, at, { path, branch, message, content, replaces }) {
    const encoded = Buffer.from(content, 'utf8').toString('base64')
    const sha = replaces === null ? {} : { sha: replaces }
    const file = { path, branch, message, content: encoded, ...sha }
    await client.request('PUT /repos/{owner}/{repo}/contents/{path}', { ...at, ...file })
    return undefined
  },
  async openPull({ client, made }, at, { head, base, title, draft, body }) {
    const pull = { ...at, head, base, title, body: fill(body, made) }
    try {
      return toMade(await client.request('POST /repos/{owner}/{repo}/pulls', { ...pull, draft }))
    } catch (error) {
      if (!draft || !hasNoDrafts(error)) throw error
      return toMade(await client.request('POST /repos/{owner}/{repo}/pulls', { ...pull, draft: false }))
    }
  },
  async createLabel({ client }, at, { name, color, description }) {
    await client.request('POST /repos/{owner}/{repo}/labels', { ...at, name, color, description })
    return undefined
  },
  async createMilestone({ client }, at, { title, description, due }) {
    // GitHub floors to midnight Pacific; noon UTC is the same calendar day there (DESIGN, section 2).
    const milestone = { title, description, due_on: `${due}T12:00:00Z` }
    return toMade(await client.request('POST /repos/{owner}/{repo}/milestones', { ...at, ...milestone }))
  },
  async createIssue({ client, made }, at, { title, body, assignees, labels, milestone }) {
    const issue = { title, body: fill(body, made), assignees: [...assignees], labels: [...labels] }
    const dated = milestone === null ? {} : { milestone: numberOf(milestone, made) }
    return toMade(await client.request('POST /repos/{owner}/{repo}/issues', { ...at, ...issue, ...dated }))
  },
  async updateIssue({ client, made }, at, { number, set, was }) {
    if (was !== undefined) await mustStand(client, { ...at, issue_number: numberOf(number, made) }, was)
    const change = { issue_number: numberOf(number, made), ...fieldsOf(set, made) }
    await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { ...at, ...change })
    return undefined
  },
  async addSubIssues({ client, made }, _at, { parent, children }) {
    const ids = children.map((child) => ('id' in child ? child.id : madeBy(child.ref, made).nodeId))
    await addSubIssues(client, parent.id, ids)
    return undefined
  },
  async pinIssue({ client, made }, at, { number }) {
    const id =
      typeof number === 'number' ? await nodeIdOf(client, at, number) : madeBy(number.ref, made).nodeId
    await client.graphql('mutation ($id: ID!) { pinIssue(input: { issueId: $id }) { issue { number } } }', {
      id,
    })
    return undefined
  },
  async comment({ client, made, tried }, at, { number, body }) {
    const comment = { issue_number: numberOf(number, made), body: fill(body, made, tried) }
    const path = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const { data } = await client.request(path, { ...at, ...comment })
    return { number: Number(data.id), url: data.html_url, nodeId: data.node_id }
  },
  async editComment({ client, made, tried }, at, { id, body, was }) {
    const comment = { comment_id: numberOf(id, made), body: fill(body, made, tried) }
    if (comment.body === was) return undefined
    await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, ...comment })
    return undefined
  },
  async putCheckRun({ client }, at, { check }) {
    await putCheckRun(client, at, check)
    return undefined
  },
  async commitFiles({ client }, at, { branch, onto, files, message }) {
    const [headline = '', ...body] = message.split('\n')
    const additions = files.map(({ path, content }) => ({
      path,
      contents: Buffer.from(content, 'utf8').toString('base64'),
    }))
    const input = {
      branch: { repositoryNameWithOwner: `${at.owner}/${at.repo}`, branchName: branch },
      expectedHeadOid: onto,
      message: { headline, body: body.join('\n').trim() },
      fileChanges: { additions },
    }
    await client.graphql(
      'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }',
      { input },
    )
    return undefined
  },
  async publish({ tried, post }, at, { as, channel, message }) {
    await post(at, channel, message)
    tried.set(as, { outcome: 'posted', words: outcomeWords('posted') })
    return undefined
  },
  async createDiscussion({ client, tried }, _at, { as, repositoryId, categoryId, title, body }) {
    const { createDiscussion } = await client.graphql<Discussed>(DISCUSS, {
      repositoryId,
      categoryId,
      title,
      body,
    })
    const { number, url } = createDiscussion.discussion
    const outcome = `posted-${number}`
    tried.set(as, { outcome, words: outcomeWords(outcome, { url }) })
    return undefined
  },
}

const DISCUSS = `mutation ($repositoryId: ID!, $categoryId: ID!, $title: String!, $body: String!) {
  createDiscussion(input: { repositoryId: $repositoryId, categoryId: $categoryId, title: $title, body: $body }) {
    discussion { number url }
  }
}`
interface Discussed {
  readonly createDiscussion: { readonly discussion: { readonly number: number; readonly url: string } }
}

/** GitHub has no condition for a change of an issue: to look just before leaves moments, and not minutes. */
async function mustStand(client: Client, issue: Place & { readonly issue_number: number }, was: string) {
  const { data } = await client.request('GET /repos/{owner}/{repo}/issues/{issue_number}', issue)
  const lines = (body: string): string => body.replaceAll('\r\n', '\n')
  if (lines(data.body ?? '') !== lines(was))
    throw new Stale('somebody has changed the text since it was read')
}

function perform<Kind extends Effect['do']>(tools: Tools, at: Place, effect: Extract<Effect, { do: Kind }>) {
  return PERFORM[effect.do](tools, at, effect)
}

interface Created {
  readonly data: {
    readonly number: number
    readonly html_url: string
    readonly node_id: string
  }
}
const toMade = ({ data }: Created): Made => ({
  number: data.number,
  url: data.html_url,
  nodeId: data.node_id,
})

async function nodeIdOf(client: Client, at: Place, issue_number: number): Promise<string> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
    ...at,
    issue_number,
  })
  return data.node_id
}

function fieldsOf(set: IssueFields, made: ReadonlyMap<string, Made>) {
  const { title, body, assignees, labels, milestone, state } = set
  return {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body: fill(body, made) }),
    ...(assignees === undefined ? {} : { assignees: [...assignees] }),
    ...(labels === undefined ? {} : { labels: [...labels] }),
    ...(milestone === undefined ? {} : { milestone: milestone === null ? null : numberOf(milestone, made) }),
    ...(state === undefined ? {} : { state }),
  }
}

const numberOf = (number: Numbered, made: ReadonlyMap<string, Made>): number =>
  typeof number === 'number' ? number : madeBy(number.ref, made).number

function fill(
  text: string,
  made: ReadonlyMap<string, Made>,
  tried: ReadonlyMap<string, Tried> = new Map(),
): string {
  return text.replace(LATE, (_, name: string, field: 'number' | 'url' | keyof Tried) => {
    if (field === 'number' || field === 'url') return String(madeBy(name, made)[field])
    const came = tried.get(name)
    if (!came) throw new Error(`an effect refers to "${name}", which no earlier effect tries`)
    return came[field]
  })
}

function madeBy(name: string, made: ReadonlyMap<string, Made>): Made {
  const result = made.get(name)
  if (!result) throw new Error(`an effect refers to "${name}", which no earlier effect makes`)
  return result
}
