import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstItems, isFlaw, jsonItems } from '../../src/evidence/json-items.ts'
import { JsonWalk } from '../../src/evidence/json-walk.ts'
import { inPieces, READING } from './exported.ts'

async function itemsOf(text: string, path: readonly string[] = [], size = 5): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const batch of jsonItems(inPieces(text, size), READING, path))
    for (const item of batch)
      found.push(isFlaw(item) ? `${item.origin.line}: ${item.problem}` : [item.line, item.tooLarge ? 'too large' : item.value]) // prettier-ignore
  return found
}

describe('the elements of a JSON export', () => {
  it('come one by one with the line that each starts on', async () => {
    expect(await itemsOf('[\n {"a": 1},\n\n {"a":\n 2}, 3, null, "x", [4]\n]')).toEqual([
      [2, { a: 1 }], [4, { a: 2 }], [5, 3], [5, null], [5, 'x'], [5, [4]],
    ]) // prettier-ignore
  })

  it('are found where the path leads, whatever stands before and after', async () => {
    const text =
      '{"a": [1, {"data": {"result": [9]}}], "data": {"kind": "m", "result": [{"x": 1}, {"x": 2}]}, "z": 0}'
    expect(await itemsOf(text, ['data', 'result'])).toEqual([[1, { x: 1 }], [1, { x: 2 }]]) // prettier-ignore
  })

  it('know what was said around them', async () => {
    const text =
      '{"r": [{"name": "one", "s": [{"n": 1}]}, {"name": "two", "s": []}, {"name": "three", "s": [{"n": 3}]}]}'
    const around: unknown[] = []
    for await (const batch of jsonItems(inPieces(text, 9), READING, ['r', 's']))
      for (const item of batch) if (!isFlaw(item)) around.push(item.around.map((one) => one['name']))
    expect(around).toEqual([[undefined, 'one'], [undefined, 'three']]) // prettier-ignore
  })

  it('are the object itself where it has no such list', async () => {
    expect(await itemsOf('{"error": "no"}', ['data', 'result'])).toEqual([[1, { error: 'no' }]])
    expect(await itemsOf('{"data": {"result": 5}}', ['data', 'result'])).toEqual([[1, { result: 5 }]])
    expect(await itemsOf('{"items": []}', ['items'])).toEqual([])
  })

  it('come from several texts, one after the other or one per line', async () => {
    expect(await itemsOf('{\n"a": 1\n}\n{\n"a": 2\n}')).toEqual([[1, { a: 1 }], [4, { a: 2 }]]) // prettier-ignore
    expect(await itemsOf('\uFEFF{"l": [1, 2]}\r\n\r\n{"l": [3]}\n', ['l'])).toEqual([[1, 1], [1, 2], [3, 3]]) // prettier-ignore
  })
})

it('characters that are cut in two by a piece are put together', async () => {
  async function* pieces(): AsyncGenerator<string> {
    // Past what is looked at to tell the kind of file.
    yield `[${' '.repeat(300_000)}`
    yield '"\uD83D'
    yield '\uDE00"]'
  }
  const found: unknown[] = []
  for await (const batch of jsonItems(pieces(), READING, []))
    found.push(...batch.map((item) => (isFlaw(item) ? item : item.value)))
  expect(found).toEqual(['\u{1F600}'])
})

describe('broken JSON', () => {
  it('gives what stood before it, and one misread', async () => {
    expect(await itemsOf('[{"a": 1},\n{"a": 2},\n{"a":')).toEqual([
      [1, { a: 1 }], [2, { a: 2 }], '3: The JSON cannot be read from here on: it stops before its end',
    ]) // prettier-ignore
    expect(await itemsOf('[{"a": 1},\n{"a": 2}\n{"a": 3}]')).toEqual([
      [1, { a: 1 }], [2, { a: 2 }], '3: The JSON cannot be read from here on: a comma was expected',
    ]) // prettier-ignore
    expect(await itemsOf('not JSON')).toEqual(['1: The JSON cannot be read from here on'])
  })

  it('costs only its own line where each line is a text', async () => {
    expect(await itemsOf('{"a": 1}\n{"a":\n{"a": 3}\nnull]\n{"a": 5}')).toEqual([
      [1, { a: 1 }], '2: This line is not whole JSON', [3, { a: 3 }], '4: This line is not whole JSON', [5, { a: 5 }],
    ]) // prettier-ignore
    expect(await itemsOf('": cut off}\n{"a": 2}\n{"a": 3}')).toEqual([
      '1: This line is not whole JSON', [2, { a: 2 }], [3, { a: 3 }],
    ]) // prettier-ignore
  })

  it.each([
    '{]',
    '[}',
    '{"a" 1}',
    '{"a":}',
    '[1,]',
    '[,1]',
    '{,}',
    '{"a":1,}',
    '{1:2}',
    '[1 2]',
    ']',
    ':',
    '[1:2]',
    '{"a":1:2}',
  ])('%s is told as such', async (text) => {
    const [last] = (await itemsOf(text)).slice(-1)
    expect(last).toMatch(/cannot be read/)
  })

  it('may be nested deeply', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(await itemsOf(`[{"a": ${'[{"b":'.repeat(200)}1${'}]'.repeat(200)}}, 2]`, [], 4096)).toHaveLength(2)
    expect(await itemsOf(`{"a": ${deep}}`, [], 4096)).toHaveLength(1)
    expect(await itemsOf(`{"a": 1}\n{"a": 1}\n{"a": ${deep}}`, [], 4096)).toHaveLength(3)
  })

  it('cannot change what objects are', async () => {
    const [item] = await itemsOf('[{"__proto__": {"admin": true}, "constructor": 1}]')
    expect(item).toEqual([1, { constructor: 1 }])
    expect(Object.getPrototypeOf((item as [number, unknown])[1])).toBe(Object.prototype)
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })
})

describe('an element larger than memory should hold', () => {
  const large = `"${'x'.repeat(98)}",`.repeat(20).slice(0, -1)

  function walked(text: string, path: readonly string[] = []): unknown[] {
    const found: unknown[] = []
    const walk = new JsonWalk(path, ({ value, tooLarge }) => found.push(tooLarge ? 'too large' : value), 1000)
    for (let from = 0; from < text.length; from += 50) walk.write(text.slice(from, from + 50))
    walk.end()
    return found
  }

  it('is passed over, and the next one is read', () => {
    expect(walked(`[{"a": [${large}], "b": 1}, {"a": 2}]`)).toEqual(['too large', { a: 2 }])
    expect(walked(`[{"a": {"b": [1, [${large}]]}}, 3]`)).toEqual(['too large', 3])
    expect(walked(`{"a": [${large}]} {"a": 2}`)).toEqual(['too large', { a: 2 }])
  })

  it('ends the reading where it is one single text', () => {
    expect(() => walked(`[1, "${'x'.repeat(2000)}", 2]`)).toThrow('a single text in it is too large')
  })

  it('is no reason to drop a long list', () => {
    expect(walked(`{"kind": "List", "items": [${large}], "end": [${large}]}`, ['items'])).toHaveLength(20)
  })
})

describe('any JSON', () => {
  const json = fc.json({ maxDepth: 5 })

  it('is read as JSON.parse reads it, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json), fc.integer({ min: 1, max: 40 }), async (values, size) => {
        const text = `[${values.map((one) => `[${one}]`).join('\n,')}]`
        const found = await itemsOf(text, [], size)
        expect(found.map((one) => (one as [number, unknown])[1])).toEqual(
          withoutProto(JSON.parse(text.toWellFormed()) as unknown[]),
        )
      }),
    )
  })

  it('or none never throws', async () => {
    const pieces = fc.array(
      fc.oneof(
        json,
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('{', '[', '"', ':', ',', '\n', '\uD800'),
      ),
    )
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        expect(await itemsOf(parts.join(''), ['data', 'result'], size)).toBeInstanceOf(Array)
        expect(firstItems(parts.join(''), ['data'])).toBeInstanceOf(Array)
      }),
    )
  })
})

function withoutProto(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProto)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__proto__').map(([key, one]) => [key, withoutProto(one)])) // prettier-ignore
}
