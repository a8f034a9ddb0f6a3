import { jsonAdapter } from './json-adapter.ts'
import { at, firstWords, isObject, wordsAt } from '../json-value.ts'
import { isUnset } from '../times.ts'
import type { Adapter } from '../evidence.ts'

/**
 * `kubectl get events -o json`: events of core/v1 and of events.k8s.io/v1, whose fields have other names. What happened several times is
 * one entry from the first to the last time. Kubernetes repeats neither an event's count nor its times in one place only, so the first
 * that is set counts.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.30/#event-v1-core
 */
export const kubernetes: Adapter = jsonAdapter({
  name: 'kubernetes',
  title: 'Kubernetes events',
  element: 'a Kubernetes event',
  path: ['items'],
  isOne: ({ value }) => isObject(at(value, 'involvedObject')) || isObject(at(value, 'regarding')),
  reader:
    (_, teller) =>
    ({ value, line }) => {
      const namespace = wordsAt(value, 'metadata', 'namespace')
      const times = ['firstTimestamp', 'deprecatedFirstTimestamp', 'eventTime', 'lastTimestamp'].map((key) => at(value, key)) // prettier-ignore
      const ends = [at(value, 'series', 'lastObservedTime'), at(value, 'lastTimestamp'), at(value, 'deprecatedLastTimestamp')] // prettier-ignore
      const count = countOf(value)
      return teller.tell(
        {
          time: times.find((time) => !isUnset(time)) ?? at(value, 'metadata', 'creationTimestamp'),
          end: count > 1 ? ends.find((time) => !isUnset(time)) : null,
          text: textOf(value, count),
          source: namespace === null ? 'Kubernetes' : `Kubernetes ${namespace}`,
          id: wordsAt(value, 'metadata', 'uid'),
          level: wordsAt(value, 'type'),
        },
        line,
      )
    },
})

function countOf(value: unknown): number {
  const counts = [at(value, 'series', 'count'), at(value, 'count'), at(value, 'deprecatedCount')]
  return Number(counts.find((count) => typeof count === 'number' && count > 0) ?? 1)
}

function textOf(value: unknown, count: number): string {
  const reason = wordsAt(value, 'reason')
  const words = firstWords(value, ['message', 'note'])
  if (reason === null && words === null) return ''
  const about = at(value, 'involvedObject') ?? at(value, 'regarding')
  const object = [wordsAt(about, 'kind')?.toLowerCase(), wordsAt(about, 'name')].filter(Boolean).join(' ')
  const lead = [reason, object].filter(Boolean).join(' ')
  const times = count > 1 ? ` (${count} times)` : ''
  return `${lead}${words === null ? '' : `: ${words}`}${times}`
}
