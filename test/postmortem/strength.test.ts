import { expect, test } from 'vitest'

import { strengthOf } from '../../src/postmortem/strength.ts'

const strengthsOf = (...texts: string[]): string[] => texts.map((text) => strengthOf(text, false))

test('what takes the hazard away, forces or limits by machine is strong', () => {
  expect(
    strengthsOf(
      'Remove the shared root token from the importer',
      'The uploader refuses files without a checksum',
      'Cap exports at 200 rows a second',
      'Renew the mail certificates automatically',
      'Add a circuit breaker around the tax service',
      'Validate the price list against its schema',
      'Make `purge` use `--dry-run` by default',
    ),
  ).toEqual(Array(7).fill('strong'))
})

test('what helps people see, or stands by for them, is medium', () => {
  expect(
    strengthsOf(
      'Add an alert when the mail queue is older than 5 min',
      'A second replica of the search index in another zone',
      'Monitor the free inodes on the build hosts with Munin',
      'Automated tests for the tax rounding',
      'Drill the restore of the ledger each quarter',
      'Write a script that drains one node',
    ),
  ).toEqual(Array(6).fill('medium'))
})

test('what people have to read, remember or study is weak, and so is what only repairs', () => {
  expect(
    strengthsOf(
      'Train the night shift on the new console',
      'Remind everyone to check the tenant before pressing send',
      'Add the steps to the wiki',
      'Update the release checklist with the cache flush',
      'New approval process for price changes',
      'Investigate why the pool ran dry',
      'Do we need a second broker?',
      'Refund the 40 customers who paid twice',
    ),
  ).toEqual(Array(8).fill('weak'))
})

test('a rule for people becomes strong where a machine holds them to it', () => {
  expect(strengthsOf('A policy on open ports', 'A policy that refuses open ports')).toEqual([
    'weak',
    'strong',
  ])
  expect(strengthsOf('Update the runbook', 'Lint the runbook links in CI')).toEqual(['weak', 'medium'])
  expect(strengthsOf('Write down the label sizes', 'Labels over 40 kB are rejected by the importer')).toEqual(
    ['weak', 'strong'],
  )
})

test('a vague wish is weak unless it names a machine, and never strong', () => {
  expect(strengthOf('Make releases safer', true)).toBe('weak')
  expect(strengthOf('Better monitoring', true)).toBe('medium')
  expect(strengthOf('Prevent such problems', true)).toBe('weak')
})
