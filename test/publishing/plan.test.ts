import { describe, expect, it } from 'vitest'
import { configSchema } from '../../src/config/schema.ts'
import type { Effect } from '../../src/effects.ts'
import { plan } from '../../src/publishing/plan.ts'
import { readRecord, toldIn } from '../../src/publishing/record.ts'
import type { PublishingState } from '../../src/publishing/state.ts'
import { DOCUMENT } from './documents.ts'

const NOW = new Date('2026-11-23T10:05:00Z')
const PATH = 'postmortems/1-checkout.md'
const STATE: PublishingState = {
  repository: { owner: 'acme', repo: 'shop', id: 'R_1', url: 'https://github.com/acme/shop', branch: 'main' },
  pull: { number: 2, url: 'https://github.com/acme/shop/pull/2', mergedAt: '2026-11-23T10:00:00Z' },
  documents: [{ path: PATH, text: DOCUMENT }],
  record: null,
  asked: null,
  discussions: null,
}
const TALK = { enabled: true, categories: [{ id: 'DIC_1', name: 'Q&A', slug: 'q-a' }], lately: [] }

function planned(publish: object, change: Partial<PublishingState> = {}, now = NOW): readonly Effect[] {
  return plan({ ...STATE, ...change }, { config: configSchema.parse({ publish }), problems: [] }, now)
}
/** As the app's own comment says it, once the slots are filled. */
const recordOf = (came: Readonly<Record<string, string>>, answers = 0) => {
  const marker = JSON.stringify({ about: 'published', came, answers })
  return { id: 7, body: `Words.\n\n<!-- debrief:note ${marker} -->` }
}
const kinds = (effects: readonly Effect[]): string[] =>
  effects.map((effect) => (effect.do === 'publish' ? `publish ${effect.channel}` : effect.do))
const bodyOf = (effects: readonly Effect[]): string => {
  const last = effects.at(-1)
  return last?.do === 'comment' || last?.do === 'editComment' ? last.body : ''
}

describe('a merge', () => {
  it('is recorded, told to each channel once, and recorded again', () => {
    const effects = planned(
      { channels: ['main', 'ops', 'main'], discussions: { category: 'q-a' } },
      { discussions: TALK },
    )
    expect(kinds(effects)).toEqual([
      'comment',
      'publish main',
      'publish ops',
      'createDiscussion',
      'editComment',
    ])
    expect(effects[3]).toMatchObject({ repositoryId: 'R_1', categoryId: 'DIC_1', title: 'Checkout errors' })
    expect(readRecord(bodyOf(effects))?.came.get(`${PATH} main`)).toBe('\uE000to-0-0.outcome\uE001')
    expect(readRecord(bodyOf(effects))?.came.get(`${PATH} :discussions`)).toBe('\uE000to-0-2.outcome\uE001')
  })

  it('is told with what the document says, and nothing else', () => {
    const [, effect] = planned({ channels: ['main'] })
    expect(effect?.do === 'publish' && effect.message).toMatchObject({
      id: expect.stringMatching(/^pm_[0-9a-f]{32}$/) as string,
      version: 'internal', title: 'Checkout errors', severity: 'sev1', publishedAt: '2026-11-23T10:00:00Z',
      startedAt: '2026-11-20T14:00:00Z', timeToDetectMin: 12, timeToMitigateMin: null, timeToResolveMin: 65,
      impact: 'Customers saw an error page after they had paid.', impactedUsers: '1,200', businessEffect: null,
      lessons: ['The alert on lag fired only after customers had written to us.'], factors: 1,
      actions: {
        total: 2, categories: { prevention: 1, detection: 1, mitigation: 0, recovery: 0, learning: 0, none: 0 },
        items: [
          { id: 'A1', text: 'Alert on replica lag above 30 s', category: 'detection', due: '2026-12-01', done: false, url: `https://github.com/acme/shop/blob/main/${PATH}?plain=1#L42` },
          { id: 'A2', due: '2026-12-15' },
        ],
      },
      thanks: ['Mira', '@jonas'],
      links: { document: `https://github.com/acme/shop/blob/main/${PATH}`, pull: STATE.pull.url, incident: 'https://github.com/acme/shop/issues/1' },
    }) // prettier-ignore
  })

  it('is told in whole characters, however long a sentence is', () => {
    for (const lead of ['', 'x']) {
      const text = DOCUMENT.replace('One order in ten', `${lead}${'😀'.repeat(700)} One order in ten`)
      const [, effect] = planned({ channels: ['main'] }, { documents: [{ path: PATH, text }] })
      expect(JSON.stringify(effect)).not.toMatch(/\\ud[89a-f]/i)
    }
  })

  it('of a document that says nothing is told with nothing', () => {
    const [, effect] = planned(
      { channels: ['main'] },
      { documents: [{ path: PATH, text: '# Outage\n\n## Summary\n\n_Write: what happened_\n' }] },
    )
    expect(effect?.do === 'publish' && effect.message).toMatchObject({
      title: 'Outage', severity: null, startedAt: null, summary: null, impact: null, lessons: [], factors: 0, actions: { total: 0, items: [] }, thanks: [], links: { incident: null },
    }) // prettier-ignore
  })

  it('has the same message however often it is planned, another for the public, and another of another merge', () => {
    const idsOf = (effects: readonly Effect[]) =>
      effects.flatMap((effect) => (effect.do === 'publish' ? [effect.message.id] : []))
    const both = { channels: ['main', { name: 'open', version: 'public' }] }
    const ids = idsOf(planned(both))
    expect(new Set(ids).size).toBe(2)
    expect(idsOf(planned(both))).toEqual(ids)
    expect(idsOf(planned(both, { pull: { ...STATE.pull, number: 3 } }))).not.toEqual(ids)
  })

  it('has no mark of bold words, and no fact twice', () => {
    const text = DOCUMENT.replace(
      'Customers saw an error page',
      '- **Impacted users**: 1,200\n\n**At 10:00** customers saw an error page',
    )
    const [effect] = planned({ channels: ['main'] }, { documents: [{ path: PATH, text }] })
    expect(effect?.do === 'comment' || effect?.do === 'publish').toBe(true)
    const message = planned({ channels: ['main'] }, { documents: [{ path: PATH, text }] }).find(
      (each) => each.do === 'publish',
    )?.message
    expect(message).toMatchObject({ impact: 'At 10:00 customers saw an error page after they had paid.' })
  })

  it('of a premortem or a retrospective is told to nobody', () => {
    const text = '---\npractice: retrospective\n---\n\n# Sprint 12\n'
    expect(planned({ channels: ['main'] }, { documents: [{ path: PATH, text }] })).toEqual([])
  })

  it('a week ago is no news, unless somebody asks', () => {
    const later = new Date('2026-12-01T10:00:00Z')
    expect(planned({ channels: ['main'] }, {}, later)).toEqual([])
    expect(kinds(planned({ channels: ['main'] }, { asked: 9 }, later))).toEqual([
      'comment',
      'publish main',
      'editComment',
    ])
  })

  it('of a file whose name is no valid Unicode is told', () => {
    const documents = [{ path: 'postmortems/\uD83D.md', text: DOCUMENT }]
    const [, effect] = planned({ channels: ['main'] }, { documents })
    expect(effect?.do === 'publish' && JSON.stringify(effect.message)).toContain('/postmortems/%EF%BF%BD.md')
  })

  it('of a file that is no text is told nowhere, and that is recorded', () => {
    const effects = planned({ channels: ['main'] }, { documents: [{ path: PATH, text: null }] })
    expect(kinds(effects)).toEqual(['comment'])
    expect(bodyOf(effects)).toContain('nowhere: the file is no text')
  })
})

describe('another look', () => {
  const config = { channels: ['main', 'ops'] }
  it('sends nothing once all is posted; who asks is answered all the same, and once', () => {
    const record = recordOf({ [`${PATH} main`]: 'posted', [`${PATH} ops`]: 'posted' })
    expect(planned(config, { record })).toEqual([])
    const effects = planned(config, { record, asked: 9 })
    expect(kinds(effects)).toEqual(['editComment'])
    expect(readRecord(bodyOf(effects))?.answers).toBe(9)
  })

  it('tries only what may pass', () => {
    for (const code of ['status-503', 'status-429', 'timeout', 'unreachable', 'github']) {
      const record = recordOf({ [`${PATH} main`]: code, [`${PATH} ops`]: 'posted' })
      const effects = planned(config, { record })
      expect(kinds(effects)).toEqual(['editComment', 'publish main', 'editComment'])
      expect(effects[0]).toMatchObject({ id: 7, was: record.body })
    }
  })

  it('tries what people had to clear only once somebody asks, and once for each asking', () => {
    for (const code of [
      'status-404',
      'status-410',
      'redirect',
      'inside',
      'unknown',
      'forbidden',
      'refused',
    ]) {
      const came = { [`${PATH} main`]: code, [`${PATH} ops`]: 'posted' }
      expect(planned(config, { record: recordOf(came) })).toEqual([])
      const effects = planned(config, { record: recordOf(came), asked: 9 })
      expect(kinds(effects)).toEqual(['editComment', 'publish main', 'editComment'])
      expect(readRecord(bodyOf(effects))?.answers).toBe(9)
    }
  })

  it('tells a channel that was named since, and leaves what was told', () => {
    const record = recordOf({ [`${PATH} main`]: 'posted' })
    const effects = planned(config, { record })
    expect(kinds(effects)).toEqual(['editComment', 'publish ops', 'editComment'])
    expect(bodyOf(effects)).toContain('- `main`: posted')
  })

  it('tries again what was on its way when the app was stopped, and three times at most', () => {
    const cameOf = (effect: Effect | undefined) =>
      readRecord(effect?.do === 'comment' || effect?.do === 'editComment' ? effect.body : '')?.came
    const key = `${PATH} main`
    expect(cameOf(planned({ channels: ['main'] })[0])?.get(key)).toBe('trying-1')
    for (const [before, after] of [
      ['trying-1', 'trying-2'],
      ['trying-2', 'trying-3'],
      ['status-503', 'trying-1'],
    ] as const)
      expect(
        cameOf(planned({ channels: ['main'] }, { record: recordOf({ [key]: before }) })[0])?.get(key),
      ).toBe(after)
    const record = recordOf({ [key]: 'trying-3' })
    expect(planned({ channels: ['main'] }, { record })).toEqual([])
    expect(cameOf(planned({ channels: ['main'] }, { record, asked: 9 })[0])?.get(key)).toBe('trying-1')
  })

  it('says so where what was on its way cannot go out any more', () => {
    const documents = [{ path: PATH, text: DOCUMENT.replace('Jonas restarted', 'Roberta restarted') }]
    const record = recordOf({ [`${PATH} open`]: 'trying-1' })
    const effects = planned({ channels: [{ name: 'open', version: 'public' }] }, { documents, record })
    expect(kinds(effects)).toEqual(['editComment'])
    expect(bodyOf(effects)).toContain('cannot go out as it is')
  })

  it('opens no discussion that is there, though the record does not know it', () => {
    const settings = { discussions: { category: 'Q&A' } }
    const first = planned(settings, { discussions: TALK }).find(({ do: kind }) => kind === 'createDiscussion')
    const id = toldIn(first?.do === 'createDiscussion' ? first.body : '') ?? ''
    for (const code of ['github', 'trying-1']) {
      const change = { record: recordOf({ [`${PATH} :discussions`]: code }), discussions: TALK }
      const known = { ...change, discussions: { ...TALK, lately: [{ number: 17, id }] } }
      expect(kinds(planned(settings, change))).toContain('createDiscussion')
      expect(kinds(planned(settings, known))).toEqual(['editComment'])
      expect(bodyOf(planned(settings, known))).toContain('/discussions/17')
    }
  })

  it('has the discussion’s address still', () => {
    const came = { [`${PATH} :discussions`]: 'posted-17', [`${PATH} main`]: 'timeout' }
    const settings = { channels: ['main'], discussions: { category: 'Q&A' } }
    const effects = planned(settings, { record: recordOf(came), discussions: TALK })
    expect(kinds(effects)).toEqual(['editComment', 'publish main', 'editComment'])
    expect(bodyOf(effects)).toContain('- Discussions: posted: https://github.com/acme/shop/discussions/17')
  })
})

describe('a record', () => {
  it.each([
    '',
    'Words.',
    '<!-- debrief:note {"about":"obstacle"} -->',
    '<!-- debrief:note {"about":"published" -->',
  ])('is none where it is about something else, or broken: %s', (body) => expect(readRecord(body)).toBeNull())

  it('that somebody cut into says nothing', () => {
    expect(readRecord('<!-- debrief:note {"about":"published","came":7,"answers":"x"} -->')).toEqual({
      came: new Map(),
      answers: 0,
    })
  })
})

it('in a public version that is held nothing goes out, while the internal one does', () => {
  const documents = [{ path: PATH, text: DOCUMENT.replace('Jonas restarted', 'Roberta restarted') }]
  const effects = planned({ channels: ['main', { name: 'open', version: 'public' }] }, { documents })
  expect(kinds(effects)).toEqual(['comment', 'publish main', 'editComment'])
  expect(bodyOf(effects)).toMatch(/line \d+ names somebody/)
})

it('a token in a sentence is masked', () => {
  const token = ['ghp', 'A'.repeat(36)].join('_')
  const documents = [{ path: PATH, text: DOCUMENT.replace('for an hour', `for an hour with ${token}`) }]
  const [, effect] = planned({ channels: ['main'] }, { documents })
  expect(JSON.stringify(effect)).not.toContain(token)
  expect(JSON.stringify(effect)).toContain('masked]')
})
