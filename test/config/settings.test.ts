import { describe, expect, it } from 'vitest'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import { settle } from '../../src/config/settings.ts'

const file = (text: string, name = 'acme/shop/.github/postmortem.yml') => ({ name, text })
const repository = (text: string) => settle({ repository: file(text), organization: null })

describe('where settings come from', () => {
  it('are the defaults where no file says otherwise', () => {
    expect(settle({ repository: null, organization: null })).toEqual({ config: DEFAULT_CONFIG, problems: [] })
    expect(repository('# nothing set yet\n')).toEqual({ config: DEFAULT_CONFIG, problems: [] })
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

describe('a wrong file', () => {
  it.each([
    ['digest:\n  hour: 25\n', 2, /digest\.hour/, /23 or less/],
    [`actions:\n  label: ${'x'.repeat(51)}\n`, 2, /actions\.label/, /^Use 50 characters or fewer\.$/],
    ['digest:\n  title: ""\n', 2, /digest\.title/, /^Use 1 character or more\.$/],
    ['incident:\n  labels: []\n', 2, /incident\.labels/, /^Use 1 entry or more\.$/],
    ['\n\ndigest:\n  day: mon\n', 4, /digest\.day/, /`monday`/],
    ['digest:\n  zone: Mars/Base\n', 2, /IANA time zone/, /default/],
    ['incident:\n  labels: outage\n', 2, /incident\.labels/, /array/],
    ['incident:\n  labels: [a, 3]\n', 2, /incident\.labels\.1/, /string/],
    ['postmortem:\n  folder: ../secrets\n', 2, /inside the repository/, /default/],
    ['digest:\n  when: monday\n', 2, /`digest\.when` is not a setting/, /spelling/],
    ['rules:\n  blame/person: loud\n', 2, /not allowed/, /`off`/],
    [
      'rules:\n  blame/person: note\n  blame/nobody: off\n',
      3,
      /`rules\.blame\/nobody` is not a rule/,
      /spelling/,
    ],
    ['severities:\n  "a b": {label: x}\n', 2, /severities\.a b.*letters/, /default/],
    ['- a list\n', 1, /the file/, /object/],
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
