import { note, type By } from '../by.ts'
import type { Issue, Repository } from '../model.ts'
import { findAccount, findRepository, hasRole, type World } from '../world.ts'

// `#12`, `acme/shop#12`, or the address of an issue or pull request.
const REFERENCE =
  /(?:^|[\s(["',:;])(?:https?:\/\/[^\s/]+\/([\w.-]+)\/([\w.-]+)\/(?:issues|pull)\/(\d+)|(?:([\w.-]+)\/([\w.-]+))?#(\d+))(?![\w-])/g
const MENTION = /(?:^|[^\w`/@.])@([a-z\d](?:[a-z\d-]{0,38}))(?![\w/-])/gi

// Neither works inside of code or of a comment that does not show.
const prose = (text: string): string =>
  text.replaceAll(/<!--[\s\S]*?-->|```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`/g, ' ')

/**
 * What a text does elsewhere: the issues that it names get a cross-reference in their timeline, and people whom it
 * mentions are noted in its own.
 */
export function noteReferences(world: World, by: By, source: Issue, text: string): void {
  for (const target of issuesNamedIn(world, source.repository, text)) {
    const known = target.events.some((event) => event.event === 'cross-referenced' && event.other === source)
    if (target !== source && !known) {
      const { updatedAt } = target
      note(world, by, target, { event: 'cross-referenced', other: source })
      // Being referred to is no change of the issue.
      target.updatedAt = updatedAt
    }
  }
  for (const [, login = ''] of prose(text).matchAll(MENTION)) noteMention(world, source, login)
}

function noteMention(world: World, source: Issue, login: string): void {
  const account = findAccount(world, login)
  if (account?.type !== 'User' || !hasRole(account, source.repository, 'read')) return
  if (source.events.some((event) => event.event === 'mentioned' && event.actor === account)) return
  // The one who is mentioned stands as the actor there.
  note(world, { account, app: null }, source, { event: 'mentioned' })
  note(world, { account, app: null }, source, { event: 'subscribed' })
}

/** The issues and pull requests which a text names, each once. */
export function issuesNamedIn(world: World, home: Repository, text: string): Issue[] {
  const found = new Set<Issue>()
  for (const match of prose(text).matchAll(REFERENCE)) {
    const [, urlOwner, urlRepo, urlNumber, owner = urlOwner, name = urlRepo, number = urlNumber] = match
    const repository = owner === undefined || name === undefined ? home : findRepository(world, owner, name)
    const issue = repository?.issues.get(Number(number))
    if (issue) found.add(issue)
  }
  return [...found]
}

const CLOSES = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+((?:[\w.-]+\/[\w.-]+)?#\d+|https?:\/\/\S+)/gi

/** The issues that a merged pull request's body or a commit on the default branch closes: `fixes #12`. */
export const issuesClosedBy = (world: World, home: Repository, text: string): Issue[] =>
  [...prose(text).matchAll(CLOSES)].flatMap(([, reference = '']) => issuesNamedIn(world, home, reference))
