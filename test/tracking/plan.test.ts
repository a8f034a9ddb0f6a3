import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import type { Effect } from '../../src/effects.ts'
import { readMarker } from '../../src/github/marker.ts'
import { plan } from '../../src/tracking/plan.ts'
import type { TrackingState } from '../../src/tracking/state.ts'
import {
  A1,
  A2,
  HOME,
  PATH,
  documented,
  looked,
  performed,
  place,
  postmortem,
  rewritten,
  touched,
} from './state.ts'

const settings = { config: DEFAULT_CONFIG, problems: [] }
const planned = (state: TrackingState): readonly Effect[] => plan(state, settings, new Date('2026-11-23'))
const kinds = (effects: readonly Effect[]): string[] => effects.map((effect) => effect.do)

function only<Kind extends Effect['do']>(
  effects: readonly Effect[],
  kind: Kind,
): Extract<Effect, { do: Kind }>[] {
  return effects.filter((effect): effect is Extract<Effect, { do: Kind }> => effect.do === kind)
}

/** The state after a first look at A1 and A2. */
function tracked(state = looked(postmortem([A1, A2]))): TrackingState {
  return performed(state, planned(state))
}

it('a summary of very many actions stays within what a comment holds, and remembers each', () => {
  const words = 'Write a very long sentence about what will be changed | and why '
    .repeat(4)
    .replaceAll('|', '')
  const rows = Array.from(
    { length: 500 },
    (_, index) =>
      `| A${index + 1} | detection | | ${words} ${index} | @nobody${index} | 2026-12-01 | It fires | F1 |`,
  )
  const [comment] = only(planned(looked(postmortem(rows))), 'comment')
  const body = comment?.body ?? ''
  expect(body).toMatch(/\n- and 440 more\n[\s\S]*\n- and 470 more\n/)
  expect(
    body.replaceAll(/issue-0-\d+\.(?:url|number)/g, 'https://github.com/acme/shop/issues/12345').length,
  ).toBeLessThan(65_536)
  expect(Object.keys(readMarker('note', body)?.['issues'] ?? {})).toHaveLength(500)
})

describe('a postmortem with two actions, seen for the first time', () => {
  const effects = planned(looked(postmortem([A1, A2])))

  it('makes labels and milestones first, then the issues, the summary, and the sub-issues last', () => {
    const steps = kinds(effects).map((kind) => (kind === 'createMilestone' ? 'createLabel' : kind))
    expect(steps).toEqual([
      ...Array<string>(7).fill('createLabel'),
      'createIssue',
      'createIssue',
      'comment',
      'addSubIssues',
    ])
  })

  it('gives each issue its words, its DRI, its labels and its milestone', () => {
    expect(only(effects, 'createIssue')).toMatchObject([
      {
        as: 'issue-0-0',
        title: 'Alert on replica lag above 30 s',
        assignees: ['ada'],
        labels: ['postmortem-action', 'action: detection', 'priority: p2'],
        milestone: { ref: 'due-acme-shop-2026-12-01' },
      },
      {
        as: 'issue-0-1',
        title: 'Fail over by runbook only',
        assignees: ['grace'],
        labels: ['postmortem-action', 'action: prevention', 'priority: p1'],
        milestone: { ref: 'due-acme-shop-2026-12-15' },
      },
    ])
  })

  it('says in the body what, how to tell, why, who, when, and where it is written', () => {
    const [{ body } = { body: '' }] = only(effects, 'createIssue')
    expect(body).toContain('Alert on replica lag above 30 s')
    expect(body).toContain('It fires in the drill')
    expect(body).toContain('**Answers F1:** The lag threshold stood at five minutes')
    expect(body).toContain('**DRI:** `ada`')
    expect(body).toContain('**Due:** 2026-12-01')
    expect(body).toContain('**Incident:** #12')
    expect(body).toContain(`(https://github.example/acme/shop/blob/c0ffee/${PATH}?plain=1#L17)`)
    expect(postmortem([A1, A2]).split('\n')[16]).toBe(A1)
  })

  it('ends the body with the marker by which it is known again', () => {
    const [{ body } = { body: '' }] = only(effects, 'createIssue')
    expect(body.trimEnd().endsWith('-->')).toBe(true)
    expect(readMarker('action', body)).toMatchObject({ from: 900, incident: 12, path: PATH, id: 'A1' })
  })

  it('names each label and milestone with a colour or a date, and a sentence', () => {
    for (const { color, description } of only(effects, 'createLabel')) {
      expect(color).toMatch(/^[0-9a-f]{6}$/)
      expect(description).toMatch(/^[^\n]{10,100}$/)
    }
    expect(only(effects, 'createMilestone')).toMatchObject([
      { title: 'Actions due 2026-12-01', due: '2026-12-01' },
      { title: 'Actions due 2026-12-15', due: '2026-12-15' },
    ])
  })

  it('lists both on the incident, each by the link that it will have', () => {
    const [summary] = only(effects, 'comment')
    expect(summary?.number).toBe(12)
    const { body } = tracked().documents[0]?.board?.comments[0] ?? { body: '' }
    expect(body).toContain(
      '- **A1** Alert on replica lag above 30 s, due 2026-12-01: https://github.example/acme/shop/issues/101',
    )
    expect(body).toContain(
      '- **A2** Fail over by runbook only, due 2026-12-15: https://github.example/acme/shop/issues/102',
    )
  })

  it('and looked at again writes nothing', () => {
    expect(planned(tracked())).toEqual([])
  })
})

describe('what is there already', () => {
  it('is reused: labels whatever their case, a milestone by its title', () => {
    const there = place({
      labels: ['Postmortem-Action', 'action: detection', 'priority: P2'],
      milestones: [{ number: 4, title: 'Actions due 2026-12-01', due: '2026-12-01' }],
    })
    const effects = planned(looked(postmortem([A1]), {}, [there]))
    expect(kinds(effects)).toEqual(['createIssue', 'comment', 'addSubIssues'])
    expect(only(effects, 'createIssue')[0]?.milestone).toBe(4)
  })

  it('is reused where somebody added words to the milestone’s title; another one of that day is not', () => {
    const milestones = [
      { number: 3, title: 'Release 5', due: '2026-12-01' },
      { number: 4, title: 'Actions due 2026-12-01 (Q4)', due: '2026-12-01' },
    ]
    expect(
      only(planned(looked(postmortem([A1]), {}, [place({ milestones })])), 'createIssue')[0]?.milestone,
    ).toBe(4)
  })

  it('is one milestone for two actions of one day', () => {
    const same = A2.replace('2026-12-15', '2026-12-01')
    expect(only(planned(looked(postmortem([A1, same]))), 'createMilestone')).toHaveLength(1)
  })
})

describe('the priority', () => {
  const priority = (severity: string, row = A1): string | undefined =>
    only(planned(looked(postmortem([row], { severity }))), 'createIssue')[0]?.labels[2]

  it('is the document’s own, else goes by the severity', () => {
    expect(priority('sev3', A2)).toBe('priority: p1')
    expect(priority('sev1')).toBe('priority: p1')
    expect(priority('sev2')).toBe('priority: p2')
    expect(priority('sev3')).toBe('priority: p3')
    expect(priority('unheard-of')).toBe('priority: p3')
  })
})

describe('only commitments become issues', () => {
  it('not what is done already, and not what is parked', () => {
    const done = A1.replace('| Alert', '| [x] Alert')
    const text = postmortem([done], { after: '## Not now\n\n- A7 Rewrite it all by @ada\n' })
    expect(planned(looked(text))).toEqual([])
  })

  it('and nothing at all is written for a document without actions', () => {
    expect(planned(looked('# Notes\n\nNothing here.\n'))).toEqual([])
    expect(planned(looked(''))).toEqual([])
  })
})

describe('the document changes', () => {
  it('a title: the title and the body of that one issue follow, and nothing else', () => {
    const state = rewritten(tracked(), postmortem([A1.replace('30 s', '20 s'), A2]))
    const effects = planned(state)
    expect(effects).toMatchObject([
      { do: 'updateIssue', number: 101, set: { title: 'Alert on replica lag above 20 s' } },
      { do: 'editComment', id: 500 },
    ])
    expect(Object.keys(only(effects, 'updateIssue')[0]?.set ?? {}).sort()).toEqual(['body', 'title'])
    expect(only(effects, 'updateIssue')[0]?.set.body).toContain('above 20 s')
    expect(planned(performed(state, effects))).toEqual([])
  })

  it('the DRI, the date, the category and the priority: each its own field', () => {
    const changed =
      '| A1 | learning | p4 | Alert on replica lag above 30 s | @grace | 2026-12-15 | It fires in the drill | F1 |'
    const state = rewritten(
      touched(tracked(), ({ labels }) => ({ labels: [...labels, 'team: data'] })),
      postmortem([changed, A2]),
    )
    const effects = planned(state)
    expect(only(effects, 'updateIssue')).toMatchObject([
      {
        number: 101,
        set: {
          assignees: ['grace'],
          labels: ['postmortem-action', 'team: data', 'action: learning', 'priority: p4'],
          milestone: 2,
        },
      },
    ])
    expect(only(effects, 'updateIssue')[0]?.set).not.toHaveProperty('title')
    expect(planned(performed(state, effects))).toEqual([])
  })

  it('lines that merely move leave the permalink as it is', () => {
    const moved = rewritten(tracked(), `${postmortem([A2, A1])}\nOne more word.\n`)
    expect(kinds(planned({ ...moved, home: { ...HOME, sha: 'beef' } }))).toEqual(['editComment'])
  })

  it('a date or a category that is taken back is taken off', () => {
    const bare = A1.replace('2026-12-01', '').replace('detection', '')
    const effects = planned(rewritten(tracked(), postmortem([bare, A2])))
    expect(only(effects, 'updateIssue')[0]?.set).toMatchObject({
      milestone: null,
      labels: ['postmortem-action', 'priority: p2'],
    })
  })
})

describe('people change an issue', () => {
  it('and it stays as they want it while the document says the same', () => {
    const state = touched(tracked(), (each) => ({
      title: 'Alert, but better',
      assignees: ['linus'],
      labels: [...each.labels.filter((label) => !label.startsWith('priority')), 'urgent'],
      milestone: null,
      open: false,
      body: `Seen in the drill.\n\n${each.body}\n\n- [ ] order a pager`,
    }))
    expect(planned(state)).toEqual([])
  })

  it('and a change of the document in one field leaves all their others alone', () => {
    const state = touched(tracked(), () => ({ title: 'My title', assignees: ['linus'] }))
    const effects = planned(rewritten(state, postmortem([A1.replace('2026-12-01', '2026-12-24'), A2])))
    const [update] = only(effects, 'updateIssue')
    expect(update).toMatchObject({ number: 101, set: { milestone: { ref: 'due-acme-shop-2026-12-24' } } })
    expect(Object.keys(update?.set ?? {}).sort()).toEqual(['body', 'milestone'])
  })

  it('and what they wrote around the app’s part stays when that changes', () => {
    const state = touched(tracked(), ({ body }) => ({
      body: `Before.\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n\r\nAfter.`,
    }))
    const effects = planned(rewritten(state, postmortem([A1.replace('30 s', '20 s'), A2])))
    const body = only(effects, 'updateIssue')[0]?.set.body ?? ''
    expect(body).toMatch(/^Before\.[^]*above 20 s[^]*After\.$/)
    expect(body).not.toContain('above 30 s')
    expect(body).not.toContain('Kept from before')
  })

  it('and what they wrote inside it moves below the new one', () => {
    const state = touched(tracked(), ({ body }) => ({
      body: body.replace('It fires in the drill', 'It fires within a minute'),
    }))
    const changed = rewritten(state, postmortem([A1.replace('30 s', '20 s'), A2.replace('Two', 'Three')]))
    const effects = planned(changed)
    const body = only(effects, 'updateIssue')[0]?.set.body ?? ''
    expect(body).toMatch(/above 20 s[^]*debrief:action[^]*Kept from before[^]*It fires within a minute/)
    expect(planned(performed(changed, effects))).toEqual([])
  })

  it('and a body that they wrote anew, marker and all, is still the same action’s', () => {
    const state = touched(tracked(), ({ number }) =>
      number === 101 ? { body: 'All mine.', title: 'Mine' } : {},
    )
    const effects = planned(state)
    expect(effects).toMatchObject([{ do: 'updateIssue', number: 101 }])
    expect(only(effects, 'updateIssue')[0]?.set.body).toMatch(/^All mine\.[^]*debrief:action/)
    expect(only(effects, 'updateIssue')[0]?.set).not.toHaveProperty('title')
    expect(planned(performed(state, effects))).toEqual([])
  })

  it('and a parent that they chose is kept; one that was never set is set', () => {
    const orphan = touched(tracked(), () => ({ hasParent: false }))
    expect(planned(orphan)).toEqual([
      {
        do: 'addSubIssues',
        parent: { number: 12, id: 'I_12' },
        children: [{ id: 'I_101' }, { id: 'I_102' }],
      },
    ])
  })
})

describe('an action leaves the document', () => {
  const gone = rewritten(tracked(), postmortem([A2]))

  it('and its issue gets one comment, and stays open', () => {
    const effects = planned(gone)
    expect(kinds(effects)).toEqual(['comment', 'updateIssue', 'editComment'])
    expect(only(effects, 'comment')[0]).toMatchObject({ number: 101 })
    expect(only(effects, 'comment')[0]?.body).toContain('A1 is no longer in')
    expect(Object.keys(only(effects, 'updateIssue')[0]?.set ?? {})).toEqual(['body'])
    expect(planned(performed(gone, effects))).toEqual([])
  })

  it('is not said again where the look was cut short after the comment', () => {
    const halfway = performed(gone, planned(gone).slice(0, 1))
    expect(kinds(planned(halfway))).toEqual(['updateIssue', 'editComment'])
  })

  it('and comes back: that is said too', () => {
    const back = rewritten(performed(gone, planned(gone)), postmortem([A1, A2]))
    const effects = planned(back)
    expect(only(effects, 'comment')[0]?.body).toContain('A1 is an open commitment')
    expect(only(effects, 'createIssue')).toEqual([])
    expect(planned(performed(back, effects))).toEqual([])
  })

  it('needs no word where its issue is closed', () => {
    const closed = touched(gone, () => ({ open: false }))
    expect(kinds(planned(closed))).toEqual(['editComment'])
  })
})

describe('an action is ticked off', () => {
  const done = rewritten(tracked(), postmortem([A1.replace('| Alert', '| [x] Alert'), A2]))

  it('and its issue is closed with a comment', () => {
    const effects = planned(done)
    expect(kinds(effects)).toEqual(['comment', 'updateIssue', 'editComment'])
    expect(only(effects, 'comment')[0]?.body).toContain('ticked off')
    expect(only(effects, 'updateIssue')[0]).toMatchObject({ number: 101, set: { state: 'closed' } })
    expect(planned(performed(done, effects))).toEqual([])
  })

  it('in silence where it is closed already', () => {
    expect(kinds(planned(touched(done, () => ({ open: false }))))).toEqual(['updateIssue', 'editComment'])
  })

  it('and open again when the tick is taken back; a person who reopens it is left alone', () => {
    const closed = performed(done, planned(done))
    expect(planned(touched(closed, () => ({ open: true })))).toEqual([])
    const effects = planned(rewritten(closed, postmortem([A1, A2])))
    expect(only(effects, 'updateIssue')[0]).toMatchObject({ number: 101, set: { state: 'open' } })
    expect(only(effects, 'comment')[0]?.body).toContain('so I open this issue again')
  })
})

it('an action that is parked later gets a comment, once', () => {
  const text = postmortem([A2], { after: '## Not now\n\n- A1 Alert on replica lag above 30 s\n' })
  const parked = rewritten(tracked(), text)
  const effects = planned(parked)
  expect(only(effects, 'comment')).toMatchObject([{ number: 101 }])
  expect(only(effects, 'comment')[0]?.body).toContain('was parked')
  expect(only(effects, 'updateIssue')[0]?.set).not.toHaveProperty('state')
  expect(planned(performed(parked, effects))).toEqual([])
})

describe('the document itself goes', () => {
  const gone = (movedTo: string | null): TrackingState =>
    touched(
      { ...tracked(), documents: [documented('', { content: { kind: 'gone', movedTo } })] },
      ({ number }) => ({ open: number === 101 }),
    )

  it('and each open issue gets one comment', () => {
    const effects = planned(gone(null))
    expect(effects).toMatchObject([
      { do: 'comment', number: 101 },
      { do: 'updateIssue', number: 101 },
    ])
    expect(only(effects, 'comment')[0]?.body).toContain('no longer on the default branch')
    expect(planned(performed(gone(null), effects))).toEqual([])
  })

  it('nothing where it lives on under another name', () => {
    expect(planned(gone('postmortems/12-new.md'))).toEqual([])
  })
})

describe('the document is renamed', () => {
  it('and its issues are the same: by the incident', () => {
    const state = rewritten(tracked(), postmortem([A1, A2]), { path: 'postmortems/2026/12.md' })
    const effects = planned(state)
    expect(kinds(effects)).toEqual(['updateIssue', 'updateIssue', 'editComment'])
    expect(only(effects, 'updateIssue')[0]?.set.body).toContain(
      '/blob/c0ffee/postmortems/2026/12.md?plain=1#L17',
    )
    expect(planned(performed(state, effects))).toEqual([])
  })

  it('and its issues are the same: by their words, where there is no incident', () => {
    const nowhere = { incident: null, incidentIssue: null, board: null }
    const first = tracked(looked(postmortem([A1, A2], { incident: null }), nowhere))
    const renamed = rewritten(first, postmortem([A1, A2], { incident: null }), { path: 'postmortems/new.md' })
    expect(kinds(planned(renamed))).toEqual(['updateIssue', 'updateIssue'])
    const living = rewritten(renamed, postmortem([A1], { incident: null }), { alive: [PATH] })
    expect(kinds(planned(living))).toContain('createIssue')
  })

  it('a second document of the same incident has issues of its own', () => {
    const second = rewritten(tracked(), postmortem([A1]), {
      path: 'postmortems/12-part-two.md',
      alive: [PATH],
    })
    const effects = planned(second)
    expect(kinds(effects)).toEqual(['createIssue', 'comment', 'addSubIssues'])
    expect(planned(performed(second, effects))).toEqual([])
  })

  it('an incident that is named later, or mistyped at first, changes no identity', () => {
    const early = tracked(
      looked(postmortem([A1], { incident: null }), { incident: null, incidentIssue: null }),
    )
    const effects = planned(rewritten(early, postmortem([A1]), documented(postmortem([A1]))))
    expect(only(effects, 'createIssue')).toEqual([])
    expect(only(effects, 'addSubIssues')).toMatchObject([
      { parent: { number: 12 }, children: [{ id: 'I_101' }] },
    ])
    const other = { incident: 13, incidentIssue: { id: 'I_13', number: 13, openedOn: '2026-11-20' } }
    expect(kinds(planned(rewritten(tracked(), postmortem([A1, A2], { incident: 13 }), other)))).not.toContain(
      'createIssue',
    )
  })
})

describe('ids', () => {
  it('are one whatever their case', () => {
    expect(planned(rewritten(tracked(), postmortem([A1.replace('A1', 'a1'), A2])))).not.toContainEqual(
      expect.objectContaining({ do: 'createIssue' }),
    )
  })

  it('that come twice: the first wins, the other is told', () => {
    const effects = planned(looked(postmortem([A1, A2.replace('A2', 'A1')])))
    expect(only(effects, 'createIssue')).toMatchObject([{ title: 'Alert on replica lag above 30 s' }])
    expect(only(effects, 'comment')[0]?.body).toMatch(/share an id[^]*\*\*A1\*\* again in line 18: Fail over/)
  })

  it('that nobody wrote are counted out, and an action put in first does not shift the others', () => {
    const list = (items: string[]) =>
      `---\nincident: 12\n---\n\n## Actions\n\n${items.map((item) => `- ${item}`).join('\n')}\n`
    const before = ['Alert on replica lag above 30 s', 'Fail over by runbook only']
    const first = tracked(looked(list(before)))
    const effects = planned(rewritten(first, list(['Rehearse the failover', ...before])))
    expect(only(effects, 'createIssue')).toMatchObject([{ title: 'Rehearse the failover' }])
    expect(only(effects, 'updateIssue').map(({ set }) => set.title)).toEqual([undefined, undefined])
  })
})

describe('the DRI cannot be assigned', () => {
  const withDri = (owner: string) => planned(looked(postmortem([A1.replace('@ada', owner)])))

  it.each([
    ['@stranger', 'cannot be assigned in acme/shop'],
    ['@acme/sre', 'names a team'],
    ['@ada, @grace', 'names several'],
    ['TBD', 'names nobody'],
    ['Ada Lovelace', 'by the GitHub login'],
  ])('%s: the issue is made without, and both the issue and the incident say so', (owner, words) => {
    const effects = withDri(owner)
    const [created] = only(effects, 'createIssue')
    expect(created?.assignees).toEqual([])
    expect(created?.body).toContain(words)
    expect(only(effects, 'comment')).toHaveLength(1)
    expect(only(effects, 'comment')[0]?.body).toContain(words)
  })

  it('later can: is assigned then, unless a person has found somebody', () => {
    const state = tracked(looked(postmortem([A1]), {}, [place({ assignable: [] })]))
    const able = { ...state, places: state.places.map((each) => ({ ...each, assignable: ['ada'] })) }
    expect(only(planned(able), 'updateIssue')[0]?.set).toMatchObject({ assignees: ['ada'] })
    const taken = touched(able, () => ({ assignees: ['grace'] }))
    expect(only(planned(taken), 'updateIssue')[0]?.set).not.toHaveProperty('assignees')
  })
})

describe('another repository', () => {
  const A3 = A1.replace('Alert', 'acme/infra: Alert')
  const infra = place({ repo: 'infra', assignable: ['ada'] })

  it('gets the issue, with labels and milestone of its own; the incident stays the parent', () => {
    const state = looked(postmortem([A3]), {}, [place(), infra])
    const effects = planned(state)
    const there = { owner: 'acme', repo: 'infra' }
    expect(only(effects, 'createLabel').every((effect) => effect.in?.repo === 'infra')).toBe(true)
    expect(only(effects, 'createMilestone')).toMatchObject([{ in: there }])
    expect(only(effects, 'createIssue')).toMatchObject([
      { in: there, title: 'Alert on replica lag above 30 s' },
    ])
    expect(only(effects, 'createIssue')[0]?.body).toContain('**Incident:** acme/shop#12')
    expect(only(effects, 'addSubIssues')).toEqual([
      { do: 'addSubIssues', parent: { number: 12, id: 'I_12' }, children: [{ ref: 'issue-0-0' }] },
    ])
    expect(planned(performed(state, effects))).toEqual([])
  })

  it('of another owner: the issue is no sub-issue', () => {
    const foreign = A1.replace('Alert', 'other/infra: Alert')
    const state = looked(postmortem([foreign]), {}, [place(), place({ owner: 'other', repo: 'infra' })])
    expect(kinds(planned(state))).not.toContain('addSubIssues')
  })

  it.each([
    ['unreachable', 'the app is not installed there'],
    ['archived', 'it is archived'],
    ['issuesDisabled', 'issues are switched off'],
  ] as const)('that is %s: nothing is made there, and the incident hears of it once', (obstacle, words) => {
    const state = looked(postmortem([A3, A2]), {}, [place(), { ...infra, obstacle }])
    const effects = planned(state)
    expect(only(effects, 'createIssue')).toMatchObject([{ title: 'Fail over by runbook only' }])
    expect(only(effects, 'comment')[0]).toMatchObject({ number: 12 })
    expect(only(effects, 'comment')[0]?.body).toContain(words)
    expect(planned(performed(state, effects))).toEqual([])
  })

  it('named later: the issue stays where it is, and the summary says so', () => {
    const state = rewritten(tracked(), postmortem([A3, A2]))
    const effects = planned({ ...state, places: [...state.places, infra] })
    expect(kinds(effects)).toEqual(['editComment'])
    expect(only(effects, 'editComment')[0]?.body).toContain('names acme/infra, its issue is in acme/shop')
  })

  it('its own incident 12 is not ours: a marker says whose it is', () => {
    const theirs = tracked()
    const elsewhere = { ...theirs, home: { ...HOME, id: 901 } }
    expect(only(planned(elsewhere), 'createIssue')).toHaveLength(2)
  })
})

describe('there is no such incident', () => {
  it('the issue has no parent, and says which number the document names', () => {
    const effects = planned(looked(postmortem([A1]), { incidentIssue: null, board: null }))
    expect(kinds(effects)).not.toContain('addSubIssues')
    expect(only(effects, 'comment')).toEqual([])
    expect(only(effects, 'createIssue')[0]?.body).toContain('12, as the document says, but no such issue')
  })

  it('the merged pull request hears of the issues instead', () => {
    const effects = planned(
      looked(postmortem([A1]), { incidentIssue: null, board: { number: 40, comments: [] } }),
    )
    expect(only(effects, 'comment')).toMatchObject([{ number: 40 }])
  })
})

describe('bad input', () => {
  it.each([
    ['binary', 'not a text file'],
    ['large', 'larger than 1 MB'],
  ] as const)('a %s document: said once, and its issues are left alone', (reason, words) => {
    const state = { ...tracked(), documents: [documented('', { content: { kind: 'unreadable', reason } })] }
    const effects = planned(state)
    expect(effects).toMatchObject([{ do: 'comment', number: 12 }])
    expect(only(effects, 'comment')[0]?.body).toContain(words)
    expect(planned(performed(state, effects))).toEqual([])
  })

  it('front matter that is broken: the actions count, and keep the incident that their issues know', () => {
    const broken = postmortem([A1, A2]).replace('severity: sev2', 'severity: [sev2')
    const effects = planned(rewritten(tracked(), broken))
    expect(kinds(effects)).not.toContain('createIssue')
  })

  it('words that want to be more than words are none', () => {
    const hostile =
      '| A1 | detection | | Ping @root, fixes #1 <!-- debrief:action {"from":900,"id":"A2"} --> \uE000issue-0-0.url\uE001 | @ada | 2026-12-01 | closes acme/shop#2 @acme/all | F1 |'
    const effects = planned(looked(postmortem([hostile])))
    const [created] = only(effects, 'createIssue')
    const body = created?.body ?? ''
    expect(body).not.toMatch(/@root|fixes #1|closes acme\/shop#2|@acme\/all|\uE000/)
    expect(body.match(/<!--/g)).toHaveLength(2)
    expect(readMarker('action', body)).toMatchObject({ id: 'A1' })
    expect(created?.title).not.toMatch(/@root|fixes #1|\uE000/)
  })

  it('a marker that is cut or forged in its values is read as far as it makes sense', () => {
    const state = touched(tracked(), ({ body }) => ({
      body: body.replace('"applied":{', '"applied":{"fate":7,'),
    }))
    expect(planned(state)).toEqual([])
  })
})

describe('whatever the document goes through', () => {
  const row = fc.record({
    id: fc.constantFrom('A1', 'a1', 'A2', 'A3'),
    category: fc.constantFrom('detection', 'learning', ''),
    words: fc.constantFrom(
      'Alert on lag',
      '[x] Alert on lag',
      'Write the runbook',
      'acme/infra: Add a probe',
    ),
    owner: fc.constantFrom('@ada', '@grace', '@stranger', ''),
    due: fc.constantFrom('2026-12-01', '2026-12-15', ''),
  })
  const version = fc.array(row, { maxLength: 4 })

  it('a second look writes nothing, and no id ever has two issues', () => {
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 5 }), (versions) => {
        let state = looked('', {}, [place(), place({ repo: 'infra' })])
        for (const rows of versions) {
          const lines = rows.map(({ id, category, words, owner, due }) => {
            return `| ${id} | ${category} | | ${words} | ${owner} | ${due} | It holds | F1 |`
          })
          state = rewritten(state, postmortem(lines))
          state = performed(state, planned(state))
          expect(planned(state)).toEqual([])
        }
        const ids = state.places.flatMap(({ issues }) =>
          issues.map(({ body }) => String(readMarker('action', body)?.['id']).toLowerCase()),
        )
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 60 },
    )
  })
})
