import { describe, expect, it } from 'vitest'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
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
      content: expect.stringContaining(`| 2026-11-20 14:20 | Incident declared | [ada](${INCIDENT.url}) |`),
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
