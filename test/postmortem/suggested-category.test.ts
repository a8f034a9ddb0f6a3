import { expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'
import { suggestedCategory } from '../../src/postmortem/suggested-category.ts'

const suggestions = (...texts: string[]): (string | null)[] => texts.map(suggestedCategory)

test('work that stops the cause is prevention', () => {
  expect(
    suggestions(
      'The importer rejects files without a header',
      'Validate the tariff table in CI',
      'Remove the unused admin role',
      'Require two approvals before a release',
    ),
  ).toEqual(Array(4).fill('prevention'))
})

test('work that notices is detection', () => {
  expect(
    suggestions(
      'Add an alert on the age of the oldest mail',
      'Dashboard with the error rate of each carrier',
      'Export the pool size as a metric',
      'Log each refused login',
    ),
  ).toEqual(Array(4).fill('detection'))
})

test('work that limits the effect is mitigation', () => {
  expect(
    suggestions(
      'Rate limit the export endpoint',
      'Fall back to the cached prices when the tax service times out',
      'Scale the mail workers to 12',
      'Circuit breaker around the geocoder',
    ),
  ).toEqual(Array(4).fill('mitigation'))
})

test('work that shortens the way back is recovery', () => {
  expect(
    suggestions(
      'Write a runbook for a full disk on the brokers',
      'Restore the search index from its snapshot as a drill',
      'One command that rolls back the edge config',
      'Give the on-call access to the out-of-band console',
    ),
  ).toEqual(Array(4).fill('recovery'))
})

test('work that makes people wiser is learning', () => {
  expect(
    suggestions(
      'Investigate why the broker kept the lock',
      'Train the support shift on the new console',
      'Share the write-up with the mobile team',
    ),
  ).toEqual(Array(3).fill('learning'))
})

test('what only makes the damage good, or says nothing known, has none', () => {
  expect(
    suggestions('Refund the double charges', 'Backfill the missing invoices', 'Paint it blue', ''),
  ).toEqual(Array(4).fill(null))
})

test('what stands first counts more than its purpose', () => {
  expect(suggestions('Add an alert so that we can roll back sooner')).toEqual(['detection'])
})

test('what a word describes counts less than what it names, and what is counted was done once', () => {
  expect(suggestions('Update the disk alert runbook', 'Reprint the 12 torn labels')).toEqual([
    'recovery',
    null,
  ])
})

test('a stated category stays, and the suggestion stands beside it', () => {
  const [action] = parse(
    '## Actions\n\n- (recovery) Add an alert on the mail queue - @ada - 2026-12-01\n',
  ).actions
  expect(action).toMatchObject({ category: 'recovery', suggestedCategory: 'detection', strength: 'medium' })
})
