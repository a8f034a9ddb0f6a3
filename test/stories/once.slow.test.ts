import { beforeAll, describe, expect, it } from 'vitest'
import { LAG_MS } from '../faults/mortal.ts'
import { live, type Life } from '../faults/life.ts'
import { WRITE_ROUTES } from '../faults/routes.ts'

let undisturbed: Life

beforeAll(async () => {
  undisturbed = await live(null, 0)
})

function routeOf(name: string) {
  const route = WRITE_ROUTES[name]
  if (!route) throw new Error(`no route makes ${name}`)
  return route
}
const NAMES = Object.keys(WRITE_ROUTES)
const GROUPS = [0, 1, 2].map((group) => NAMES.filter((_, index) => index % 3 === group))

// Each by itself, and with lag, with `npm run test:faults`.
describe.concurrent(
  'GitHub does what it is asked, and answers 502: there is one of each in the end',
  { timeout: 90_000 },
  () => {
    it.each(GROUPS.map((names) => [names.join(', '), names] as const))('for %s', async (_, names) => {
      const { end, parked, spoilt } = await live(null, 0, (faults) => {
        for (const name of names) faults.api({ ...routeOf(name), answer: '502-after-write' })
      })
      expect({ spoilt, parked }).toEqual({ spoilt: names.length, parked: 0 })
      expect(end).toBe(undisturbed.end)
    })
  },
)

// All of them with `npm run test:faults`.
describe.concurrent('the app is killed, and another one takes its place', { timeout: 90_000 }, () => {
  it.each([
    [LAG_MS, 3, 'after', 'kept'],
    [0, 16, 'before', 'lost'],
  ] as const)('lag %i ms, write %i, %s it, memory %s', async (lagMs, atWrite, when, memory) => {
    const { end, died, parked } = await live({ atWrite, when, memory }, lagMs)
    expect({ died, parked }).toEqual({ died: true, parked: 0 })
    expect(end).toBe(undisturbed.end)
  })
})
