import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { configSchema, DEFAULT_CONFIG } from '../../src/config/schema.ts'
import type { Settings } from '../../src/config/settings.ts'
import type { Effect } from '../../src/effects.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'
import { hashOf, marker } from '../../src/github/marker.ts'
import { isDocumentOf } from '../../src/incident/draft.ts'
import { plan } from '../../src/opening/plan.ts'
import type { PostmortemState } from '../../src/incident/state.ts'

const NOW = new Date('2026-11-20T15:00:00Z')
const SETTINGS: Settings = { config: DEFAULT_CONFIG, problems: [] }

const INCIDENT: PostmortemState['incident'] = {
  number: 12,
  title: 'Checkout errors after failover',
  body: '### Severity\n\nsev2\n\n### What is happening?\n\nOne in ten orders fails.\n',
  url: 'https://github.com/acme/shop/issues/12',
  createdAt: '2026-11-20T14:20:00Z',
  closedAt: null,
  author: 'ada',
  assignees: ['grace'],
  labels: ['incident', 'sev1'],
}
const said = (what: Partial<Evidence>): Evidence => ({
  at: '2026-11-20T14:20:00.000Z',
  end: null,
  kind: 'human',
  text: 'Said',
  source: 'ada',
  link: null,
  origin: { file: 'GitHub', line: 0 },
  id: null,
  zoneStated: true,
  alert: null,
  ...what,
})
const FRESH: PostmortemState = {
  repository: {
    owner: 'acme',
    repo: 'shop',
    url: 'https://github.com/acme/shop',
    archived: false,
    defaultBranch: { name: 'trunk', sha: 'c0ffee' },
  },
  incident: INCIDENT,
  events: [said({ text: 'Incident declared', source: 'ada', link: INCIDENT.url })],
  branch: 'postmortem/12',
  branchSha: null,
  documentOnBranch: null,
  documentOnDefault: null,
  earlier: [],
  pull: null,
  comments: [],
  said: [],
  evidence: { onBranch: null, onDefault: null },
}
const PULL = {
  number: 13,
  url: 'https://github.com/acme/shop/pull/13',
  state: 'open',
  labels: ['postmortem'],
  byApp: true,
  body: 'The postmortem.',
  marker: null,
} as const

const kinds = (effects: readonly Effect[]) => effects.map((effect) => effect.do)
const planned = (change: Partial<PostmortemState>, settings = SETTINGS) =>
  plan({ ...FRESH, ...change }, settings, NOW)
const incident = (change: Partial<PostmortemState['incident']>) => ({ incident: { ...INCIDENT, ...change } })
/** The comment that the app would write, as if it stood there already. */
const commented = (change: Partial<PostmortemState>) => {
  const said = planned({ pull: PULL, ...change }).find((effect) => effect.do === 'comment')
  return [{ id: 7, body: said?.body ?? '' }]
}

describe('an incident without a postmortem', () => {
  it('gets branch, document, draft pull request with label and people, and word of it', () => {
    const effects = planned({})
    expect(kinds(effects)).toEqual(['createBranch', 'commitFile', 'openPull', 'updateIssue', 'comment'])
    const [branch, file, pull, dressed, comment] = effects
    expect(branch).toEqual({ do: 'createBranch', branch: 'postmortem/12', fromSha: 'c0ffee' })
    expect(file).toMatchObject({
      branch: 'postmortem/12',
      path: 'postmortems/12-checkout-errors-after-failover.md',
      replaces: null,
    })
    expect(pull).toMatchObject({
      head: 'postmortem/12',
      base: 'trunk',
      title: 'Postmortem: Checkout errors after failover',
      draft: true,
    })
    expect(pull).toMatchObject({ body: expect.stringMatching(/#12[\s\S]*debrief:pull \{"incident":12/) })
    expect(dressed).toEqual({
      do: 'updateIssue',
      number: { ref: 'pull' },
      set: { labels: ['postmortem'], assignees: ['grace'] },
    })
    expect(comment).toMatchObject({
      number: 12,
      body: expect.stringMatching(/72 hours after the incident is resolved/),
    })
  })

  it('is drafted from what the incident tells', () => {
    const [, file] = planned(incident({ closedAt: '2026-11-20T16:00:00Z' }))
    expect(file).toMatchObject({
      content: expect.stringMatching(
        /incident: 12\ntitle: Checkout errors after failover\nseverity: sev1\n[\s\S]*resolved: '2026-11-20T16:00:00Z'/,
      ),
    })
    expect(file).toMatchObject({ content: expect.stringContaining('> One in ten orders fails.') })
    expect(file).toMatchObject({
      content: expect.stringContaining(
        `| 2026-11-20 14:20 | Incident declared | [\`ada\`](${INCIDENT.url}) |`,
      ),
    })
  })

  it('says when the review is due once it is resolved, by its severity', () => {
    const closedAt = '2026-11-20T16:00:00Z'
    const said = (labels: string[]) => planned(incident({ closedAt, labels })).at(-1)
    expect(said(['incident', 'sev1'])).toMatchObject({
      body: expect.stringContaining('2026-11-23 16:00 UTC'),
    })
    expect(said(['incident', 'sev3'])).toMatchObject({
      body: expect.stringContaining('2026-11-25 16:00 UTC'),
    })
  })

  it('goes by the worst of two severities, and says so', () => {
    const effects = planned(incident({ labels: ['sev3', 'incident', 'SEV1'] }))
    expect(effects[1]).toMatchObject({ content: expect.stringContaining('severity: sev1') })
    expect(effects.at(-1)).toMatchObject({ body: expect.stringMatching(/\(sev1, sev3\).*\*\*sev1\*\*/) })
  })

  it('takes the severity from the form where no label names one', () => {
    expect(planned(incident({ labels: ['incident'] }))[1]).toMatchObject({
      content: expect.stringContaining('severity: sev2'),
    })
  })

  it('makes what people wrote inert', () => {
    const [, file, pull] = planned(
      incident({ title: '@acme/all fixes #3 <!-- debrief:pull {} -->', body: '- [x] done\n---\n# no' }),
    )
    const content = file?.do === 'commitFile' ? file.content : ''
    expect(content).not.toMatch(/@acme|fixes #3|<!-- debrief:pull|^- \[x\]/m)
    expect(pull).toMatchObject({ title: expect.not.stringMatching(/@acme|fixes #3/) })
  })

  it('gets a name without words, where the title has none that a path can hold', () => {
    expect(planned(incident({ title: 'שלום 🚒' }))[1]).toMatchObject({ path: 'postmortems/12.md' })
  })
})

describe('what is there already is kept', () => {
  it('a branch, of a try that was cut short', () => {
    expect(kinds(planned({ branchSha: 'beef' }))).toEqual([
      'commitFile',
      'openPull',
      'updateIssue',
      'comment',
    ])
  })
  it('a document on that branch', () => {
    expect(kinds(planned({ branchSha: 'beef', documentOnBranch: { name: '12-x.md', oid: 'f00' } }))).toEqual([
      'openPull',
      'updateIssue',
      'comment',
    ])
  })
  it('a document on the default branch: it is linked, no pull request is opened', () => {
    const effects = planned({ documentOnDefault: { name: '12-by hand.md', oid: 'f00' } })
    expect(effects).toHaveLength(1)
    expect(effects[0]).toMatchObject({
      do: 'comment',
      body: expect.stringContaining('/blob/trunk/postmortems/12-by%20hand.md'),
    })
  })
  it('a pull request that nobody was told of', () => {
    expect(planned({ pull: PULL })).toMatchObject([{ do: 'comment', body: expect.stringContaining('#13') }])
  })
  it('a pull request that was not dressed', () => {
    const effects = planned({ pull: { ...PULL, labels: ['help'] } })
    expect(effects[0]).toEqual({
      do: 'updateIssue',
      number: 13,
      set: { labels: ['help', 'postmortem'], assignees: ['grace'] },
    })
  })
  it('a person’s own pull request from that branch is not dressed', () => {
    expect(kinds(planned({ pull: { ...PULL, byApp: false, labels: [] } }))).toEqual(['comment'])
  })
})

describe('looking again', () => {
  it('writes nothing when nothing changed', () => {
    expect(planned({ pull: PULL, comments: commented({}) })).toEqual([])
  })

  it('edits its comment when the incident is resolved, and only then', () => {
    const resolved = incident({ closedAt: '2026-11-20T16:00:00Z' })
    const effects = planned({ ...resolved, pull: PULL, comments: commented({}) })
    expect(effects).toMatchObject([
      { do: 'editComment', id: 7, body: expect.stringContaining('2026-11-23 16:00 UTC') },
    ])
    expect(planned({ ...resolved, pull: PULL, comments: commented(resolved) })).toEqual([])
  })

  it('says on the incident that the postmortem is merged, and no date any more', () => {
    const merged = {
      ...incident({ closedAt: '2026-11-20T16:00:00Z' }),
      pull: { ...PULL, state: 'merged' as const },
    }
    const [effect] = planned({ ...merged, comments: commented({}) })
    expect(effect).toMatchObject({ do: 'editComment', body: expect.stringContaining('merged: #13.') })
    expect(effect).not.toMatchObject({ body: expect.stringContaining('due for review') })
    expect(planned({ ...merged, comments: commented(merged) })).toEqual([])
  })

  it('does not bring back a pull request that somebody closed, nor say that it is being drafted', () => {
    expect(planned({ pull: { ...PULL, state: 'closed' }, comments: commented({}) })).toEqual([])
    expect(planned({ pull: { ...PULL, state: 'closed' } })).toEqual([])
  })

  it('does not set again the label that somebody took off later', () => {
    expect(planned({ pull: { ...PULL, labels: [] }, comments: commented({}) })).toEqual([])
  })
})

describe('no incident', () => {
  it('is left alone', () => {
    expect(planned(incident({ labels: ['bug', 'sev1'] }))).toEqual([])
  })

  it('any more: the open pull request stays, and that is said once', () => {
    const state = { ...incident({ labels: ['sev1'] }), pull: PULL }
    const effects = planned(state)
    expect(effects).toMatchObject([{ do: 'comment', number: 12, body: expect.stringContaining('#13') }])
    const comments = effects.map((effect) => ({ id: 1, body: 'body' in effect ? effect.body : '' }))
    expect(planned({ ...state, comments })).toEqual([])
    expect(planned({ ...state, pull: { ...PULL, state: 'merged' } })).toEqual([])
  })

  it('nor was it ever one: a person’s own pull request from such a branch is none of our business', () => {
    expect(planned({ ...incident({ labels: ['bug'] }), pull: { ...PULL, byApp: false } })).toEqual([])
  })
})

describe('the document of an incident', () => {
  it.each(['12.md', '12-checkout-errors.md', '12-2026-11-20.md'])('is %s', (name) => {
    expect(isDocumentOf(name, 12)).toBe(true)
  })
  it.each(['121.md', '12', '12.txt', '2026-12-01.md'])('is not %s', (name) => {
    expect(isDocumentOf(name, 12)).toBe(false)
  })
  it('is none that only begins with a year like its number', () => {
    expect(isDocumentOf('2026-11-20-failover.md', 2026)).toBe(false)
    expect(isDocumentOf('2026-11.md', 2026)).toBe(false)
    expect(isDocumentOf('2026-failover.md', 2026)).toBe(true)
  })
})

describe('obstacles', () => {
  it('an archived repository takes nothing', () => {
    expect(planned({ repository: { ...FRESH.repository, archived: true } })).toEqual([])
  })

  it('an empty repository: said once', () => {
    const repository = { ...FRESH.repository, defaultBranch: null }
    const [effect] = planned({ repository })
    expect(effect).toMatchObject({ do: 'comment', body: expect.stringContaining('first commit') })
  })

  it('a wrong config is told on the incident, once, and the defaults go on', () => {
    const problems = [
      {
        file: 'acme/shop/.github/postmortem.yml',
        line: 3,
        reason: '`digest.hour`: too big',
        fix: 'Use 23 or less.',
      },
    ]
    const effects = planned({}, { config: DEFAULT_CONFIG, problems })
    expect(kinds(effects)).toEqual([
      'createBranch',
      'commitFile',
      'openPull',
      'updateIssue',
      'comment',
      'comment',
    ])
    const told = effects.at(-1)
    expect(told).toMatchObject({
      body: expect.stringMatching(/postmortem\.yml` line 3 .*too big.*23 or less/),
    })
    const comments = [...commented({}), { id: 8, body: told && 'body' in told ? told.body : '' }]
    expect(planned({ pull: PULL, comments }, { config: DEFAULT_CONFIG, problems })).toEqual([])
  })

  it('a config that is wrong in a thousand places: the first are told, the rest counted', () => {
    const problems = Array.from({ length: 1_000 }, (_, line) => ({
      file: 'acme/shop/.github/postmortem.yml',
      line,
      reason: `\`severities.s${line}\` has a value that is not allowed`,
      fix: 'Give a value of type object.',
    }))
    const told = planned({ pull: PULL, comments: commented({}) }, { config: DEFAULT_CONFIG, problems }).at(-1)
    const body = told && 'body' in told ? (told.body ?? '') : ''
    expect(body.length).toBeLessThan(65_536)
    expect(body).toMatch(/and 980 more/)
  })

  it('a document on the default branch whose name would ping or hide', () => {
    const [effect] = planned({ documentOnDefault: { name: '12-@ada <!-- x -->.md', oid: 'f00' } })
    expect(effect).not.toMatchObject({ body: expect.stringMatching(/@ada|<!-- x/) })
  })

  it('a marker in another comment of the app is not taken for this one', () => {
    const comments = [{ id: 1, body: marker('digest', { hash: hashOf('x') }) }]
    expect(kinds(planned({ pull: PULL, comments }))).toEqual(['comment'])
  })
})

describe('another practice', () => {
  const asked = (...labels: string[]) =>
    incident({ labels, title: 'Night trains in the app', body: 'Berths in the app.\n' })

  it.each([
    ['premortem', 'Premortem', '## It has failed'],
    ['Retrospective', 'Retrospective', '## What went well'],
    ['root-cause-analysis', 'Root-cause analysis', '## Verification of causes'],
  ])('asked for by the label %s gets its own template, title and label', (label, called, heading) => {
    const effects = planned(asked(label))
    expect(kinds(effects)).toEqual(['createBranch', 'commitFile', 'openPull', 'updateIssue', 'comment'])
    const [, file, pull, dressed, comment] = effects
    expect(file).toMatchObject({
      path: 'postmortems/12-night-trains-in-the-app.md',
      content: expect.stringContaining(`practice: ${label.toLowerCase()}\n`),
      message: expect.stringContaining(`draft the ${called.toLowerCase()} of`),
    })
    expect(file).toMatchObject({ content: expect.stringContaining(heading) })
    expect(file).toMatchObject({ content: expect.stringContaining('> Berths in the app.') })
    expect(pull).toMatchObject({
      title: `${called}: Night trains in the app`,
      body: expect.stringContaining(`The ${called.toLowerCase()} that #12 asks for`),
    })
    expect(dressed).toMatchObject({ set: { labels: [label.toLowerCase()] } })
    expect(comment).toMatchObject({ body: expect.not.stringMatching(/due for review|incident is/) })
  })

  it.each([
    ['premortem', ['> Told 1', 'launch: Told 2']],
    ['retrospective', ['sprint: Told 1', 'sprint_start: Told 2', 'sprint_end: Told 3', '> Told 4']],
    ['root-cause-analysis', ['> Told 1', 'started: Told 2', '- Told 3']],
  ])('has a form for %s, and every field of it comes into the draft', (label, facts) => {
    const form = readFileSync(new URL(`../../.github/ISSUE_TEMPLATE/${label}.yml`, import.meta.url), 'utf8')
    expect(form).toContain(`labels: [${label}]`)
    const fields = Array.from(form.matchAll(/^ {6}label: (.+)$/gm), ([, name = '']) => name)
    const body = fields.map((name, index) => `### ${name}\n\nTold ${index + 1}\n`).join('\n')
    const [, file] = planned(incident({ labels: [label], body }))
    expect(fields).toHaveLength(facts.length)
    for (const fact of facts) expect(file).toMatchObject({ content: expect.stringContaining(fact) })
  })

  it('is not called so twice, where its form begins the title', () => {
    const [, file, pull] = planned(incident({ labels: ['premortem'], title: 'Premortem: Night trains' }))
    expect(pull).toMatchObject({ title: 'Premortem: Night trains' })
    expect(file).toMatchObject({ content: expect.stringContaining('# Premortem: Night trains') })
  })

  it('takes what its form tells into the front matter', () => {
    const body = '### Summary\n\nBerths.\n\n### Launch\n\n2026-12-14\n'
    const [, file] = planned(incident({ labels: ['premortem'], body }))
    expect(file).toMatchObject({ content: expect.stringContaining("launch: '2026-12-14'") })
  })

  it('has no timeline, unless it looks back at an incident', () => {
    const [, premortem] = planned(asked('premortem'))
    expect(premortem).toMatchObject({ content: expect.not.stringMatching(/Timeline|debrief:|resolved/) })
    const [, analysis] = planned(asked('root-cause-analysis'))
    expect(analysis).toMatchObject({
      content: expect.stringMatching(/debrief:timeline[\s\S]*Incident declared/),
    })
  })

  it('of an incident is a root-cause analysis, where that is asked for; a premortem has an issue of its own', () => {
    expect(planned(asked('incident', 'root-cause-analysis'))[2]).toMatchObject({
      title: expect.stringMatching(/^Root-cause/),
    })
    expect(planned(asked('incident', 'premortem'))[2]).toMatchObject({
      title: expect.stringMatching(/^Postmortem/),
    })
  })

  it('has its comment kept true like any other', () => {
    const state = { ...asked('premortem'), pull: { ...PULL, labels: ['premortem'] } }
    const said = commented(state)
    expect(planned({ ...state, comments: said })).toEqual([])
    expect(
      planned({ ...asked('premortem'), pull: { ...PULL, state: 'merged' }, comments: said }),
    ).toMatchObject([{ do: 'editComment', body: expect.stringContaining('written and merged: #13') }])
  })

  it('is not opened where the team has it off, or calls it otherwise', () => {
    const config = configSchema.parse({
      practices: { premortem: { enabled: false }, retrospective: { label: 'retro' } },
    })
    expect(planned(asked('premortem', 'retrospective'), { config, problems: [] })).toEqual([])
    expect(planned(asked('retro'), { config, problems: [] })[3]).toMatchObject({ set: { labels: ['retro'] } })
  })

  it('that is on the default branch already is pointed to by its name', () => {
    const effects = planned({ ...asked('premortem'), documentOnDefault: { name: '12-x.md', oid: 'f00' } })
    expect(effects).toMatchObject([
      { do: 'comment', body: expect.stringMatching(/^A premortem of this issue/) },
    ])
  })
})
