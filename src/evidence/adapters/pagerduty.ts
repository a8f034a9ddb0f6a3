import { jsonAdapter } from './json-adapter.ts'
import { at, wordsAt } from '../json-value.ts'
import type { Adapter, Alert, Told } from '../evidence.ts'

const STATES: Readonly<Record<string, Alert['state']>> = {
  trigger: 'fired',
  acknowledge: 'acknowledged',
  resolve: 'resolved',
}

/**
 * An incident's log from PagerDuty, `GET /incidents/{id}/log_entries`: one page, several pages in an array, or an entry per line.
 * `notify_log_entry` is left out: one page to one person makes several of them (push, SMS, phone), and the assignment says it once.
 * Notes carry their words in `channel`, whose member for them has changed its name over the years.
 * @see https://developer.pagerduty.com/api-reference/367be6b12bd98-list-log-entries-for-an-incident
 */
export const pagerduty: Adapter = jsonAdapter({
  name: 'pagerduty',
  title: 'PagerDuty log entries',
  element: 'a PagerDuty log entry',
  path: ['log_entries'],
  isOne: ({ value }) => typeOf(value) !== null,
  reader: (_, teller) => (item) => {
    const { value, line } = item
    const type = typeOf(value)
    if (type === 'notify') return []
    const title = wordsAt(value, 'incident', 'summary')?.replace(/^\[#\d+\]\s*/, '') ?? null
    const state = STATES[type ?? '']
    const told: Told[] = teller.tell(
      {
        time: wordsAt(value, 'created_at'),
        text: state === undefined ? textOf(value, type, title) : ofAlert(textOf(value, type, title)),
        source: 'PagerDuty',
        kind: wordsAt(value, 'agent', 'type')?.startsWith('user') === true ? 'human' : 'system',
        link: at(value, 'html_url') ?? at(value, 'incident', 'html_url'),
        id: wordsAt(value, 'id'),
        alert: state === undefined || title === null ? null : { name: title, state },
      },
      line,
    )
    return told
  },
})

/** “Alert resolved by Mira: Queue is long”: it is not the incident that was. */
const ofAlert = (words: string): string => `Alert ${words.charAt(0).toLowerCase()}${words.slice(1)}`

/** `trigger` of `trigger_log_entry` and `trigger_log_entry_reference`. */
function typeOf(value: unknown): string | null {
  return /^([a-z_]{1,60}?)_log_entry(?:_reference)?$/.exec(wordsAt(value, 'type') ?? '')?.[1] ?? null
}

function textOf(value: unknown, type: string | null, title: string | null): string {
  const summary = (wordsAt(value, 'summary') ?? '').replace(/\.$/, '')
  if (type === 'annotate') {
    const note = ['content', 'summary', 'notes'].map((key) => wordsAt(value, 'channel', key)).find(Boolean)
    const author = wordsAt(value, 'agent', 'summary')
    if (note) return author === null ? note : `${author}: ${note}`
  }
  const subject =
    title ?? wordsAt(value, 'event_details', 'description') ?? wordsAt(value, 'channel', 'summary')
  return subject === null || summary.includes(subject) || summary === ''
    ? summary || (subject ?? '')
    : `${summary}: ${subject}`
}
