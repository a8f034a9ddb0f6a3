import { describe, expect, it } from 'vitest'
import type { Payload } from '../../src/github/event.ts'
import { marker } from '../../src/github/marker.ts'
import { pullMarker } from '../../src/incident/pull.ts'
import { on } from '../../src/opening/on.ts'

const look = { feature: 'opening', installationId: 7, owner: 'acme', repo: 'shop', number: 12 }

function event(name: string, action: string, payload: Partial<Payload>, byApp = false) {
  const repository = { name: 'shop', owner: { login: 'acme' } }
  return { name, action, byApp, payload: { installation: { id: 7 }, repository, ...payload } }
}
const body = `The postmortem of #12\n${pullMarker({ incident: 12, drafts: [] })}`

describe('what makes opening look again', () => {
  it.each(['opened', 'labeled', 'unlabeled', 'edited', 'assigned', 'closed', 'reopened'])(
    'is an issue that was %s',
    (action) => {
      expect(on(event('issues', action, { issue: { number: 12 } }))).toEqual([look])
    },
  )

  it('is the merge of a postmortem: its incident says so then', () => {
    const merged = event('pull_request', 'closed', { pull_request: { number: 13, merged: true, body } })
    expect(on(merged)).toEqual([look])
  })

  it('is no pull request that was closed unmerged, is somebody’s own, or has a broken marker', () => {
    const closed = (pull: Partial<Payload['pull_request']>) =>
      on(event('pull_request', 'closed', { pull_request: { number: 13, merged: true, ...pull } }))
    expect(closed({ merged: false, body })).toEqual([])
    expect(closed({ body: null })).toEqual([])
    expect(closed({ body: marker('pull', { incident: 'twelve' }) })).toEqual([])
  })

  it('is nothing that the app did itself, and no issue that was pinned', () => {
    expect(on(event('issues', 'labeled', { issue: { number: 12 } }, true))).toEqual([])
    expect(on(event('issues', 'pinned', { issue: { number: 12 } }))).toEqual([])
  })
})
