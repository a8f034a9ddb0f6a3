import { describe, expect, it } from 'vitest'
import { find } from '../../src/gathering/find.ts'
import { on } from '../../src/gathering/on.ts'
import type { Payload } from '../../src/github/event.ts'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import { pullMarker } from '../../src/incident/pull.ts'

const all = { feature: 'gathering', installationId: 7, owner: 'acme', repo: 'shop' }
const look = { ...all, number: 12 }
const body = `The postmortem of #12\n${pullMarker({ incident: 12, drafts: [] })}`
const issue = { number: 12, labels: [{}] }

function event(name: string, action: string | null, payload: Partial<Payload>, byApp = false) {
  const repository = { name: 'shop', owner: { login: 'acme' }, default_branch: 'main' }
  return { name, action, byApp, payload: { installation: { id: 7 }, repository, ...payload } }
}

describe('what makes gathering look again', () => {
  it('is a change of an incident, or a word on one that is closed', () => {
    for (const action of ['edited', 'labeled', 'assigned', 'closed', 'reopened'])
      expect(on(event('issues', action, { issue }))).toEqual([look])
    const said = (state: string, more = {}) =>
      on(event('issue_comment', 'created', { issue: { ...issue, state, ...more } }))
    expect(said('closed')).toEqual([look])
    // While it is open, its closing will.
    expect(said('open')).toEqual([])
    expect(said('closed', { pull_request: {} })).toEqual([])
  })

  it('is a command in a comment, when it is written, changed or deleted: on the incident, or on its pull request', () => {
    const command = { comment: { body: 'So:\n/detected 14:03' } }
    const open = { ...issue, state: 'open' }
    for (const action of ['created', 'edited', 'deleted'])
      expect(on(event('issue_comment', action, { issue: open, ...command }))).toEqual([look])
    const taken = { comment: { body: 'Never mind' }, changes: { body: { from: '/timeline 14:03 x' } } }
    expect(on(event('issue_comment', 'edited', { issue: open, ...taken }))).toEqual([look])
    const pull = { number: 13, body, pull_request: {} }
    expect(on(event('issue_comment', 'created', { issue: pull, ...command }))).toEqual([look])
    expect(on(event('issue_comment', 'created', { issue: pull, comment: { body: 'A word' } }))).toEqual([])
    expect(on(event('issue_comment', 'created', { issue: { ...pull, body: 'Mine' }, ...command }))).toEqual(
      [],
    )
    expect(on(event('issue_comment', 'created', { issue: { number: 12 }, ...command }))).toEqual([])
    expect(on(event('issue_comment', 'created', { issue: open, ...command }, true))).toEqual([])
  })

  it('is no issue without a label, none that was pinned, and nothing that the app did to one', () => {
    expect(on(event('issues', 'assigned', { issue: { number: 12, labels: [] } }))).toEqual([])
    expect(on(event('issues', 'assigned', { issue: { number: 12 } }))).toEqual([])
    expect(on(event('issues', 'pinned', { issue }))).toEqual([])
    expect(on(event('issues', 'labeled', { issue }, true))).toEqual([])
  })

  it.each(['1.5', '-3', '0', '1e300', '2147483648', '"12"'])('is no incident of number %s', (number) => {
    const pull_request = { number: 13, body: `<!-- debrief:pull {"incident":${number},"drafts":[]} -->` }
    expect(on(event('pull_request', 'opened', { pull_request }))).toEqual([])
  })

  it('is the pull request of a postmortem: opened, and pushed to by people', () => {
    const pull_request = { number: 13, body }
    expect(on(event('pull_request', 'opened', { pull_request }, true))).toEqual([look])
    expect(on(event('pull_request', 'synchronize', { pull_request }))).toEqual([look])
    expect(on(event('pull_request', 'synchronize', { pull_request }, true))).toEqual([])
    expect(on(event('pull_request', 'closed', { pull_request }))).toEqual([])
    expect(on(event('pull_request', 'synchronize', { pull_request: { number: 14, body: 'Mine' } }))).toEqual(
      [],
    )
  })

  it.each([
    ['a deployment that ended', 'deployment_status', 'created', { deployment_status: { state: 'failure' } }],
    ['a release', 'release', 'published', {}],
    ['a workflow that failed on the default branch', 'workflow_run', 'completed', { workflow_run: { conclusion: 'failure', head_branch: 'main' } }],
    ['a push to the default branch', 'push', null, { ref: 'refs/heads/main', commits: [{ added: ['a.md'], modified: ['a.ts'] }] }],
    ['a push that does not say of what', 'push', null, { ref: 'refs/heads/main', commits: [{}] }],
  ])('is %s: for all incidents whose postmortem is open', (_, name, action, payload) => {
    expect(on(event(name, action, payload))).toEqual([all])
  }) // prettier-ignore

  it.each([
    ['a deployment on its way', 'deployment_status', 'created', { deployment_status: { state: 'in_progress' } }],
    ['a draft of a release', 'release', 'created', {}],
    ['a workflow that succeeded', 'workflow_run', 'completed', { workflow_run: { conclusion: 'success', head_branch: 'main' } }],
    ['a workflow of a pull request', 'workflow_run', 'completed', { workflow_run: { conclusion: 'failure', head_branch: 'topic' } }],
    ['a push to another branch', 'push', null, { ref: 'refs/heads/topic' }],
    ['a push of documents alone', 'push', null, { ref: 'refs/heads/main', commits: [{ added: ['postmortems/1.md'] }, { removed: ['README.md'] }] }],
  ])('is not %s', (_, name, action, payload) => {
    expect(on(event(name, action, payload))).toEqual([])
  }) // prettier-ignore
})

it('the sweep looks where there are branches of postmortems and something happened', () => {
  const place = { installationId: 7, owner: 'acme', repo: 'shop' }
  const news = {
    place, config: DEFAULT_CONFIG, first: false, due: false, issues: [], pulls: [], checked: [], configured: false, branches: ['12'], documents: [],
  } // prettier-ignore
  expect(find(news)).toEqual([all])
  expect(find({ ...news, branches: [] })).toEqual([])
  expect(find({ ...news, due: true })).toEqual([])
})
