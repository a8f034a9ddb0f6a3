import { describe, expect, it } from 'vitest'
import { EtagCache, type Answer } from '../../src/github/etag.ts'
import { Turnstile } from '../../src/github/turnstile.ts'

const answer = (data: unknown, tag: string | undefined = '"1"', status = 200): Answer => ({
  status,
  url: 'https://api.github.com/x',
  headers: { etag: tag },
  data,
})

describe('the answers that are kept by their tags', () => {
  const kept = (cache: EtagCache, keys: readonly string[]) => keys.filter((key) => cache.get(key) !== null)

  it('are so many at most; the one that was not asked for longest goes', () => {
    const cache = new EtagCache({ answers: 3, characters: 1_000 })
    for (const key of ['a', 'b', 'c']) cache.put(key, answer(key))
    cache.get('a')
    cache.put('d', answer('d'))
    expect(kept(cache, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd'])
    for (let more = 0; more < 10_000; more++) cache.put(`more ${more}`, answer('x'))
    const all = Array.from({ length: 10_000 }, (_, more) => `more ${more}`)
    expect(kept(cache, ['a', 'c', 'd', ...all])).toEqual(['more 9997', 'more 9998', 'more 9999'])
  })

  it('are so long at most in all, however often one is put anew', () => {
    const cache = new EtagCache({ answers: 1_000, characters: 800 })
    for (let again = 0; again < 100; again++) cache.put('a', answer('x'.repeat(90)))
    for (let more = 0; more < 20; more++) cache.put(`more ${more}`, answer('x'.repeat(90)))
    const all = Array.from({ length: 20 }, (_, more) => `more ${more}`)
    expect(kept(cache, ['a', ...all])).toEqual(all.slice(-8))
  })

  it('hold none that alone would push most of the others out, and not the older one in its place', () => {
    const cache = new EtagCache({ answers: 10, characters: 800 })
    cache.put('small', answer('x'))
    cache.put('large', answer('x'))
    cache.put('large', answer('x'.repeat(100), '"2"'))
    expect(kept(cache, ['small', 'large'])).toEqual(['small'])
  })

  it('hold none without a tag, nor any but a plain success', () => {
    const cache = new EtagCache()
    cache.put('untagged', { ...answer('x'), headers: {} })
    cache.put('made', answer('x', '"1"', 201))
    expect(kept(cache, ['untagged', 'made'])).toEqual([])
  })
})

describe('a turnstile', () => {
  it('lets so many in at once, the others in the order in which they came, also after one fails', async () => {
    const turnstile = new Turnstile(2)
    const order: number[] = []
    let inside = 0
    let most = 0
    const all = Array.from({ length: 50 }, (_, at) =>
      turnstile.through(async () => {
        order.push(at)
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setImmediate(resolve))
        inside--
        if (at % 3 === 0) throw new Error('it failed')
      }),
    )
    const settled = await Promise.allSettled(all)
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(17)
    expect(most).toBe(2)
    expect(order).toEqual(Array.from({ length: 50 }, (_, at) => at))
    await turnstile.through(async () => inside++)
    expect(inside).toBe(1)
  })
})
