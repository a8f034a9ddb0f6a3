import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settle } from '../../src/config/settings.ts'
import { alertPrecision, alertWindowOf } from '../../src/evidence/alert-precision.ts'
import type { Alert, Evidence } from '../../src/evidence/evidence.ts'
import { spreadOf } from '../../src/measures/spread.ts'
import { alertMarksOf } from '../../src/postmortem/alert-marks.ts'
import { parse } from '../../src/postmortem/parse.ts'
import type { KnownSlos } from '../../src/postmortem/slo-facts.ts'

/** The blocks of docs/metrics.md, by the word behind their language; each `computed` ends one example. */
const PAGE = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
const BLOCK = /^```\w+ (given|config|alerts|minutes|computed)\n([\s\S]*?)^```$/gm

type Given = Partial<Record<'given' | 'config' | 'alerts' | 'minutes', string>>

interface Example {
  readonly line: number
  readonly given: Given
  readonly computed: unknown
}

function examples(): Example[] {
  const found: Example[] = []
  let given: Given = {}
  for (const { 1: name = '', 2: body = '', index } of PAGE.matchAll(BLOCK)) {
    if (name !== 'computed') given[name as keyof Given] = body
    else {
      const line = PAGE.slice(0, index).split('\n').length
      found.push({ line, given, computed: JSON.parse(body) })
      given = {}
    }
  }
  return found
}

const ALL = examples()

test('the page has examples of each kind', () => {
  const kinds = new Set(ALL.flatMap(({ given }) => Object.keys(given)))
  expect(kinds).toEqual(new Set(['given', 'config', 'alerts', 'minutes']))
  expect(ALL).toHaveLength(8)
})

test.each(ALL)('the example that ends in line $line', ({ given, computed }) => {
  expect(figuresOf(given)).toMatchObject(computed as object)
})

function figuresOf({ given, config, alerts, minutes }: Example['given']): object | null {
  if (minutes !== undefined) return spreadOf(JSON.parse(minutes))
  const { problems, facts, frontMatter, timeline, metrics } = parse(given ?? '', { slos: slosOf(config) })
  expect(problems).toEqual([])
  const window = alertWindowOf(facts)
  if (alerts === undefined || window === null) return metrics
  const evidence = (JSON.parse(alerts) as (Alert & { at: string })[]).map(asEvidence)
  return alertPrecision({ evidence, timeline, marks: alertMarksOf(frontMatter), window })
}

function slosOf(config: string | undefined): KnownSlos {
  const { config: settings, problems } = settle({
    repository: { name: 'postmortem.yml', text: config ?? '' },
    organization: null,
  })
  expect(problems).toEqual([])
  return settings.slos
}

const asEvidence = ({ at, name, state }: Alert & { at: string }): Evidence => ({
  at, end: null, kind: 'system', text: `${name} ${state}`, source: 'Alertmanager', link: null,
  origin: { file: 'alerts.json', line: 1 }, id: null, zoneStated: true, alert: { name, state },
}) // prettier-ignore
