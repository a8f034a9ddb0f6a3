import { wroteIt, type Author } from '../github/author.ts'
import type { GitHub } from '../github/client.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { commandsIn, hasCommand } from './commands.ts'
import type { IncidentAnswer, ItemAnswer } from './query.ts'
import type { SaidComment } from './state.ts'

/** Stands for whoever deleted their account since. */
export const NOBODY = 'deleted account'

/** What the incident's own thread says, in the order of time, the app's words left out. */
export function eventsOf(
  issue: IncidentAnswer,
  items: readonly ItemAnswer[],
  github: Pick<GitHub, 'login' | 'also'>,
): Evidence[] {
  const declared = toldBy(issue.author, {
    at: issue.createdAt,
    text: `Incident declared: ${issue.title}`,
    link: issue.url,
    id: `incident ${issue.number}`,
  })
  const rest = items.flatMap((item) => {
    const author = item.actor ?? item.author
    const text = wroteIt(github, author) ? null : textOf(item)
    if (text === null) return []
    const { createdAt: at, url, fullDatabaseId, __typename: what } = item
    const id = fullDatabaseId ? `comment ${fullDatabaseId}` : `${what} ${at} ${text}`
    return [toldBy(author, { at, text, link: url ?? issue.url, id })]
  })
  return [declared, ...rest].sort((a, b) => a.at.localeCompare(b.at))
}

function toldBy(
  author: Author,
  { at, ...said }: Pick<Evidence, 'at' | 'text' | 'link'> & { readonly id: string },
): Evidence {
  const isBot = author?.__typename === 'Bot' || author?.login.endsWith('[bot]') === true
  return fromGitHub({
    at,
    kind: isBot ? 'system' : 'human',
    source: author?.login ?? NOBODY,
    ...said,
  })
}

type Seen = Pick<Evidence, 'at' | 'kind' | 'source' | 'text' | 'link'> & {
  readonly id: string
  readonly end?: string | null
}

/** What GitHub itself shows: its times are in UTC, and it stands in no file. */
export const fromGitHub = ({ at, end = null, ...seen }: Seen): Evidence => ({
  at: new Date(at).toISOString(),
  end: end === null ? null : new Date(end).toISOString(),
  ...seen,
  origin: { file: 'GitHub', line: 0 },
  zoneStated: true,
  alert: null,
})

/** A comment without what it asks of the app; null where nothing is left. */
function wordsOf(body: string): string | null {
  const words = body.includes('/') ? commandsIn(body).rest : body
  return words.trim() === '' ? null : words
}

/** A person's comment with commands for the timeline; machines would talk to each other. */
export function saidIn({ author, body, createdAt: at, url, fullDatabaseId }: Said): SaidComment[] {
  const id = Number(fullDatabaseId ?? 0)
  if (author?.__typename !== 'User' || id === 0 || !body || !hasCommand(body)) return []
  return [{ id, login: author.login, at, url: url ?? '', body }]
}

type Said = Pick<ItemAnswer, 'author' | 'body' | 'createdAt' | 'url' | 'fullDatabaseId'>

function textOf(item: ItemAnswer): string | null {
  switch (item.__typename) {
    case 'LabeledEvent':
      return `Labelled ${item.label?.name ?? ''}`.trim()
    case 'AssignedEvent':
      return `${item.assignee?.login ?? 'Somebody'} joined the response`
    case 'UnlabeledEvent':
      return `Label ${item.label?.name ?? ''} removed`
    case 'UnassignedEvent':
      return `${item.assignee?.login ?? 'Somebody'} left the response`
    case 'RenamedTitleEvent':
      return `Renamed: ${item.currentTitle ?? ''}`
    case 'ClosedEvent':
      return 'Incident closed'
    case 'ReopenedEvent':
      return 'Incident reopened'
    case 'IssueComment':
      return wordsOf(item.body ?? '')
    default:
      return null
  }
}
