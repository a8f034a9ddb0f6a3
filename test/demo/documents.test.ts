import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/postmortem/document.ts'
import { lint } from '../../src/lint/engine.ts'
import { render } from '../../src/templates.ts'
import { REVIEWED } from './reviewed.ts'

const TODAY = '2026-10-08'

describe('the postmortem that the demo shows as a model', () => {
  const { postmortem, findings } = lint(REVIEWED, { today: TODAY })

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
