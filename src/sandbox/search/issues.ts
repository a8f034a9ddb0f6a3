import { canSee, reaches } from '../http/access.ts'
import { ApiError, invalid } from '../http/errors.ts'
import type { Actor } from '../http/route.ts'
import type { Account, Issue, Repository } from '../model.ts'
import { findAccount, findRepository, permits, type World } from '../world.ts'
import { inRange, readQuery, type Term } from './query.ts'

type Test = (issue: Issue) => boolean

/** The issues and pull requests that a search finds and the actor may see, the best or newest first. Throws 422. */
export function searchIssues(world: World, actor: Actor, text: string): Issue[] {
  const terms = readQuery(text)
  if (text.trim() === '') throw invalid({ resource: 'Search', field: 'q', code: 'missing' })
  checkKind(actor, terms)
  const repositories = scope(world, actor, terms)
  const tests = terms.flatMap((term) => testOf(world, term, terms) ?? [])
  const found = repositories.flatMap((one) =>
    [...one.issues.values()].filter((issue) => tests.every((t) => t(issue))),
  )
  return found.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id)
}

const refuse = (message: string): Error =>
  invalid({ message, resource: 'Search', field: 'q', code: 'invalid' })

// Issues and pull requests are two permissions, so an app must say which of them it searches.
function checkKind(actor: Actor, terms: readonly Term[]): void {
  const said = terms.some(
    ({ key, value }) => (key === 'is' || key === 'type') && /^(issue|pr|pull-request)$/i.test(value),
  )
  if (actor.kind === 'installation' && !said)
    throw new ApiError(422, "Query must include 'is:issue' or 'is:pull-request'")
}

function scope(world: World, actor: Actor, terms: readonly Term[]): Repository[] {
  const visible = [...world.state.repositories.values()].filter((one) => maySearch(actor, one))
  const wanted = terms.filter(({ key, not }) => !not && (key === 'repo' || key === 'org' || key === 'user'))
  if (wanted.length === 0) return visible
  const named = wanted.flatMap((term) => namedBy(world, term).filter((one) => visible.includes(one)))
  if (named.length === 0)
    throw refuse(
      'The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.',
    )
  return [...new Set(named)]
}

const maySearch = (actor: Actor, repository: Repository): boolean =>
  canSee(actor, repository) &&
  (actor.kind !== 'installation' ||
    !repository.private ||
    (reaches(actor, repository) &&
      (permits(actor.permissions, { issues: 'read' }) ||
        permits(actor.permissions, { pull_requests: 'read' }))))

function namedBy(world: World, { key, value }: Term): Repository[] {
  const [owner = '', name = ''] = value.split('/')
  if (key === 'repo') return [findRepository(world, owner, name) ?? []].flat()
  const account = findAccount(world, owner)
  return [...world.state.repositories.values()].filter((one) => one.owner === account)
}

/** What a term asks of an issue; null for those that say something about the search instead. */
function testOf(world: World, term: Term, terms: readonly Term[]): Test | null {
  const test =
    term.key === null ? containing(term.value, terms) : qualifier(world, term.key, term.value, term.not)
  if (test === null) return null
  return term.not ? (issue) => !test(issue) : test
}

function containing(text: string, terms: readonly Term[]): Test {
  const places = terms.filter(({ key }) => key === 'in').flatMap(({ value }) => value.split(','))
  const wanted = places.length === 0 ? ['title', 'body', 'comments'] : places
  const needle = text.toLowerCase()
  return (issue) => {
    const texts = [
      ...(wanted.includes('title') ? [issue.title] : []),
      ...(wanted.includes('body') ? [issue.body ?? ''] : []),
      ...(wanted.includes('comments') ? issue.comments.map(({ body }) => body) : []),
    ]
    return texts.some((one) => one.toLowerCase().includes(needle))
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** `app/debrief` stands for the app's bot. */
const isCalled = (account: Account, name: string): boolean =>
  same(account.login, name.replace(/^app\/(.+)$/, '$1[bot]'))

function qualifier(world: World, key: string, value: string, not: boolean): Test | null {
  const timed =
    (read: (issue: Issue) => string | null): Test =>
    (issue) => {
      const inside = inRange(value, read(issue))
      if (inside === null)
        throw refuse(
          `"${value}" is not a recognized date/time format. Please provide an ISO 8601 date/time value, such as YYYY-MM-DD.`,
        )
      return inside
    }
  const mentions: Test = (issue) =>
    new RegExp(`@${value.replaceAll(/[^\w-]/g, '')}(?![\\w-])`, 'i').test(textOf(issue))
  const comments: Test = (issue) => issue.comments.some(({ author }) => isCalled(author, value))
  const assigned: Test = (issue) => issue.assignees.some((one) => isCalled(one, value))
  const wrote: Test = (issue) => isCalled(issue.author, value)
  const tests: Record<string, Test | null> = {
    is: quality(value),
    type: quality(value),
    state: quality(value),
    label: (issue) =>
      value.split(',').some((name) => issue.labels.some((label) => same(label.name, unquoted(name)))),
    author: wrote,
    assignee: value === '*' ? (issue) => issue.assignees.length > 0 : assigned,
    mentions,
    commenter: comments,
    involves: (issue) => [mentions, comments, assigned, wrote].some((test) => test(issue)),
    milestone:
      value === '*'
        ? (issue) => issue.milestone !== null
        : (issue) => same(issue.milestone?.title ?? '', value),
    no: missing(value),
    created: timed((issue) => issue.createdAt),
    updated: timed((issue) => issue.updatedAt),
    closed: timed((issue) => issue.closedAt),
    merged: timed((issue) => issue.pull?.merged?.at ?? null),
    comments: (issue) => countFits(value, issue.comments.length),
    head: (issue) => issue.pull?.headBranch === value,
    base: (issue) => issue.pull?.baseBranch === value,
    draft: (issue) => issue.pull !== null && String(issue.pull.draft) === value,
    reason: (issue) =>
      issue.stateReason !== null && same(issue.stateReason.replaceAll('_', ' '), value.replaceAll('_', ' ')),
    archived: (issue) => String(issue.repository.archived) === value,
    'review-requested': (issue) =>
      issue.pull?.requestedReviewers.some((one) => isCalled(one, value)) ?? false,
    // Where to search is settled already, but for what is left out.
    ...(not
      ? {
          repo: (issue) => namedBy(world, { key: 'repo', value, not }).includes(issue.repository),
          org: (issue) => same(issue.repository.owner.login, value),
          user: (issue) => same(issue.repository.owner.login, value),
        }
      : {}),
  }
  return tests[key] ?? null
}

const unquoted = (text: string): string => text.replaceAll(/^"|"$/g, '')

const textOf = (issue: Issue): string =>
  [issue.body ?? '', ...issue.comments.map(({ body }) => body)].join('\n')

function quality(value: string): Test {
  const tests: Record<string, Test> = {
    issue: (issue) => issue.pull === null,
    pr: (issue) => issue.pull !== null,
    'pull-request': (issue) => issue.pull !== null,
    open: (issue) => issue.state === 'open',
    closed: (issue) => issue.state === 'closed',
    merged: (issue) => (issue.pull?.merged ?? null) !== null,
    unmerged: (issue) => issue.pull !== null && issue.pull.merged === null,
    draft: (issue) => issue.pull?.draft ?? false,
    locked: (issue) => issue.locked,
    unlocked: (issue) => !issue.locked,
    public: (issue) => !issue.repository.private,
    private: (issue) => issue.repository.private,
    archived: (issue) => issue.repository.archived,
  }
  // What GitHub does not know finds nothing.
  return tests[value.toLowerCase()] ?? (() => false)
}

function missing(value: string): Test {
  const tests: Record<string, Test> = {
    assignee: (issue) => issue.assignees.length === 0,
    label: (issue) => issue.labels.length === 0,
    milestone: (issue) => issue.milestone === null,
  }
  return tests[value.toLowerCase()] ?? (() => false)
}

function countFits(range: string, count: number): boolean {
  const [, sign = '', low = '', high] = /^(>=|<=|>|<)?(\d+)(?:\.\.(\d+|\*))?$/.exec(range) ?? []
  const limit = Number(low)
  if (high !== undefined) return count >= limit && (high === '*' || count <= Number(high))
  if (sign === '>=') return count >= limit
  if (sign === '>') return count > limit
  if (sign === '<=') return count <= limit
  return sign === '<' ? count < limit : count === limit
}
