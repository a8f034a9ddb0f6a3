import { jsonAdapter } from './json-adapter.ts'
import { at, isObject, wordsAt } from '../json-value.ts'
import { isUnset } from '../times.ts'
import type { Adapter, Alert } from '../evidence.ts'

/**
 * What Alertmanager posts to a webhook, version 4: one payload or one per line. Each alert fired at its `startsAt`, and resolved at its
 * `endsAt` where it says so. Alertmanager repeats a payload for as long as an alert lasts; the repeats bear the same id.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const alertmanager: Adapter = jsonAdapter({
  name: 'alertmanager',
  title: 'Alertmanager webhook',
  element: 'an alert of an Alertmanager payload',
  path: ['alerts'],
  isOne: ({ value }) => isObject(at(value, 'labels')) && at(value, 'startsAt') !== undefined,
  reader:
    (_, teller) =>
    ({ value, line }) => {
      const name = wordsAt(value, 'labels', 'alertname') ?? 'An alert without a name'
      const entry = (state: Alert['state'], time: unknown) =>
        teller.tell(
          {
            time,
            text: textOf(value, name, state),
            source: 'Alertmanager',
            link: at(value, 'generatorURL'),
            id: idOf(value, name, state),
            alert: { name, state },
          },
          line,
        )
      const ended = wordsAt(value, 'endsAt')
      const isOver = wordsAt(value, 'status') === 'resolved' && !isUnset(ended)
      return [...entry('fired', at(value, 'startsAt')), ...(isOver ? entry('resolved', ended) : [])]
    },
})

function textOf(value: unknown, name: string, state: Alert['state']): string {
  const labels = ['severity', 'service', 'job', 'instance', 'namespace'].flatMap((key) => {
    const label = wordsAt(value, 'labels', key)
    return label === null ? [] : [`${key} ${label}`]
  })
  const about = labels.length === 0 ? '' : ` (${labels.join(', ')})`
  const words = wordsAt(value, 'annotations', 'summary') ?? wordsAt(value, 'annotations', 'description')
  return `${name} ${state}${about}${words === null || state === 'resolved' ? '' : `: ${words}`}`
}

/** The fingerprint names the labels; together with the start it names this one time that the alert fired. */
function idOf(value: unknown, name: string, state: Alert['state']): string {
  const print = wordsAt(value, 'fingerprint') ?? JSON.stringify([name, wordsAt(value, 'labels', 'instance')])
  return `${print} ${wordsAt(value, 'startsAt') ?? ''} ${state}`
}
