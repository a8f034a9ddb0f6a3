import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { Traffic } from '../../src/sandbox/traffic.ts'
import type { Descriptions } from './descriptions.ts'
import { judge } from './judge.ts'
import { isKnown } from './known.ts'

// The real descriptions are 400 MB, so `npm run test:conformance` fetches them; this holds the judge itself.
const ajv = new Ajv2020({ allErrors: true })
const needs = (...names: string[]) =>
  ajv.compile({
    type: 'object',
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  })
const descriptions: Descriptions = {
  operation: (method, path) =>
    path.startsWith('/issues')
      ? {
          template: '/issues/{number}',
          method,
          response: (status) => (status === 200 ? needs('title') : status === 204 ? null : undefined),
          request: needs('body'),
        }
      : undefined,
  payload: (event) => (event === 'issues' ? needs('issue') : undefined),
  error: needs('message'),
}
const call = (more: Partial<Extract<Traffic, { kind: 'api' }>>): Traffic => ({
  kind: 'api',
  at: '2026-12-01T00:00:00Z',
  method: 'PATCH',
  path: '/issues/1',
  query: '',
  actor: 'user',
  status: 200,
  request: { body: 'b' },
  response: { title: 't' },
  ...more,
})
const hook = (event: string, payload: unknown): Traffic => ({
  kind: 'hook',
  at: '2026-12-01T00:00:00Z',
  event,
  action: 'opened',
  delivery: 'd',
  status: 200,
  payload,
})
const told = (line: Traffic) => judge(line, descriptions)?.map(({ where, what }) => `${where}: ${what}`)

test('what fits is passed', () => {
  expect(told(call({}))).toEqual([])
  expect(told(call({ status: 204, response: null }))).toEqual([])
  expect(told(call({ status: 404, response: { message: 'Not Found' } }))).toEqual([])
  expect(told(hook('issues', { issue: 'i' }))).toEqual([])
})

test('what does not fit is named by route and place', () => {
  const patch = 'PATCH /issues/{number}'
  expect(told(call({ response: {} }))).toEqual([`${patch} 200: response must have required property 'title'`])
  expect(told(call({ request: { body: 1 } }))).toEqual([`${patch} 200: request.body must be string`])
  expect(told(call({ status: 409 }))).toEqual([`${patch} 409: this status is not documented`])
  expect(told(call({ status: 422, response: {} }))).toEqual([
    `${patch} 422: response must have required property 'message'`,
  ])
  expect(told(hook('issues', {}))).toEqual(["hook issues.opened:  must have required property 'issue'"])
  expect(told(hook('parties', {}))).toEqual(['hook parties.opened: GitHub has no such event'])
})

test('a request that was refused need not fit, and GraphQL is not described', () => {
  expect(told(call({ status: 422, request: {}, response: { message: 'm' } }))).toEqual([])
  expect(judge(call({ path: '/graphql' }), descriptions)).toBeNull()
})

test('only named gaps of the descriptions are passed over', () => {
  const where = 'PATCH /repos/{owner}/{repo}/milestones/{milestone_number} 200'
  expect(isKnown({ where, what: 'request.due_on must be string' })).toBe(true)
  expect(isKnown({ where, what: 'response.due_on must be string' })).toBe(false)
})
