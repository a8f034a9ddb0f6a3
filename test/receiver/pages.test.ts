import { expect, it } from 'vitest'
import { BODY, openDoor, signed } from './door.ts'

it('/healthz says that the process lives, /readyz whether it can do its work', async () => {
  const lacks: string[] = []
  const door = await openDoor({ lacks: async () => lacks })
  const status = async (page: string) => (await fetch(`${door.url}${page}`)).status
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200])
  lacks.push('the store cannot be reached')
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])
  expect(await (await fetch(`${door.url}/readyz`)).json()).toEqual({
    ok: false,
    error: 'the store cannot be reached',
  })
})

it('/metrics counts deliveries by event and result; what a stranger sends makes no new label', async () => {
  const door = await openDoor()
  await door.post(BODY, signed())
  await door.post(BODY, { ...signed(), 'x-hub-signature-256': 'sha256=00' })
  for (const name of ['x1', 'x2', 'x3']) await door.post(BODY, { ...signed(), 'x-github-event': name })
  const page = await (await fetch(`${door.url}/metrics`)).text()
  expect(page.split('\n').filter((line) => line.startsWith('debrief_deliveries_total'))).toEqual([
    'debrief_deliveries_total{event="issues",result="stored"} 1',
    'debrief_deliveries_total{event="issues",result="unsigned"} 1',
    'debrief_deliveries_total{event="other",result="idle"} 3',
  ])
  expect(page).toContain('debrief_acknowledgement_seconds_count 5')
})

it('the log says why deliveries are refused, but not once for each', async () => {
  const door = await openDoor()
  for (let at = 0; at < 5; at++) await door.post(BODY, { ...signed(), 'x-hub-signature-256': 'sha256=00' })
  expect(door.log).toEqual([
    {
      message: 'a delivery was refused',
      facts: { result: 'unsigned', reason: expect.stringMatching(/secret the same/), others: 0 },
    },
  ])
})
