import { expect, test } from 'vitest'
import { parse } from '../../src/postmortem/parse.ts'

const actionsIn = (list: string) =>
  parse(`# Outage\n\n## Actions\n\n${list}\n`, { openedOn: '2026-11-23' }).actions

test('a table of measures: where no column is called action, the measures are the actions', () => {
  const rows = actionsIn(
    '| # | Measure | Owner | Due | Status |\n|---|---|---|---|---|\n| 1 | Switch to cooperative rebalancing | @kim | 2026-12-20 | Done |\n',
  )
  expect(rows).toMatchObject([
    {
      id: '1',
      text: 'Switch to cooperative rebalancing',
      owners: ['@kim'],
      due: '2026-12-20',
      measure: null,
      done: true,
    },
  ])
})

test('a table of preventive measures with a success measure of their own', () => {
  const rows = actionsIn(
    '| Nr | Preventive measure | Success measure | Who |\n|---|---|---|---|\n| 1 | Alert on depth above 10,000 | Pages within 60 s | @li |\n',
  )
  expect(rows).toMatchObject([
    { text: 'Alert on depth above 10,000', measure: 'Pages within 60 s', owners: ['@li'] },
  ])
})

test('factor, measure and category told at the end of a line, in sentences and brackets', () => {
  expect(
    actionsIn(
      '1. Delete reports older than 90 days nightly. Owner: @li. Due: KW 50. Addresses F1. Category: prevention\n' +
        '2. @ada: return 503 from the health check when the pool is empty, due 2026-12-01 (detection, F2). Done when the drill shows 503 within 5 s.\n',
    ),
  ).toMatchObject([
    {
      text: 'Delete reports older than 90 days nightly',
      owners: ['@li'],
      due: '2026-12-11',
      factor: 'F1',
      category: 'prevention',
    },
    {
      text: 'return 503 from the health check when the pool is empty',
      owners: ['@ada'],
      due: '2026-12-01',
      factor: 'F2',
      category: 'detection',
      measure: 'the drill shows 503 within 5 s',
    },
  ])
})

test('an owner in brackets amid a paragraph', () => {
  expect(
    actionsIn(
      'We will add a smoke test of the model to the deploy pipeline (owner: Priya, due 15 Dec 2026). It runs on every build.',
    ),
  ).toMatchObject([
    {
      text: 'We will add a smoke test of the model to the deploy pipeline. It runs on every build.',
      owners: ['Priya'],
      ownerKind: 'one',
      due: '2026-12-15',
    },
  ])
})

test('the ends of the factors under bold lines', () => {
  const { factors } = parse(
    '# Outage\n\n## Contributing factors\n\n**Sharp end**\n\n- The health check returns 200 on an empty pool\n\n**Blunt end:**\n\n- Nobody owns the settings of the pool\n\n**Others**\n\n- It rained\n',
  )
  expect(factors.map(({ id, end }) => [id, end])).toEqual([
    ['F1', 'sharp'],
    ['F2', 'blunt'],
    ['F3', 'unclear'],
  ])
})

test('whom it hit and what it cost, where only the summary or the opening says so', () => {
  const words = 'For two hours 4% of users could not log in. We lost an estimated $12k in sales.'
  for (const text of [`# Login outage\n\n${words}\n`, `# Login outage\n\n## TL;DR\n\n${words}\n`])
    expect(parse(text).facts).toMatchObject({
      impactedUsers: 'For two hours 4% of users could not log in.',
      businessEffect: 'We lost an estimated $12k in sales.',
    })
  // The impact section is asked first.
  expect(parse(`# Login outage\n\n${words}\n\n## Impact\n\n310 customers.\n`).facts.impactedUsers).toBe(
    '310 customers.',
  )
})
