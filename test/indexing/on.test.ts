import { describe, expect, it } from 'vitest'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import { on as gathering } from '../../src/gathering/on.ts'
import type { Payload } from '../../src/github/event.ts'
import { marker } from '../../src/github/marker.ts'
import { find, next } from '../../src/indexing/find.ts'
import { on } from '../../src/indexing/on.ts'
import type { News } from '../../src/news.ts'
import { on as tracking } from '../../src/tracking/on.ts'

const place = { installationId: 7, owner: 'acme', repo: 'shop' }
const look = { feature: 'indexing', ...place }

function event(name: string, action: string | null, payload: Partial<Payload>, byApp = false) {
  const repository = { name: 'shop', owner: { login: 'acme' }, default_branch: 'main' }
  return { name, action, byApp, payload: { installation: { id: 7 }, repository, ...payload } }
}
const pushOf = (paths: readonly string[], byApp = false, ref = 'refs/heads/main') =>
  event('push', null, { ref, commits: [{ modified: paths }] }, byApp)
const INDEX = ['postmortems/README.md', 'postmortems/index.json']

describe('what makes indexing look again', () => {
  it('is a document, the page or the index that somebody pushed to the default branch', () => {
    for (const path of ['postmortems/1.md', ...INDEX]) expect(on(pushOf([path]))).toEqual([look])
    expect(on(event('push', null, { ref: 'refs/heads/main', commits: [{ removed: ['a.md'] }] }))).toEqual([
      look,
    ])
    expect(on(pushOf(['src/a.ts']))).toEqual([])
    expect(on(pushOf(['postmortems/1.md'], false, 'refs/heads/postmortem/1'))).toEqual([])
  })

  it('is an action that people closed or opened again', () => {
    const issue = { number: 3, body: marker('action', { id: 'A1' }) }
    for (const action of ['closed', 'reopened', 'deleted', 'transferred'])
      expect(on(event('issues', action, { issue }))).toEqual([look])
    expect(on(event('issues', 'labeled', { issue }))).toEqual([])
    expect(on(event('issues', 'closed', { issue: { number: 3, body: 'A bug' } }))).toEqual([])
    expect(on(event('issues', 'closed', { issue }, true))).toEqual([])
  })

  it('is not its own commit, by which nothing else is woken either', () => {
    const own = pushOf(INDEX, true)
    expect([...on(own), ...tracking(own), ...gathering(own)]).toEqual([])
  })
})

const quiet: News = {
  place, config: DEFAULT_CONFIG, first: false, due: false, issues: [], pulls: [], checked: [], configured: false, branches: [], documents: [],
} // prettier-ignore

describe('what the sweep finds for indexing', () => {
  it('is a document or an action that changed, and a repository that is new or whose time has come', () => {
    const issue = { number: 7, labels: ['Postmortem-Action'], comments: 0, byApp: true }
    expect(find(quiet)).toEqual([])
    expect(find({ ...quiet, documents: INDEX })).toEqual([])
    expect(find({ ...quiet, issues: [{ ...issue, byApp: false }] })).toEqual([])
    for (const news of [
      { documents: ['postmortems/1.md'] },
      { issues: [issue] },
      { first: true },
      { due: true },
    ])
      expect(find({ ...quiet, ...news })).toEqual([look])
  })

  it('is nothing where the team does without', () => {
    const config = { ...DEFAULT_CONFIG, index: { enabled: false } }
    expect(find({ ...quiet, config, first: true, due: true })).toEqual([])
    expect(next(config, new Date())).toBeNull()
  })

  it('comes at midnight where no digest brings it anyway', () => {
    const at = new Date('2026-11-23T09:00:00Z')
    expect(next(DEFAULT_CONFIG, at)).toBeNull()
    const config = { ...DEFAULT_CONFIG, digest: { ...DEFAULT_CONFIG.digest, enabled: false } }
    expect(next(config, at)?.toISOString()).toBe('2026-11-24T00:00:00.000Z')
    expect(next(config, new Date('2026-11-24T00:00:00Z'))?.toISOString()).toBe('2026-11-25T00:00:00.000Z')
  })
})
