import { describe, expect, it } from 'vitest'
import { DEFAULT_LINTED } from '../../src/config/defaults.ts'
import { lintOptionsOf } from '../../src/config/linting.ts'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import { settle } from '../../src/config/settings.ts'

const file = (text: string, name = 'acme/shop/.github/postmortem.yml') => ({ name, text })
const repository = (text: string) => settle({ repository: file(text), organization: null })

describe('where settings come from', () => {
  it('are the defaults where no file says otherwise', () => {
    expect(settle({ repository: null, organization: null })).toEqual({ config: DEFAULT_CONFIG, problems: [] })
    expect(repository('# nothing set yet\n')).toEqual({ config: DEFAULT_CONFIG, problems: [] })
  })

  it('the command lints by the same defaults as the app, though it does not load the schema for them', () => {
    expect(lintOptionsOf(DEFAULT_LINTED)).toEqual(lintOptionsOf(DEFAULT_CONFIG))
  })

  it('the repository’s go over the organisation’s, key by key; lists and severities as a whole', () => {
    const { config } = settle({
      organization: file(
        'digest: {day: friday, hour: 7}\nincident: {labels: [outage, incident]}\nrules: {blame/person: note}',
      ),
      repository: file('digest: {hour: 8}\nincident: {labels: [fire]}\nrules: {blame/omission: "off"}'),
    })
    expect(config.digest).toMatchObject({ day: 'friday', hour: 8, zone: 'UTC' })
    expect(config.incident.labels).toEqual(['fire'])
    expect(config.rules).toEqual({ 'blame/person': 'note', 'blame/omission': 'off' })
  })

  it('a set of severities replaces the default four', () => {
    expect(repository('severities:\n  major: {label: "P: major"}\n').config.severities).toEqual({
      major: { label: 'P: major', reviewWithinHours: 72, actionsWithinDays: 60 },
    })
  })
})

describe('service level objectives', () => {
  it('are kept as written', () => {
    const { config, problems } = repository(
      'slos:\n  checkout: {objective: 99.9%, window: 30d, service: shop, remaining: -5%, remainingOn: 2026-11-01}\n',
    )
    expect(problems).toEqual([])
    expect(config.slos).toEqual({
      checkout: {
        objective: '99.9%',
        window: '30d',
        service: 'shop',
        remaining: '-5%',
        remainingOn: '2026-11-01',
      },
    })
  })

  it.each([
    ['objective: 100%', 'more than none and less than all', '99.9%'],
    ['objective: 99.9', 'more than none and less than all', '0.999'],
    ['window: 1 month', 'a length in days', 'how many days'],
    ['remaining: 120%', 'a share of the budget', '62%'],
    ['remainingOn: soon', 'a date', 'get the default'],
    ['goal: 99%', 'is not a setting', 'Remove it'],
  ])('%s is told with a way out', (words, reason, fix) => {
    const [key = ''] = words.split(':')
    const whole = ['objective: 99.9%', 'window: 30d'].filter((each) => !each.startsWith(`${key}:`))
    const { problems } = repository(`slos:\n  checkout:\n    ${[...whole, words].join('\n    ')}\n`)
    expect(problems).toMatchObject([
      { line: 3 + whole.length, reason: expect.stringContaining(reason), fix: expect.stringContaining(fix) },
    ])
  })
})

describe('patterns of a team', () => {
  const one = (more: string) =>
    `patterns:\n  - id: house/primary\n    pattern: '\\bmaster\\b'\n    message: Say primary.\n${more}`

  it('are warnings unless they say otherwise', () => {
    expect(repository(one('')).config.patterns).toEqual([
      { id: 'house/primary', pattern: String.raw`\bmaster\b`, message: 'Say primary.', level: 'warning' },
    ])
  })

  it('can be given another level where they are, and where they are inherited', () => {
    expect(repository(`${one('')}rules: {house/primary: note}`).problems).toEqual([])
    const { config, problems } = settle({
      organization: file(one('')),
      repository: file('rules: {house/primary: "off"}'),
    })
    expect(problems).toEqual([])
    expect(config.rules).toEqual({ 'house/primary': 'off' })
    expect(config.patterns).toHaveLength(1)
  })

  it.each([
    [
      one("  - id: house/b\n    pattern: '(?=a)'\n    message: m\n"),
      6,
      /patterns\.1\.pattern.*cannot be read/,
      /RE2/,
    ],
    [one("  - id: house/b\n    pattern: 'x*'\n    message: m\n"), 6, /nothing stands/, /`\+`/],
    [one('    suggestion: master copy\n'), 3, /its own suggestion/, /narrower/],
    [one('  - id: house/primary\n    pattern: b\n    message: m\n'), 5, /there twice/, /id of its own/],
    [one('').replace('house/primary', 'blame/primary'), 2, /family of your own/, /default/],
    [one('').replace('house/primary', 'Primary'), 2, /`house\/primary`/, /default/],
    [one('').replace(/message.*/, `message: ''`), 4, /message/, /1 character/],
    [
      one('').replace(/\n.*message.*/, ''),
      2,
      /patterns\.0\.message` is missing$/,
      /^Add a line `message: …`, with text\.$/,
    ],
    [one('    level: loud\n'), 5, /level/, /`note`/],
    [one('    flags: g\n'), 5, /flags/, /`i`/],
    [one('    sections: [intro]\n'), 5, /sections/, /`timeline`/],
    [one('    pattren: b\n'), 5, /`patterns\.0\.pattren` is not a setting/, /spelling/],
    [one('').replace(/'.bmaster.b'/, 'a'.repeat(501)), 3, /pattern/, /500 characters or fewer/],
    [
      one('').replace(/'.bmaster.b'/, `'(?:[a-z]{0,30}){0,30}[a-z]{1,900}'`),
      3,
      /too much work/,
      /Repeat less/,
    ],
    [`patterns:\n${one('').slice(10).repeat(101)}`, 1, /patterns/, /100 entries or fewer/],
    [
      `${one('')}rules: {hose/primary: note}\n`,
      5,
      /`rules\.hose\/primary` is not a rule/,
      /ids of your `patterns`/,
    ],
  ])('%j is told with line, reason and fix', (text, line, reason, fix) => {
    const { config, problems } = repository(text)
    expect(config).toEqual(DEFAULT_CONFIG)
    expect(problems).toMatchObject([
      { line, reason: expect.stringMatching(reason), fix: expect.stringMatching(fix) },
    ])
  })
})

describe('a wrong file', () => {
  it.each([
    ['digest:\n  hour: 25\n', 2, /digest\.hour/, /23 or less/],
    [`actions:\n  label: ${'x'.repeat(51)}\n`, 2, /actions\.label/, /^Use 50 characters or fewer\.$/],
    ['digest:\n  title: ""\n', 2, /digest\.title/, /^Use 1 character or more\.$/],
    ['incident:\n  labels: []\n', 2, /incident\.labels/, /^Use 1 entry or more\.$/],
    ['\n\ndigest:\n  day: mon\n', 4, /digest\.day/, /`monday`/],
    ['digest:\n  zone: Mars/Base\n', 2, /IANA time zone/, /default/],
    [
      'incident:\n  labels: outage\n',
      2,
      /incident\.labels` is not a list/,
      /^Write a list, as `\[one, two\]`\.$/,
    ],
    ['incident:\n  labels: [a, 3]\n', 2, /incident\.labels\.1` is not text/, /^Write text\.$/],
    ['postmortem:\n  folder: ../secrets\n', 2, /inside the repository/, /default/],
    ['actions:\n  maximum: many\n', 2, /^`actions\.maximum` is not a number$/, /^Write a number\.$/],
    [
      'rules:\n  - blame/person\n',
      1,
      /`rules` is not names/,
      /^Write names with their values, as `name: value`/,
    ],
    ['actions:\n  maximun: 4\n', 2, /`actions\.maximun` is not a setting/, /^Did you mean `maximum`\?$/],
    ['rulez:\n  blame/person: note\n', 1, /`rulez` is not a setting/, /^Did you mean `rules`\?$/],
    ['rules:\n  blame/judgment: note\n', 2, /not a rule/, /^Did you mean `blame\/judgement`\?$/],
    ['rules:\n  blame: off\n', 2, /not a rule/, /rule by rule.*`blame\/person`.*`blame\/human-error`\.$/],
    ['rules:\n  "review/*": off\n', 2, /not a rule/, /rule by rule.*`review\/thanks`/],
    ['digest:\n  when: monday\n', 2, /`digest\.when` is not a setting/, /spelling/],
    ['rules:\n  blame/person: loud\n', 2, /not allowed/, /`off`/],
    [
      'rules:\n  blame/person: note\n  blame/nobody: off\n',
      3,
      /`rules\.blame\/nobody` is not a rule/,
      /spelling/,
    ],
    ['severities:\n  "a b": {label: x}\n', 2, /severities\.a b.*letters/, /default/],
    ['- a list\n', 1, /the file is not names/, /`name: value`/],
    ['digest: [1\nx: 2\n', 2, /not valid YAML/, /editor/],
    ['a: &x {b: 1}\nc: *x\n', 2, /alias/, /editor/],
    ['\0', 1, /not valid YAML/, /editor/],
  ])('%j is told with line, reason and fix, and left out', (text, line, reason, fix) => {
    const { config, problems } = repository(text)
    expect(config).toEqual(DEFAULT_CONFIG)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      file: 'acme/shop/.github/postmortem.yml',
      line,
      reason: expect.stringMatching(reason),
      fix: expect.stringMatching(fix),
    })
  })

  it('of the organisation does not take the repository’s down with it', () => {
    const { config, problems } = settle({
      organization: file('digest: {hour: noon}', 'acme/.github/.github/postmortem.yml'),
      repository: file('digest: {hour: 8}'),
    })
    expect(config.digest.hour).toBe(8)
    expect(problems.map((problem) => problem.file)).toEqual(['acme/.github/.github/postmortem.yml'])
  })

  it('that is hostile costs little', () => {
    expect(repository(`${'a: '.repeat(20_000)}1`).problems).toHaveLength(1)
    expect(repository('['.repeat(10_000)).problems).toHaveLength(1)
    expect(repository(`x: ${'y'.repeat(70_000)}`).problems[0]?.reason).toMatch(/longer than 64 KB/)
  })

  it('cannot reach into the prototype', () => {
    const { config } = repository('__proto__: {polluted: true}\nconstructor: {a: 1}\n')
    expect(config).toEqual(DEFAULT_CONFIG)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
