import { describe, expect, test } from 'vitest'
import { asksFor } from '../../src/github/asking.ts'
import { on } from '../../src/digest/on.ts'
import type { Payload, WebhookEvent } from '../../src/github/event.ts'
import { marker } from '../../src/github/marker.ts'

const place = { installation: { id: 1 }, repository: { name: 'shop', owner: { login: 'acme' } } }
const event = (name: string, action: string, payload: Payload, byApp = false): WebhookEvent => ({
  name,
  action,
  byApp,
  payload: { ...place, ...payload },
})
const job = { feature: 'digest', installationId: 1, owner: 'acme', repo: 'shop' }

describe('a comment', () => {
  const said = (body: string, more: object = {}, action = 'created', byApp = false) =>
    on(event('issue_comment', action, { issue: { number: 4, ...more }, comment: { body } }, byApp))

  test('that asks for a digest wakes a look at that issue', () => {
    expect(said('/debrief digest')).toEqual([{ ...job, number: 4 }])
  })

  test('that says something else, on a pull request, by the app, or edited later, does not', () => {
    expect(said('thanks!')).toEqual([])
    expect(said('/debrief digest', { pull_request: {} })).toEqual([])
    expect(said('/debrief digest', {}, 'created', true)).toEqual([])
    expect(said('/debrief digest', {}, 'edited')).toEqual([])
  })
})

describe('asking', () => {
  test.each(['/debrief digest', 'please\r\n/debrief digest\r\nthanks', '  /Debrief   Digest  '])(
    '%j asks',
    (body) => {
      expect(asksFor('digest', body)).toBe(true)
    },
  )

  test.each([
    '> /debrief digest',
    'try `/debrief digest`',
    '```\n/debrief digest\n```',
    '~~~~sh\n/debrief digest\n~~~~\nlike so',
    '```\n/debrief digest', // a fence that nobody closed holds all the rest
    '<!-- how to ask:\n/debrief digest\n-->',
    '    /debrief digest',
    '/digest',
    '/debrief digest now',
    '/debrief digests',
    '',
  ])('%j does not', (body) => {
    expect(asksFor('digest', body)).toBe(false)
  })

  test('after a code block it counts again', () => {
    expect(asksFor('digest', '```\nlog\n```\n/debrief digest')).toBe(true)
  })
})

describe('an issue', () => {
  const body = `Raise the limit\n${marker('action', { id: 'A1' })}`

  test.each(['closed', 'reopened', 'milestoned', 'demilestoned', 'assigned', 'unassigned'])(
    'of an action that is %s wakes one look at the repository',
    (action) => {
      expect(on(event('issues', action, { issue: { number: 12, body } }))).toEqual([job])
    },
  )

  test('that is no action, or that the app itself changed, wakes none', () => {
    expect(on(event('issues', 'closed', { issue: { number: 12, body: 'a bug' } }))).toEqual([])
    expect(on(event('issues', 'closed', { issue: { number: 12, body: null } }))).toEqual([])
    expect(on(event('issues', 'closed', { issue: { number: 12, body } }, true))).toEqual([])
    expect(on(event('issues', 'edited', { issue: { number: 12, body } }))).toEqual([])
  })
})
