import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { inspect } from '../../src/inspect.ts'
import { lint } from '../../src/lint/engine.ts'
import { documentOf, NOTHING_TOLD } from '../../src/incident/document-of.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { PRACTICES, practiceNamed, type PracticeName } from '../../src/postmortem/practice.ts'

const document = (practice: string | null, body: string): string =>
  `${practice === null ? '' : `---\npractice: ${practice}\n---\n\n`}# Night trains in the app\n\n${body}\n`
const kindsIn = (practice: string | null, titles: readonly string[]) =>
  parse(document(practice, titles.map((title) => `## ${title}\n\nWords.`).join('\n\n')))
    .sections.slice(1)
    .map(({ kind }) => kind)

describe('what a document says that it is', () => {
  it('is a postmortem where it says nothing', () => {
    expect(parse('# Outage\n').practice.name).toBe('postmortem')
    expect(parse('---\npractice:\n---\n\n# Outage\n').practice.name).toBe('postmortem')
  })

  it.each([
    ['premortem', 'premortem'],
    ['Pre-Mortem', 'premortem'],
    ['retro', 'retrospective'],
    ['Sprint retrospective', 'retrospective'],
    ['root_cause_analysis', 'root-cause-analysis'],
    ['RCA', 'root-cause-analysis'],
    ['incident review', 'postmortem'],
  ])('%s means %s', (said, meant) => {
    expect(inspect(parse(document(said, ''))).practice).toBe(meant)
  })

  it.each(['sermon', '[premortem]', '7', 'premortem for the night trains'])(
    '%s is told on its line, with those that are known, and read as a postmortem',
    (said) => {
      const { practice, problems } = parse(document(said, ''))
      expect(practice.name).toBe('postmortem')
      expect(problems).toMatchObject([{ code: 'practice', range: { line: 2 } }])
      for (const name of PRACTICES) expect(problems[0]?.fix).toContain(`\`${name}\``)
    },
  )
})

describe('the sections', () => {
  it('of a premortem', () => {
    expect(
      kindsIn('premortem', [
        'The launch',
        'It has failed: why?',
        'Risks',
        'Early warning signs',
        'Mitigations',
        'Not now',
      ]),
    ).toEqual(['summary', 'failure', 'risks', 'signs', 'actions', 'notNow'])
  })

  it('of a retrospective', () => {
    expect(
      kindsIn('retrospective', [
        'Review of last sprint’s actions',
        'What went well',
        'What to improve',
        'What could be better?',
        'What puzzled us',
        'Actions',
        'Kudos',
      ]),
    ).toEqual(['lastActions', 'wentWell', 'toImprove', 'toImprove', 'puzzles', 'actions', 'thanks'])
    expect(kindsIn('retrospective', ['Keep', 'Stop', 'Action items from last sprint'])).toEqual([
      'wentWell',
      'toImprove',
      'lastActions',
    ])
  })

  it('of a root-cause analysis', () => {
    expect(
      kindsIn('rca', [
        'Problem statement',
        'Evidence',
        'Timeline',
        'Contributing factors',
        '5 Whys',
        'Verification of causes',
        'Corrective and preventive actions',
        'Verification of effectiveness',
      ]),
    ).toEqual([
      'problem',
      'evidence',
      'timeline',
      'factors',
      'whys',
      'verification',
      'actions',
      'effectiveness',
    ])
  })

  it('of a postmortem are what they were, whatever the others call theirs', () => {
    expect(
      kindsIn(null, [
        'Risks',
        'Early signs',
        'It has failed',
        'What went well',
        'Problem',
        'Verification',
        'Keep',
      ]),
    ).toEqual(['other', 'other', 'other', 'lessons', 'narrative', 'other', 'other'])
  })

  it('that are missing are those of its practice', () => {
    for (const name of PRACTICES)
      expect(parse(document(name, '')).missingSections).toEqual(practiceNamed(name).required)
    const retro = '## What went well\n\nReviews came back on the same day.'
    expect(parse(document('retro', retro)).missingSections).toEqual([
      'lastActions',
      'toImprove',
      'actions',
      'thanks',
    ])
  })
})

describe('the title', () => {
  it.each([
    ['rca', 'Root-cause analysis: Belt 4', 'Belt 4'],
    ['retro', 'Retrospective: Sprint 31', 'Sprint 31'],
    ['retro', 'Sprint retro: what went well', 'what went well'],
    ['premortem', 'Pre-mortem: Risks of the move', 'Risks of the move'],
  ])('of a %s is %s, and no section', (practice, heading, title) => {
    const { facts, sections } = parse(
      `---\npractice: ${practice}\n---\n\n# ${heading}\n\n## Actions\n\n- A1: Add a test - @ada\n`,
    )
    expect(facts.title).toBe(title)
    expect(sections.map(({ kind }) => kind)).toEqual(['other', 'actions'])
  })
})

it('a sprint’s end is what its relative dates count from', () => {
  const text =
    '---\npractice: retro\nsprint_end: 2026-11-20\n---\n\n# Sprint 31\n\n## Actions\n\n- A1: Add a test ticket script - @ada - in two weeks\n'
  expect(parse(text).actions[0]?.due).toBe('2026-12-04')
})

describe('what happened in no incident', () => {
  const body =
    '## Timeline\n\n- 2026-11-02 14:03 UTC The pier was back\n- 2026-11-02 14:20 UTC Tickets are sold again\n\n## What went well\n\n- 14:03 The pier was back\n- Severity: sev1\n\nIt was resolved at 15:00.'

  it.each(['premortem', 'retrospective'])(
    'has no timeline, no severity and no moments in a %s',
    (practice) => {
      const text = document(practice, body).replace('\n---\n', '\nstarted: 2026-11-02T08:00:00Z\n---\n')
      const { facts, timeline, problems, metrics } = parse(text)
      expect(facts).toMatchObject({
        title: 'Night trains in the app',
        severity: null,
        startedAt: null,
        resolvedAt: null,
      })
      expect(timeline).toEqual([])
      expect(metrics.timeToResolveMin).toBeNull()
      expect(problems).toEqual([])
    },
  )

  it('is no action again where a retrospective looks at the last ones', () => {
    const { actions } = parse(
      document(
        'retro',
        '## Last sprint’s actions\n\n- [ ] A1: Run the slow tests at night - @ada - 2026-11-06\n\n## Actions\n\n- A1: Write the release page - @omar - 2026-12-01',
      ),
    )
    expect(actions.map(({ text }) => text)).toEqual(['Write the release page'])
  })
})

describe('the risks of a premortem', () => {
  const risksIn = (body: string) =>
    inspect(parse(document('premortem', `## Risks\n\n${body}`))).risks.map(
      ({ id, text, likelihood, impact, owner }) => ({ id, text, likelihood, impact, owner }),
    )

  it('are the rows of a table', () => {
    expect(
      risksIn(
        '| Risk | Likelihood | Impact | Owner |\n|--|--|--|--|\n| Berths are sold twice | high | 5 | @mira |\n| R7: The desk is blind | | _Write: high_ | @TBD |',
      ),
    ).toEqual([
      { id: 'R1', text: 'Berths are sold twice', likelihood: 'high', impact: '5', owner: '@mira' },
      { id: 'R7', text: 'The desk is blind', likelihood: null, impact: null, owner: null },
    ])
  })

  it('or bullets, with what is said of them behind or below', () => {
    expect(
      risksIn(
        '- **R2** The impact of a cold cache is not known (likelihood high, impact: low; owner: Mira)\n- The desk is blind\n  - Probability: medium\n  - Impact: high\n- _Write: a risk_',
      ),
    ).toEqual([
      {
        id: 'R2',
        text: 'The impact of a cold cache is not known',
        likelihood: 'high',
        impact: 'low',
        owner: 'Mira',
      },
      { id: 'R1', text: 'The desk is blind', likelihood: 'medium', impact: 'high', owner: null },
    ])
  })

  it('are what its actions answer', () => {
    const text = document(
      'premortem',
      '## Risks\n\n- R1: Berths are sold twice\n- R2: The desk is blind\n\n## Actions\n\n| ID | Action | DRI | Due | Risk |\n|--|--|--|--|--|\n| A1 | Lock the berth | @mira | 2026-12-04 | R1 |',
    )
    const { factors, actions } = parse(text)
    expect(factors.map(({ id }) => id)).toEqual(['R1', 'R2'])
    expect(actions[0]?.factor).toBe('R1')
    const told = lint(text).findings.filter(({ rule }) => rule === 'actions/unanswered-factor')
    expect(told).toMatchObject([{ message: expect.stringMatching(/^R2 has no action/) }])
  })

  it('are none in a postmortem, where a bucket may be called R2', () => {
    const { risks, factors } = parse(document(null, '## Risks\n\n- R1: Berths are sold twice'))
    expect([...risks, ...factors]).toEqual([])
  })

  test('whatever stands there: the parser keeps its promises', () => {
    const word = fc.constantFrom(
      'R1',
      'risk',
      'likelihood:',
      'impact',
      '@ada',
      '|',
      '(',
      '- ',
      '\n',
      '\n\n',
      '  - ',
      ',',
      '**',
      '## ',
      'high',
      '|--|--|\n',
      ' ',
    )
    const practice = fc.constantFrom<PracticeName>(...PRACTICES)
    fc.assert(
      fc.property(
        practice,
        fc.array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 80 }),
        (name, words) => {
          const text = document(name, `## Risks\n\n${words.join('')}`)
          const { risks, sections, factors } = parse(text)
          for (const { range, text: said } of risks) {
            expect(range.start).toBeLessThanOrEqual(range.end)
            expect(range.end).toBeLessThanOrEqual(text.length)
            expect(said.trim()).not.toBe('')
          }
          expect(name === 'premortem' || risks.length === 0).toBe(true)
          expect(factors.length).toBeGreaterThanOrEqual(risks.length)
          for (const { body } of sections) expect(body.start).toBeLessThanOrEqual(body.end)
        },
      ),
    )
  })

  test('a hundred thousand brackets and fields take no time to speak of', () => {
    const started = performance.now()
    risksIn(`- R1: ${'likelihood: ('.repeat(20_000)}\n- ${'impact '.repeat(20_000)}`)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('a fresh template', () => {
  it.each(PRACTICES)(
    'of a %s is told its placeholders and what only its author can know, and nothing else',
    (name) => {
      const text = documentOf(name, { ...NOTHING_TOLD, title: 'Night trains', heading: 'Night trains' })
      const { findings, postmortem } = lint(text)
      const rules = new Set(findings.map(({ rule }) => rule))
      const lacking = /^facts\/(?:placeholder|severity|dates|impacted-users|business-effect)$/
      expect([...rules].filter((rule) => !lacking.test(rule))).toEqual([])
      expect(rules.has('facts/placeholder')).toBe(true)
      expect(postmortem.practice.name).toBe(name)
      expect(postmortem.missingSections).toEqual(practiceNamed(name).required)
      expect([...postmortem.actions, ...postmortem.factors, ...postmortem.timeline]).toEqual([])
    },
  )
})
