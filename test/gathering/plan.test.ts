import { describe, expect, it } from 'vitest'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import type { Settings } from '../../src/config/settings.ts'
import type { Effect } from '../../src/effects.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'
import { plan } from '../../src/gathering/plan.ts'
import type {
  Commit,
  Deployment,
  Elsewhere,
  OpenPostmortem,
  Problem,
  Seen,
} from '../../src/gathering/state.ts'
import { blobId } from '../../src/github/blob.ts'
import { readMarker } from '../../src/github/marker.ts'
import { draft } from '../../src/incident/draft.ts'
import { pullMarker } from '../../src/incident/pull.ts'
import type { PostmortemState } from '../../src/incident/state.ts'

const NOW = new Date('2026-11-20T15:00:00Z')
const SETTINGS: Settings = { config: DEFAULT_CONFIG, problems: [] }
const URL = 'https://github.com/acme/shop'

const said = (clock: string, text: string): Evidence => ({
  at: `2026-11-20T${clock}:00.000Z`, end: null, kind: 'human', text, source: 'ada', link: null, origin: { file: 'GitHub', line: 0 }, id: text, zoneStated: true, alert: null,
}) // prettier-ignore
const at = (clock: string): string => `2026-11-20T${clock}:00Z`

const INCIDENT: PostmortemState = {
  repository: { owner: 'acme', repo: 'shop', url: URL, archived: false, defaultBranch: { name: 'main', sha: 'c0ffee' } },
  incident: {
    number: 12, title: 'Checkout errors', body: '', url: `${URL}/issues/12`, createdAt: at('14:20'), closedAt: null, author: 'ada', assignees: [], labels: ['incident'],
  },
  events: [said('14:20', 'Incident declared')],
  branch: 'postmortem/12',
  branchSha: 'beef',
  documentOnBranch: null,
  documentOnDefault: null,
  earlier: [],
  pull: null,
  comments: [],
  said: [],
  evidence: { onBranch: null, onDefault: null },
} // prettier-ignore
const NONE: Elsewhere = { entries: [], alerts: [], moments: {}, problems: [], note: null }
const NOTHING: Seen = { branch: 'main', deployments: [], releases: [], commits: [], failures: [] }

const DRAFT = draft(INCIDENT, DEFAULT_CONFIG, INCIDENT.events)
const KEPT = { incident: 12, drafts: [blobId(DRAFT)] }
const PULL = {
  number: 13, url: `${URL}/pull/13`, state: 'open', labels: [], byApp: true, body: `Words.\n${pullMarker(KEPT)}`, marker: KEPT,
} as const // prettier-ignore

interface Change extends Partial<Omit<OpenPostmortem, 'seen' | 'document'>> {
  readonly seen?: Partial<Seen>
  readonly text?: string
}

function planned({ seen, text = DRAFT, ...change }: Change = {}, settings = SETTINGS): readonly Effect[] {
  const document = { name: '12-checkout-errors.md', oid: blobId(text), text }
  const one = {
    ...INCIDENT,
    pull: PULL,
    told: [],
    elsewhere: NONE,
    ...change,
    document,
    seen: { ...NOTHING, ...seen },
  }
  return plan({ postmortems: [one] }, settings, NOW)
}
const commitIn = (effects: readonly Effect[]) => effects.find((effect) => effect.do === 'commitFile')
const rows = (change: Change, settings = SETTINGS): string[] =>
  rowsOf(commitIn(planned(change, settings))?.content ?? '')
const rowsOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const [, clock = '', event = ''] =
      /^\| 2026-11-20 (\d\d:\d\d)\S* \| (.*?) \| .* \| (?:human|system) \|$/.exec(line) ?? []
    return clock === '' ? [] : [`${clock} ${event}`]
  })

const commit = (sha: string, clock: string, pull: Commit['pull'] = null): Commit => ({
  sha,
  at: at(clock),
  title: `Change ${sha}`,
  url: `${URL}/commit/${sha}`,
  pull,
})
const merged = (number: number, clock: string, title = `Feature ${number}`): Commit['pull'] => ({
  number,
  title,
  url: `${URL}/pull/${number}`,
  at: at(clock),
})
const deployment = (sha: string, clock: string, more: Partial<Deployment> = {}): Deployment => ({
  id: Number(clock.replace(':', '')),
  at: at(clock),
  sha,
  environment: 'production',
  status: { state: 'success', at: at(clock), log: null },
  ...more,
})

describe('what is told', () => {
  it('begins with the last deployment or release before the start, and ends after the resolution', () => {
    const deployments = [deployment('e', '17:00'), deployment('c', '14:00'), deployment('b', '13:00')]
    const incident = { ...INCIDENT.incident, closedAt: at('15:30') }
    const commits = [commit('c', '13:50'), commit('b', '12:50'), commit('a', '12:00')]
    expect(rows({ incident, seen: { deployments, commits } })).toEqual([
      '14:00 Deployment of c to production succeeded, with 1 commit: Change c',
      '14:20 Incident declared',
    ])
    const releases = [{ id: 1, at: at('13:30'), tag: 'v1', title: 'v1', url: `${URL}/releases/tag/v1` }]
    expect(rows({ seen: { deployments, releases } })).toEqual([
      '13:30 Release v1 published',
      '14:00 Deployment of c to production succeeded',
      '14:20 Incident declared',
    ])
  })

  it('reaches back as far as the settings say, from the start that the document names', () => {
    const deployments = [deployment('a', '13:30'), deployment('b', '14:10')]
    const text = DRAFT.replace('started: null', "started: '2026-11-20T14:00:00Z'")
    expect(rows({ text, seen: { deployments } })[0]).toMatch(/^13:30/)
    const config = { ...DEFAULT_CONFIG, timeline: { ...DEFAULT_CONFIG.timeline, before: 0 } }
    expect(rows({ text, seen: { deployments } }, { ...SETTINGS, config })[0]).toMatch(/^14:10/)
  })

  it('has a staging deployment tell nothing of where production begins', () => {
    const deployments = [deployment('b', '14:10', { environment: 'staging' }), deployment('a', '13:00')]
    expect(rows({ seen: { deployments } })[0]).toMatch(/^13:00 Deployment of a to production/)
  })

  it('has twelve commits of one deployment as one entry, their pull requests once each', () => {
    const commits = Array.from({ length: 12 }, (_, index) =>
      commit(`c${12 - index}`, '13:00', index < 8 ? merged(index < 4 ? 8 : 7, '13:00') : null),
    )
    expect(rows({ seen: { commits, deployments: [deployment('c12', '14:10')] } })).toEqual([
      '14:10 Deployment of c12 to production succeeded, with 12 commits: #8 Feature 8; #7 Feature 7; Change c4; and 3 more',
      '14:20 Incident declared',
    ])
  })

  it('has each environment’s deployment with what it did not have yet, and so has the second try of one that failed', () => {
    const commits = [commit('b', '13:50'), commit('a', '13:00')]
    const failed = { status: { state: 'failure', at: at('14:36'), log: null } }
    const deployments = [
      deployment('b', '14:45'),
      deployment('b', '14:35', failed),
      deployment('b', '14:30', { environment: 'staging' }),
      deployment('a', '14:00'),
      deployment('a', '13:10', { environment: 'staging' }),
    ]
    expect(rows({ seen: { commits, deployments } })).toEqual([
      '14:00 Deployment of a to production succeeded, with 1 commit: Change a',
      '14:20 Incident declared',
      '14:30 Deployment of b to staging succeeded, with 1 commit: Change b',
      '14:35 Deployment of b to production failed, with 1 commit: Change b',
      '14:45 Deployment of b to production succeeded, with 1 commit: Change b',
    ])
  })

  it('has each commit with the first deployment that brought it, and none with a roll-back', () => {
    const commits = [commit('b', '14:30'), commit('a', '13:50')]
    const deployments = [
      deployment('b', '14:55'),
      deployment('a', '14:50'),
      deployment('b', '14:40'),
      deployment('a', '14:00'),
    ]
    expect(rows({ seen: { commits, deployments } })).toEqual([
      '14:00 Deployment of a to production succeeded, with 1 commit: Change a',
      '14:20 Incident declared',
      '14:40 Deployment of b to production succeeded, with 1 commit: Change b',
      '14:50 Deployment of a to production succeeded',
      '14:55 Deployment of b to production succeeded',
    ])
  })

  it('has a deployment with its outcome, once it has one or has lost its way', () => {
    const withStatus = (state: string | null, clock: string) =>
      rows({
        events: [said('14:20', 'Incident declared'), said('14:58', 'Another word')],
        seen: {
          deployments: [
            deployment('a', clock, { status: state === null ? null : { state, at: at(clock), log: null } }),
          ],
        },
      }).filter((row) => row.includes('Deployment'))
    expect(withStatus('failure', '14:10')).toEqual(['14:10 Deployment of a to production failed'])
    expect(withStatus(null, '14:10')).toEqual([])
    expect(withStatus(null, '13:55')).toEqual(['13:55 Deployment of a to production'])
    expect(withStatus('in_progress', '14:10')).toEqual([])
    expect(withStatus('in_progress', '13:55')).toEqual([
      '13:55 Deployment of a to production has no outcome yet',
    ])
  })

  it('has merges and pushes that were not deployed, and reverts always', () => {
    const revert = { ...commit('d', '14:05', merged(9, '14:05', 'Revert "Feature 7"')) }
    const commits = [
      revert,
      commit('c', '14:01'),
      commit('b', '14:00'),
      commit('a', '13:50', merged(7, '13:51')),
    ]
    expect(rows({ seen: { commits } })).toEqual([
      '13:51 Merged #7: Feature 7 (1 commit)',
      '14:00 2 commits on main: Change c; Change b',
      '14:05 Reverted by #9: Feature 7',
      '14:20 Incident declared',
    ])
    const later = [{ ...revert, at: at('14:30'), pull: merged(9, '14:30', 'Revert "Feature 7"') }]
    expect(rows({ seen: { commits: later, deployments: [deployment('d', '14:40')] } }).slice(1)).toEqual([
      '14:30 Reverted by #9: Feature 7',
      '14:40 Deployment of d to production succeeded, with 1 commit: #9 Revert "Feature 7"',
    ])
  })

  it('keeps quiet about pushes, as long as the incident lasts and nothing else happens', () => {
    const commits = [commit('b', '14:40')]
    expect(planned({ seen: { commits } })).toEqual([])
    const events = [...INCIDENT.events, said('14:50', 'Promoted the replica')]
    expect(rows({ events, seen: { commits } }).slice(1)).toEqual([
      '14:40 1 commit on main: Change b',
      '14:50 Promoted the replica',
    ])
  })

  it('has the failures of one workflow as one entry', () => {
    const run = (id: number, clock: string, workflow = 'ci') => ({ id, at: at(clock), workflow, workflowId: workflow.length, url: `${URL}/actions/runs/${id}` }) // prettier-ignore
    const failures = [run(3, '14:50'), run(2, '14:40', 'deploy'), run(1, '14:30')]
    expect(rows({ seen: { failures } }).slice(1)).toEqual([
      '14:30 Workflow ci failed on main, 2 times',
      '14:40 Workflow deploy failed on main, 1 time',
    ])
  })

  it('is no more than the settings say: words of people and what changed production stay', () => {
    const config = { ...DEFAULT_CONFIG, timeline: { ...DEFAULT_CONFIG.timeline, maximum: 10 } }
    const commits = Array.from({ length: 20 }, (_, index) =>
      commit(`c${index}`, '14:05', merged(100 + index, '14:05')),
    )
    const seen = { commits, releases: [{ id: 1, at: at('14:00'), tag: 'v1', title: null, url: URL }] }
    const content = commitIn(planned({ seen }, { ...SETTINGS, config }))?.content ?? ''
    expect(rowsOf(content)).toHaveLength(10)
    expect(rowsOf(content)).toContain('14:00 Release v1 published')
    expect(rowsOf(content)).toContain('14:20 Incident declared')
    expect(content).toContain('12 entries of less weight left out')
  })

  it('is inert, whatever it says', () => {
    const title = '@acme/all fixes #3 | <!-- /debrief:timeline --> [x](javascript:alert(1)) `'.repeat(9)
    const releases = [{ id: 1, at: at('14:00'), tag: '@ada', title, url: 'javascript:alert(1)' }]
    const content = commitIn(planned({ seen: { releases } }))?.content ?? ''
    const row = content.split('\n').find((line) => line.includes('14:00')) ?? ''
    expect(row).not.toMatch(/@ada|@acme|fixes #3|<!--|\]\(javascript:alert\(1\)\) \|/)
    expect(row).toMatch(/ \| Releases \| system \|$/)
    expect(row.replaceAll(String.raw`\|`, '').split('|')).toHaveLength(6)
  })
})

describe('a draft that nobody has written in', () => {
  const more = { events: [...INCIDENT.events, said('14:30', 'Lag is 40 s')] }

  it('follows the incident in all that it says, under the name that it has', () => {
    const incident = { ...INCIDENT.incident, closedAt: at('14:40'), labels: ['incident', 'sev2'] }
    const [told, file] = planned({ ...more, incident })
    const replaces = blobId(DRAFT)
    expect(file).toMatchObject({
      do: 'commitFile',
      path: 'postmortems/12-checkout-errors.md',
      branch: 'postmortem/12',
      replaces,
    })
    const content = file?.do === 'commitFile' ? file.content : ''
    expect(content).toMatch(/severity: sev2\n[^]*resolved: '2026-11-20T14:40:00Z'[^]*14:30 \| Lag is 40 s/)
    // First the pull request learns of both, so that a failure in between leaves the draft untouched.
    const body = `Words.\n${pullMarker({ incident: 12, drafts: [replaces, blobId(content)] })}`
    expect(told).toEqual({ do: 'updateIssue', number: 13, set: { body }, was: PULL.body })
  })

  it('is finished where a try was cut short in between', () => {
    const content = commitIn(planned(more))?.content ?? ''
    const marker = { incident: 12, drafts: [blobId(DRAFT), blobId(content)] }
    const pull = { ...PULL, body: pullMarker(marker), marker }
    expect(planned({ ...more, pull }).map((effect) => effect.do)).toEqual(['commitFile'])
  })

  it('stays as it is when the incident does', () => {
    expect(planned()).toEqual([])
  })

  it('is left alone where somebody has cut the marker out of the pull request', () => {
    expect(planned({ ...more, pull: { ...PULL, body: 'Words.' } })).toEqual([])
  })
})

describe('a document that people have written in', () => {
  const mine = DRAFT.replace('## Impact', 'Mine.\n\n## Impact')
  const more = { events: [...INCIDENT.events, said('14:30', 'Lag is 40 s')] }

  it('gets one commit on top of exactly what was read; beside the blocks it stays word for word', () => {
    const effects = planned({ ...more, text: mine })
    expect(effects).toMatchObject([{ do: 'commitFile', replaces: blobId(mine) }])
    const content = commitIn(effects)?.content ?? ''
    const beside = (text: string) => text.replaceAll(/<!-- debrief:(\w+)[^]*?<!-- \/debrief:\1 -->/g, '')
    expect(beside(content)).toBe(beside(mine))
    expect(planned({ ...more, text: content })).toEqual([])
  })

  it('keeps a timeline of its own, as long as nobody lends it the markers', () => {
    const block = /<!-- debrief:timeline[^]*?<!-- \/debrief:timeline -->/
    const own =
      '| Time (UTC) | Event |\n| --- | --- |\n| 2026-11-20 14:15 | Pager |\n| 2026-11-20 14:35 | Found it |'
    expect(planned({ ...more, text: mine.replace(block, own) })).toEqual([])
    const lent = mine.replace(block, `<!-- debrief:timeline -->\n\n${own}\n\n<!-- /debrief:timeline -->`)
    const content = commitIn(planned({ ...more, text: lent }))?.content ?? ''
    const clocks = content.match(/^\| 2026-11-20 \S+/gm)
    expect(clocks).toEqual(['14:15', '14:20', '14:30', '14:35'].map((clock) => `| 2026-11-20 ${clock}`))
  })

  it('is left alone where the comments make no block, and that is told once', () => {
    const text = mine.replace('<!-- /debrief:timeline -->', '')
    const effects = planned({ ...more, text })
    expect(effects).toEqual([
      { do: 'comment', number: 13, body: expect.stringContaining('The comments around the timeline') },
    ])
    const [comment] = effects
    expect(readMarker('note', comment?.do === 'comment' ? comment.body : '')).toMatchObject({
      about: 'block',
      key: 'timeline',
    })
    expect(planned({ ...more, text, told: ['timeline'] })).toEqual([])
  })

  it('has a block of theirs told once', () => {
    const text = mine.replace('| Incident declared |', '| We noticed |')
    const [comment, ...rest] = planned({ text })
    expect(rest).toEqual([])
    const body = comment?.do === 'comment' ? comment.body : ''
    expect(body).toMatch(/edited the timeline in `postmortems\/12-checkout-errors\.md`/)
    expect(readMarker('note', body)).toMatchObject({ about: 'block', key: 'timeline' })
    expect(planned({ text, told: ['timeline'] })).toEqual([])
  })
})

describe('nothing is written', () => {
  const more = { events: [...INCIDENT.events, said('14:30', 'Lag is 40 s')] }
  it.each<[string, Change]>([
    ['into a merged document', { pull: { ...PULL, state: 'merged' } }],
    ['into one whose pull request is closed', { pull: { ...PULL, state: 'closed' } }],
    ['into somebody’s own pull request', { pull: { ...PULL, byApp: false, marker: null } }],
    ['where the issue is no incident any more', { incident: { ...INCIDENT.incident, labels: ['bug'] } }],
    ['into an archived repository', { repository: { ...INCIDENT.repository, archived: true } }],
  ])('%s', (_, change) => {
    expect(planned({ ...more, ...change })).toEqual([])
  })
})

describe('another practice than the postmortem', () => {
  const asked = (label: string) => ({
    incident: { ...INCIDENT.incident, labels: [label] },
    seen: { deployments: [] },
    events: [said('14:20', 'Incident declared'), said('14:40', 'More is known')],
  })

  it('has a timeline where it looks back at an incident, and is left alone where it does not', () => {
    expect(rows(asked('root-cause-analysis')).join()).toContain('14:40 More is known')
    expect(planned(asked('premortem'))).toEqual([])
    expect(planned(asked('retrospective'))).toEqual([])
  })
})

describe('what people brought from other tools', () => {
  const NOTE = { ...said('14:25', 'Carts are empty'), source: 'notes.txt', id: null }
  const problem = (line: number, more: Partial<Problem> = {}): Problem => ({
    where: 'postmortems/evidence/12/a.log', href: `${URL}/blob/postmortem/12/a.log#L${line}`, line, problem: `Line ${line} is broken`, fix: 'Mend it.', isSecret: false, ...more,
  }) // prettier-ignore
  const wordsOf = (change: Partial<Elsewhere>): string[] =>
    planned({ elsewhere: { ...NONE, ...change } }).flatMap((effect) =>
      'body' in effect ? [effect.body] : [],
    )

  it('stands among the rest by its time, and what both tell is one entry', () => {
    const events = [...INCIDENT.events, said('14:30', 'Rolled back')]
    const entries = [
      NOTE,
      { ...NOTE, at: said('14:30', '').at, text: 'rolled back.', origin: { file: 'notes.txt', line: 1 } },
    ]
    expect(rows({ events, elsewhere: { ...NONE, entries } })).toEqual([
      '14:20 Incident declared',
      '14:25 Carts are empty',
      '14:30 Rolled back',
    ])
  })

  it('sets the moments of a draft that nobody has written in, and no others', () => {
    const elsewhere = { ...NONE, moments: { detectedAt: '2026-11-20T14:12:00.000Z' } }
    expect(commitIn(planned({ elsewhere }))?.content).toContain("detected: '2026-11-20T14:12:00.000Z'")
    const text = DRAFT.replace('## Impact', 'Mine.\n\n## Impact')
    expect(planned({ elsewhere, text })).toEqual([])
  })

  it('judges the alerts that fired between start and end', () => {
    const text = DRAFT.replace('started: null', "started: '2026-11-20T14:00:00Z'").replace(
      'resolved: null',
      "resolved: '2026-11-20T14:50:00Z'",
    )
    const alert = (clock: string, state: 'fired' | 'acknowledged'): Evidence => ({ ...said(clock, 'CheckoutErrors'), kind: 'system', alert: { name: 'CheckoutErrors', state } }) // prettier-ignore
    const alerts = [alert('14:12', 'fired'), alert('14:13', 'acknowledged')]
    const content = commitIn(planned({ text, elsewhere: { ...NONE, alerts } }))?.content
    expect(content).toContain('| Alert precision | 1 of 1 alert was actionable |')
  })

  it('is told where it was not understood: one comment, changed in place, and none where it is the same', () => {
    const problems = [problem(3), problem(9, { where: '@ada', problem: 'Ask @acme/all | fixes #3', fix: '' })]
    const [body = ''] = wordsOf({ problems })
    expect(body).toContain(
      `- [postmortems/evidence/12/a.log:3](<${URL}/blob/postmortem/12/a.log#L3>): Line 3 is broken. Mend it.`,
    )
    expect(body).not.toMatch(/@ada|@acme|fixes #3|Revoke|--zone/)
    const hash = String(readMarker('note', body)?.['hash'])
    expect(wordsOf({ problems, note: { id: 7, hash } })).toEqual([])
    const [edit] = planned({ elsewhere: { ...NONE, problems: [problem(4)], note: { id: 7, hash } } })
    expect(edit).toMatchObject({ do: 'editComment', id: 7, body: expect.stringContaining('Line 4') })
    const [mended] = planned({ elsewhere: { ...NONE, note: { id: 7, hash } } })
    expect(mended).toMatchObject({
      do: 'editComment',
      id: 7,
      body: expect.stringMatching(/^All of the evidence/),
    })
    const done = String(readMarker('note', mended?.do === 'editComment' ? mended.body : '')?.['hash'])
    expect(wordsOf({ note: { id: 7, hash: done } })).toEqual([])
  })

  it('is told at no more length than people read, with what to do about secrets and options', () => {
    const many = Array.from({ length: 90 }, (_, index) => problem(index + 1, { problem: 'x'.repeat(9_000) }))
    const [body = ''] = wordsOf({ problems: [...many, problem(99, { isSecret: true })] })
    expect(body.length).toBeLessThan(30_000)
    expect(body).toMatch(/and 51 more[^]*Revoke it first/)
    expect(wordsOf({ problems: [problem(1, { fix: 'Is it another zone (--zone)?' })] })[0]).toContain(
      '`timeline.zone`',
    )
  })
})
