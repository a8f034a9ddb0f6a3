import { describe, expect, it } from 'vitest'
import { plan } from '../../src/checking/plan.ts'
import type { CheckingState, DocumentState, Target } from '../../src/checking/state.ts'
import { DEFAULT_CONFIG, type Config } from '../../src/config/schema.ts'
import type { ConfigProblem } from '../../src/config/settings.ts'
import type { CheckRun } from '../../src/effects.ts'
import { checkHash } from '../../src/github/check-run.ts'
import { BLAMEFUL, CLEAN } from './documents.ts'

const NOW = new Date('2026-11-21T09:00:00Z')
const PATH = 'postmortems/12-checkout-errors.md'
const OPEN: Target = {
  reachable: true,
  issuesEnabled: true,
  archived: false,
  assignable: new Set(['ada', 'grace']),
}

const text = (content: string, untouched = false): DocumentState => ({
  path: PATH,
  kind: 'text',
  text: content,
  untouched,
})
const state = (documents: DocumentState[], change: Partial<CheckingState> = {}): CheckingState => ({
  repository: 'acme/shop',
  headSha: 'c0ffee',
  documents,
  standing: null,
  targets: new Map([['acme/shop', OPEN]]),
  ...change,
})
function check(
  looked: CheckingState,
  { config = DEFAULT_CONFIG, problems = [] as ConfigProblem[] } = {},
): CheckRun {
  const effects = plan(looked, { config, problems }, NOW)
  expect(effects).toHaveLength(1)
  const [effect] = effects
  if (effect?.do !== 'putCheckRun') throw new Error('expected a check run')
  return effect.check
}
const withRules = (rules: Config['rules']): { config: Config } => ({ config: { ...DEFAULT_CONFIG, rules } })
const found = (run: CheckRun) => run.annotations.map(({ title, startLine }) => `${title}:${startLine}`)

describe('the verdict', () => {
  it('on a document that has all it needs', () => {
    const run = check(state([text(CLEAN)]))
    expect(run).toMatchObject({
      name: 'Postmortem',
      headSha: 'c0ffee',
      conclusion: 'success',
      title: 'Ready to share',
      annotations: [],
    })
    expect(run.summary).toMatch(/Thank you/)
  })

  it('on what the team’s own patterns find, too', () => {
    const patterns = [
      {
        id: 'house/checkout',
        pattern: 'checkout',
        message: 'Say “payments”.',
        level: 'error',
        flags: 'i',
      } as const,
    ]
    const run = check(state([text(CLEAN)]), { config: { ...DEFAULT_CONFIG, patterns: [...patterns] } })
    expect(run.conclusion).toBe('failure')
    expect(run.annotations[0]).toMatchObject({
      title: 'house/checkout',
      level: 'failure',
      message: expect.stringContaining('Source: `patterns` in your team’s configuration') as string,
    })
  })

  it('on a blameful one: failure, each finding on its line with reason and source', () => {
    const run = check(state([text(BLAMEFUL)]))
    expect(run.conclusion).toBe('failure')
    expect(found(run)).toEqual(
      expect.arrayContaining([
        'blame/omission:38',
        'blame/counterfactual:38',
        'actions/one-dri:59',
        'actions/due-date:59',
      ]),
    )
    const omission = run.annotations.find(({ title }) => title === 'blame/omission')
    expect(omission).toMatchObject({
      path: PATH,
      level: 'failure',
      endLine: 38,
      message: expect.stringMatching(/Why: [\s\S]*Source: /),
    })
    expect(omission?.startColumn).toBeGreaterThan(0)
    expect(run.summary).toMatch(/\| 38 \| error \|/)
  })

  it('on a draft that nobody has touched: it waits', () => {
    const run = check(state([text('# Draft\n\n_Write: everything_\n', true)]))
    expect(run).toMatchObject({ conclusion: 'neutral', title: 'The draft waits for its author' })
    expect(run.annotations.length).toBeGreaterThan(0)
  })

  it('goes by the levels that the team has set', () => {
    const run = check(
      state([text(BLAMEFUL)]),
      withRules({ 'blame/omission': 'note', 'blame/counterfactual': 'off' }),
    )
    expect(run.annotations.find(({ title }) => title === 'blame/omission')?.level).toBe('notice')
    expect(found(run).some((each) => each.startsWith('blame/counterfactual'))).toBe(false)
  })

  it('is not given again while it stands', () => {
    const looked = state([text(BLAMEFUL)])
    const standing = checkHash(check(looked))
    expect(plan({ ...looked, standing }, { config: DEFAULT_CONFIG, problems: [] }, NOW)).toEqual([])
    expect(check({ ...looked, documents: [text(CLEAN)], standing }).conclusion).toBe('success')
  })
})

describe('who is to do it', () => {
  it('cannot be assigned: said before the merge', () => {
    const targets = new Map([['acme/shop', { ...OPEN, assignable: new Set(['grace']) }]])
    const run = check(state([text(CLEAN)], { targets }))
    expect(found(run)).toEqual(['actions/assignable:60'])
    expect(run).toMatchObject({
      conclusion: 'failure',
      annotations: [{ message: expect.stringMatching(/@ada cannot be assigned in acme\/shop/) }],
    })
  })

  it('is named without a login', () => {
    const run = check(state([text(CLEAN.replace('@ada', 'Ada Lovelace'))]))
    expect(run.annotations[0]?.message).toMatch(/“Ada Lovelace” is not a GitHub login/)
  })

  it.each([
    [{ ...OPEN, reachable: false }, /install the app there/],
    [{ ...OPEN, issuesEnabled: false }, /issues switched off/],
    [{ ...OPEN, archived: true }, /archived/],
  ])('in a repository that takes no issues %#', (target, words) => {
    const run = check(state([text(CLEAN)], { targets: new Map([['acme/shop', target]]) }))
    expect(run.annotations.map(({ title }) => title)).toEqual(['actions/repository', 'actions/repository'])
    expect(run.annotations[0]?.message).toMatch(words)
  })

  it('weighs what the team says it weighs', () => {
    const targets = new Map([['acme/shop', { ...OPEN, assignable: new Set<string>() }]])
    expect(
      check(state([text(CLEAN)], { targets }), withRules({ 'actions/assignable': 'off' })).conclusion,
    ).toBe('success')
    expect(
      check(state([text(CLEAN)], { targets }), withRules({ 'actions/assignable': 'warning' })).conclusion,
    ).toBe('success')
  })
})

describe('bad input', () => {
  it.each([
    ['binary', /not text/],
    ['too-large', /larger than 512 KB/],
    ['empty', /is empty: .*earlier version/],
    ['one-of-many', /pull request of its own/],
  ] as const)('a file that is %s', (kind, words) => {
    const run = check(state([{ path: PATH, kind }]))
    expect(run).toMatchObject({
      conclusion: 'failure',
      annotations: [{ path: PATH, startLine: 1, level: 'failure' }],
    })
    expect(run.annotations[0]?.message).toMatch(words)
  })

  it('a wrong config: told above all, and neutral at best', () => {
    const problems = [{ file: 'acme/shop/.github/postmortem.yml', line: 2, reason: 'no', fix: 'Use yes.' }]
    expect(check(state([text(CLEAN)]), { problems })).toMatchObject({
      conclusion: 'neutral',
      title: 'The configuration needs mending',
      summary: expect.stringMatching(/postmortem\.yml` line 2 \| no \| Use yes\./),
    })
    expect(check(state([text(BLAMEFUL)]), { problems }).conclusion).toBe('failure')
  })

  it('a front matter that is broken: on its line, and the rest is still checked', () => {
    const run = check(state([text(BLAMEFUL.replace('severity: sev2', 'severity: [sev2'))]))
    expect(found(run)).toEqual(expect.arrayContaining(['blame/omission:38']))
    expect(
      run.annotations.some(({ title, startLine }) => title === 'facts/front-matter' && startLine < 15),
    ).toBe(true)
  })

  it('a document with a thousand findings: two hundred on their lines, the rest counted', () => {
    const run = check(
      state([text(`${CLEAN}\n## Background\n\n${'The engineer forgot to test.\n\n'.repeat(1_000)}`)]),
    )
    expect(run.annotations).toHaveLength(200)
    expect(run.summary).toMatch(/and \d+ more/)
    expect(run.summary.length).toBeLessThan(65_536)
  })

  it('a document with a thousand waivers: the summary stays whole', () => {
    const waived =
      '<!-- debrief-ignore blame/omission: quoted from the chat -->\nThe engineer forgot to test.\n\n'
    const { summary } = check(state([text(`${CLEAN}\n## Background\n\n${waived.repeat(1_000)}`)]))
    expect(summary).toMatch(
      /1000 findings were waived[\s\S]*and 950 more[\s\S]*<\/details>[\s\S]*Conditions, not culprits/,
    )
    expect(summary.length).toBeLessThan(65_000)
  })

  it('words that would ping or hide stay harmless in the summary', () => {
    const run = check(state([text(CLEAN.replace('@ada |', '@acme/all <!-- x --> |'))]))
    expect(run.summary).not.toMatch(/@acme|<!-- x/)
  })
})
