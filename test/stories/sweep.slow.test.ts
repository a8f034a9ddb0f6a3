import { expect, it } from 'vitest'
import { live } from '../sweep/chance.ts'

const SEEDS = Array.from({ length: 5 }, (_, index) => index + 1)
const undisturbed = live('delivered')

it('no webhook arrives at all: after a sweep GitHub shows the same as if all had', async () => {
  expect(await live('dropped')).toBe(await undisturbed)
})

it.each(SEEDS)(
  'deliveries shuffled, doubled, a third of them lost: the same after one sweep (seed %i)',
  async (seed) => {
    expect(await live({ seed })).toBe(await undisturbed)
  },
)
