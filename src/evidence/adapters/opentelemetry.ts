import { jsonAdapter } from './json-adapter.ts'
import { at, listAt, wordsAt } from '../json-value.ts'
import type { Adapter } from '../evidence.ts'
import type { JsonItem } from '../json-walk.ts'

/**
 * Traces in OTLP's JSON encoding, whole or an export request per line (as the Collector's file exporter writes them): spans that failed and
 * root spans, each with its duration. Spans inside a request that went well are left out: they say how, not what happened.
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 * @see https://github.com/open-telemetry/opentelemetry-proto/blob/main/examples/trace.json
 */
export const opentelemetry: Adapter = jsonAdapter({
  name: 'opentelemetry',
  title: 'OpenTelemetry traces',
  element: 'an OpenTelemetry span',
  path: ['resourceSpans', 'scopeSpans', 'spans'],
  isOne: ({ value }) => at(value, 'startTimeUnixNano') !== undefined || at(value, 'spanId') !== undefined,
  reader: (_, teller) => (item) => {
    const { value, line } = item
    const hasFailed = isError(at(value, 'status', 'code'))
    if (!hasFailed && hasParent(value)) return []
    const service = serviceOf(item)
    return teller.tell(
      {
        time: nanoseconds(at(value, 'startTimeUnixNano')),
        end: nanoseconds(at(value, 'endTimeUnixNano')),
        text: textOf(value, hasFailed),
        source: service ?? 'OpenTelemetry',
        id: idOf(value),
        level: hasFailed ? 'error' : 'info',
      },
      line,
    )
  },
})

/** Enums are numbers in OTLP's JSON; encoders of plain protobuf JSON write their names. */
function isError(code: unknown): boolean {
  return code === 2 || code === 'STATUS_CODE_ERROR'
}

function hasParent(value: unknown): boolean {
  return /[^0]/.test(wordsAt(value, 'parentSpanId') ?? '')
}

/** 64-bit numbers are strings in JSON; the published example writes them as numbers. */
function nanoseconds(value: unknown): unknown {
  return value === '0' || value === 0 ? null : value
}

function serviceOf({ around }: JsonItem): string | null {
  return attribute(around[1], ['resource', 'attributes'], 'service.name')
}

function attribute(value: unknown, path: readonly string[], key: string): string | null {
  const found = listAt(value, ...path).find((one) => at(one, 'key') === key)
  return wordsAt(found, 'value', 'stringValue')
}

function textOf(value: unknown, hasFailed: boolean): string {
  const name = wordsAt(value, 'name') ?? 'a span without a name'
  const took = durationOf(value)
  if (!hasFailed) return `${name}${took === null ? '' : ` took ${took}`}`
  const thrown = listAt(value, 'events').find((event) => at(event, 'name') === 'exception')
  const why = wordsAt(value, 'status', 'message') ?? attribute(thrown, ['attributes'], 'exception.message')
  return `${name} failed${took === null ? '' : ` after ${took}`}${why === null ? '' : `: ${why}`}`
}

function durationOf(value: unknown): string | null {
  const took = (Number(at(value, 'endTimeUnixNano')) - Number(at(value, 'startTimeUnixNano'))) / 1e6
  if (!Number.isFinite(took) || took < 0) return null
  if (took < 1000) return `${Math.round(took)} ms`
  return took < 60_000 ? `${Number((took / 1000).toFixed(1))} s` : `${Math.round(took / 60_000)} min`
}

function idOf(value: unknown): string | null {
  const span = wordsAt(value, 'spanId')
  return span === null ? null : `${wordsAt(value, 'traceId') ?? ''} ${span}`
}
