import { jsonAdapter } from './json-adapter.ts'
import { at, firstWords, isObject, wordsAt } from '../json-value.ts'
import type { Adapter } from '../evidence.ts'

/**
 * CloudEvents in structured JSON: one event, a batch, or an event per line. The text is the data's own words where it has some, else the
 * event's type and subject. Events are told apart by source and id, as the specification has it.
 * @see https://github.com/cloudevents/spec/blob/main/cloudevents/formats/json-format.md
 */
export const cloudevents: Adapter = jsonAdapter({
  name: 'cloudevents',
  title: 'CloudEvents',
  element: 'a CloudEvent',
  path: [],
  isOne: ({ value }) => wordsAt(value, 'specversion') !== null && wordsAt(value, 'type') !== null,
  reader:
    (_, teller) =>
    ({ value, line }) => {
      const source = wordsAt(value, 'source') ?? 'CloudEvents'
      const id = wordsAt(value, 'id')
      return teller.tell(
        {
          time: at(value, 'time'),
          text: textOf(value),
          source,
          link: firstWords(at(value, 'data'), ['html_url', 'url', 'link']) ?? at(value, 'dataref') ?? source,
          id: id === null ? null : `${source} ${id}`,
        },
        line,
      )
    },
})

const WORDS = ['message', 'summary', 'title', 'text', 'description', 'reason']

function textOf(value: unknown): string {
  const type = wordsAt(value, 'type') ?? ''
  const subject = wordsAt(value, 'subject')
  const data = at(value, 'data')
  const words = isObject(data) ? firstWords(data, WORDS) : isPlain(value) ? wordsAt(value, 'data') : null
  if (words === null) return subject === null ? type : `${type} ${subject}`
  return subject === null || words.includes(subject) ? words : `${subject}: ${words}`
}

/** Text of another media type (XML, Avro) is not for people. */
function isPlain(value: unknown): boolean {
  return /^(?:application\/json|text\/plain)\b/.test(wordsAt(value, 'datacontenttype') ?? 'text/plain')
}
