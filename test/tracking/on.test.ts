import { describe, expect, it } from 'vitest'
import type { Payload } from '../../src/github/event.ts'
import { on } from '../../src/tracking/on.ts'

const place = { installationId: 7, owner: 'acme', repo: 'shop' }

function event(name: string, action: string | null, payload: Partial<Payload>) {
  const repository = { name: 'shop', owner: { login: 'acme' }, default_branch: 'trunk' }
  return { name, action, byApp: false, payload: { installation: { id: 7 }, repository, ...payload } }
}

describe('what makes tracking look again', () => {
  it('is a pull request that was merged', () => {
    const merged = event('pull_request', 'closed', { pull_request: { number: 5, merged: true } })
    expect(on(merged)).toEqual([{ feature: 'tracking', ...place, number: 5 }])
  })

  it('is none that was closed unmerged, or merely edited', () => {
    expect(on(event('pull_request', 'closed', { pull_request: { number: 5, merged: false } }))).toEqual([])
    expect(on(event('pull_request', 'edited', { pull_request: { number: 5, merged: true } }))).toEqual([])
  })

  it('is every Markdown file that a push to the default branch touched but a folder’s page, each once, removed ones last', () => {
    const commits = [
      { added: ['postmortems/new.md'], modified: ['src/main.ts'], removed: ['postmortems/old.markdown'] },
      {
        added: [],
        modified: ['postmortems/new.md', 'docs/other.MD', 'postmortems/README.md'],
        removed: ['gone.txt'],
      },
    ]
    expect(on(event('push', null, { ref: 'refs/heads/trunk', commits })).map(({ path }) => path)).toEqual([
      'postmortems/new.md',
      'docs/other.MD',
      'postmortems/old.markdown',
    ])
  })

  it('is no push to another branch, to a tag, or without commits', () => {
    const commits = [{ added: ['postmortems/new.md'] }]
    expect(on(event('push', null, { ref: 'refs/heads/main', commits }))).toEqual([])
    expect(on(event('push', null, { ref: 'refs/tags/trunk', commits }))).toEqual([])
    expect(on(event('push', null, { ref: 'refs/heads/trunk' }))).toEqual([])
  })

  it('is nothing where the app is not installed', () => {
    const payload = { pull_request: { number: 5, merged: true } }
    expect(on({ name: 'pull_request', action: 'closed', byApp: false, payload })).toEqual([])
  })
})
