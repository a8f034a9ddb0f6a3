import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/postmortem/document.ts'
import { lint } from '../../src/lint/engine.ts'
import { render } from '../../src/templates.ts'

const TODAY = '2026-10-08'

// What the app keeps there, in short.
const timeline = `| Time (UTC) | Event | Source | Kind |
| --- | --- | --- | --- |
| 2026-10-06 13:52 | A volume was lost | cloud | system |
| 2026-10-06 13:58 | Alert triggered | pager | system |
| 2026-10-06 14:47 | Order writes succeed [mitigated] | mira | human |`
const metrics = '| Metric | Value |\n| --- | --- |\n| Time to detect | 6 min |\n| Alert precision | 1 of 1 |'

describe('the postmortem that the demo shows as a model', () => {
  const { postmortem, findings } = lint(render('demo/postmortem', { incident: 1, timeline, metrics }), {
    today: TODAY,
  })

  test('is clean in our own linter', () => {
    expect(findings).toEqual([])
  })

  test('has all sections, both ends, and one action of every category', () => {
    expect(postmortem.missingSections).toEqual([])
    expect(new Set(postmortem.factors.map(({ end }) => end))).toContain('sharp')
    expect(new Set(postmortem.factors.map(({ end }) => end))).toContain('blunt')
    const committed = postmortem.actions.filter(({ parked }) => !parked)
    expect(committed.map(({ category }) => category)).toEqual(CATEGORIES)
    expect(
      committed.every(({ ownerKind, due, measurable }) => ownerKind === 'one' && due !== null && measurable),
    ).toBe(true)
  })

  test('does the sums of its own times', () => {
    expect(postmortem.metrics).toMatchObject({
      timeToDetectMin: 6,
      timeToMitigateMin: 55,
      timeToResolveMin: 93,
    })
    expect(postmortem.metrics.sloBurn[0]?.budgetUsed).toBeCloseTo(55 / (90 * 24 * 60 * 0.001))
  })
})

test('the draft written in anger is found out in every family', () => {
  const { findings } = lint(render('demo/blameful', { incident: 1 }), { today: TODAY })
  const families = new Set(
    findings.filter(({ level }) => level === 'error').map(({ rule }) => rule.split('/')[0]),
  )
  expect(families).toEqual(new Set(['actions', 'blame', 'facts', 'factors', 'timeline']))
})
