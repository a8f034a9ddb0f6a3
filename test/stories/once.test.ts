import { beforeAll, describe, expect, it } from 'vitest'
import { live, type Life } from '../faults/life.ts'
import { WRITE_ROUTES } from '../faults/routes.ts'

let undisturbed: Life

beforeAll(async () => {
  undisturbed = await live(null, 0)
})

describe.concurrent('GitHub does what it is asked, and answers 502: there is one of each in the end', () => {
  it.each(Object.entries(WRITE_ROUTES))('for %s', async (_, route) => {
    let spoilt = 0
    const { end, parked } = await live(null, 0, (faults) => {
      const take = faults.takeApi.bind(faults)
      faults.takeApi = (request) => {
        const fault = take(request)
        if (fault) spoilt++
        return fault
      }
      faults.api({ ...route, times: 2, answer: '502-after-write' })
    })
    expect(spoilt).toBeGreaterThan(0)
    expect(end).toBe(undisturbed.end)
    expect(parked).toBe(0)
  })
})

// All of them run with `npm run test:faults`.
describe.concurrent('the app is killed, and another one takes its place', () => {
  it.each([
    [200, 3, 'after', 'kept'],
    [200, 14, 'after', 'lost'],
    [0, 16, 'before', 'lost'],
    [200, 21, 'after', 'kept'],
  ] as const)('lag %i ms, write %i, %s it, memory %s', async (lagMs, atWrite, when, memory) => {
    const { end, died, parked } = await live({ atWrite, when, memory }, lagMs)
    expect({ died, parked }).toEqual({ died: true, parked: 0 })
    expect(end).toBe(undisturbed.end)
  })
})
