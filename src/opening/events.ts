import { wroteIt } from '../github/author.ts'
import type { GitHub } from '../github/client.ts'
import type { IncidentAnswer, ItemAnswer } from './query.ts'
import type { IncidentEvent } from './state.ts'

/** The first draft of the timeline: what the incident's own thread says, in the order of time, the app's words left out. */
export function eventsOf(
  issue: IncidentAnswer,
  items: readonly ItemAnswer[],
  github: Pick<GitHub, 'login'>,
): IncidentEvent[] {
  const declared: IncidentEvent = {
    at: issue.createdAt,
    text: `Incident declared: ${issue.title}`,
    source: by(issue.author?.login),
    url: issue.url,
  }
  const rest = items.flatMap((item) => {
    const text = wroteIt(github, item.actor ?? item.author) ? null : textOf(item)
    if (text === null) return []
    const source = by((item.actor ?? item.author)?.login)
    return [{ at: item.createdAt, text, source, url: item.url ?? issue.url }]
  })
  return [declared, ...rest].sort((a, b) => a.at.localeCompare(b.at))
}

const by = (login: string | undefined): string => login ?? 'deleted account'

function textOf(item: ItemAnswer): string | null {
  switch (item.__typename) {
    case 'LabeledEvent':
      return `Labelled ${item.label?.name ?? ''}`.trim()
    case 'AssignedEvent':
      return `${item.assignee?.login ?? 'Somebody'} joined the response`
    case 'ClosedEvent':
      return 'Incident closed'
    case 'ReopenedEvent':
      return 'Incident reopened'
    case 'IssueComment':
      return item.body?.trim() ? item.body : null
    default:
      return null
  }
}
