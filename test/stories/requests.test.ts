import { expect, it } from 'vitest'
import { CountedStage, askedInLife, by, count, type Part } from '../bench/life.ts'

const of = (parts: readonly Part[], what: string) => {
  const part = parts.find((each) => each.what.startsWith(what))
  if (!part) throw new Error(`no part is called ${what}`)
  return part.calls
}

const APART = ['gathering', 'indexing']

const inLife = (parts: readonly Part[], what: 'gathering' | 'indexing' | 'the rest'): number =>
  askedInLife(parts).filter(({ purpose }) => (APART.includes(purpose) ? purpose : 'the rest') === what).length

// The table itself, beside the targets: npm run bench:requests
it('what two lives with three actions each ask of GitHub', async () => {
  const counted = await CountedStage.set()
  try {
    await counted.during('the first sweep', () => counted.stage.app.tick())
    const first = await counted.live('2026-11-23')
    // Three labels more than N + 3, and the incident is told of the merge too.
    expect(count(by(of(first, 'merge'), 'tracking'))).toMatchObject({ reads: 2, writes: 9, free: 0 })
    expect(inLife(first, 'the rest')).toBeLessThanOrEqual(32)
    expect(inLife(first, 'gathering')).toBeLessThanOrEqual(6)
    expect(count(by(of(first, 'merge'), 'indexing'))).toMatchObject({ reads: 2, writes: 1, free: 0 })
    expect(inLife(first, 'indexing')).toBeLessThanOrEqual(5)
    const next = await counted.live('2026-11-30')
    expect(count(by(of(next, 'label'), 'checking'))).toMatchObject({ reads: 1, writes: 1, free: 0 })
    expect(count(of(next, 'label')).writes).toBe(6)
    expect(count(by(of(next, 'push 2'), 'checking'))).toMatchObject({ reads: 1, writes: 1, free: 0 })
    expect(count(by(of(next, 'push 2'), 'gathering'))).toMatchObject({ reads: 1, writes: 0, free: 1 })
    expect(count(of(next, 'ready'))).toMatchObject({ reads: 0, writes: 0, free: 0 })
    expect(count(by(of(next, 'merge'), 'tracking'))).toMatchObject({ reads: 2, writes: 5, free: 0 })
    expect(count(of(next, 'merge'))).toMatchObject({ reads: 5, writes: 7, free: 0 })
    expect(count(by(of(next, 'merge'), 'indexing'))).toMatchObject({ reads: 2, writes: 1, free: 0 })
    expect(inLife(next, 'the rest')).toBeLessThanOrEqual(25)
    expect(inLife(next, 'gathering')).toBeLessThanOrEqual(6)
    expect(await counted.stage.app.counts()).toMatchObject({ delayed: 0 })
    const rest = await counted.rest()
    expect(count(of(rest, 'another label'))).toMatchObject({ reads: 2, writes: 0, free: 0 })
    expect(count(of(rest, 'another title'))).toMatchObject({ reads: 1, writes: 0, free: 0 })
    expect(count(of(rest, 'an idle sweep'))).toMatchObject({ reads: 0, writes: 0, free: 3 })
    expect(count(of(rest, 'a push of something else'))).toMatchObject({ reads: 1, writes: 0, free: 0 })
  } finally {
    await counted.stage.close()
  }
})
