import { expect, it } from 'vitest'
import { configSchema, DEFAULT_CONFIG } from '../../src/config/schema.ts'
import type { WebhookEvent } from '../../src/github/event.ts'
import type { ChangedPull, News } from '../../src/news.ts'
import { find } from '../../src/publishing/find.ts'
import { on } from '../../src/publishing/on.ts'

const PLACE = { installation: { id: 1 }, repository: { name: 'shop', owner: { login: 'acme' } } }
const event = (name: string, action: string, payload: object, byApp = false): WebhookEvent => ({
  name, action, byApp, payload: { ...PLACE, ...payload },
}) // prettier-ignore
const comment = (body: string, merged_at: string | null, more: object = {}) =>
  event('issue_comment', 'created', {
    issue: { number: 2, pull_request: { merged_at }, ...more },
    comment: { body },
  })
const JOB = { feature: 'publishing', installationId: 1, owner: 'acme', repo: 'shop', number: 2 }

it('a merge wakes it, and a word on what is merged', () => {
  expect(on(event('pull_request', 'closed', { pull_request: { number: 2, merged: true } }))).toEqual([JOB])
  expect(on(comment('/debrief publish', '2026-11-23T10:00:00Z'))).toEqual([JOB])
})

it.each([
  [
    'a pull request that is closed unmerged',
    event('pull_request', 'closed', { pull_request: { number: 2, merged: false } }),
  ],
  ['one that is opened', event('pull_request', 'opened', { pull_request: { number: 2, merged: false } })],
  ['another word', comment('/debrief digest', '2026-11-23T10:00:00Z')],
  ['the word where nothing is merged', comment('/debrief publish', null)],
  [
    'the word on an issue',
    event('issue_comment', 'created', { issue: { number: 2 }, comment: { body: '/debrief publish' } }),
  ],
  ['its own word', { ...comment('/debrief publish', '2026-11-23T10:00:00Z'), byApp: true }],
  ['a push', event('push', '', {})],
])('%s does not', (_, told) => expect(on(told)).toEqual([]))

it('the sweep finds merged postmortems, where something is published', () => {
  const pull = (
    number: number,
    state: ChangedPull['state'],
    paths: readonly string[] | null,
  ): ChangedPull => ({ number, state, paths, body: '', byApp: false })
  const pulls = [
    pull(1, 'merged', ['postmortems/1.md']), pull(2, 'open', ['postmortems/2.md']), pull(3, 'merged', ['src/a.ts']), pull(4, 'merged', null), pull(5, 'merged', ['postmortems/README.md']),
  ] // prettier-ignore
  const news: News = {
    place: { installationId: 1, owner: 'acme', repo: 'shop' }, config: DEFAULT_CONFIG, first: false, due: false, issues: [], pulls, checked: [], configured: false, branches: [], documents: [],
  } // prettier-ignore
  expect(find(news)).toEqual([])
  const config = configSchema.parse({ publish: { channels: ['main'] } })
  expect(find({ ...news, config }).map(({ number }) => number)).toEqual([1, 4])
})
