import { describe, expect, test } from 'vitest'
import { plan } from '../../src/digest/plan.ts'
import type { DigestState } from '../../src/digest/state.ts'
import type { Settings } from '../../src/config/settings.ts'
import type { Effect } from '../../src/effects.ts'
import { readMarker } from '../../src/github/marker.ts'
import { MONDAY, action, dashboard, done, postmortem, settings, state } from './literals.ts'

const look = (over: Partial<DigestState>, with_: Settings = settings(), now = MONDAY) =>
  plan(state(over), with_, now)

const doings = (effects: readonly Effect[]) => effects.map((effect) => effect.do)

/** The weekly comment that the state brings about. */
function weekly(over: Partial<DigestState>, with_?: Settings, now?: Date): string {
  const comment = look(over, with_, now).find((effect) => effect.do === 'comment')
  if (comment?.do !== 'comment') throw new Error('no comment was planned')
  return comment.body
}

/** The lines under a heading, up to the next one. */
function section(body: string, heading: string): string {
  const part = body.split(/^### /m).find((each) => each.startsWith(heading))
  return part?.slice(heading.length).split('<!--')[0]?.trim() ?? ''
}

/** The state after the effects were applied to the dashboard. */
function after(before: DigestState, effects: readonly Effect[], at: Date): DigestState {
  let board = before.dashboard ?? dashboard({ body: '', lastDigest: null })
  for (const effect of effects) {
    if (effect.do === 'createIssue') board = { ...board, body: effect.body }
    if (effect.do === 'updateIssue')
      board = {
        ...board,
        body: effect.set.body ?? board.body,
        open: board.open || effect.set.state === 'open',
      }
    if (effect.do === 'comment') {
      const week = readMarker('digest', effect.body)?.['week']
      if (typeof week === 'string') board = { ...board, lastDigest: { week, at: at.toISOString() } }
    }
  }
  return { ...before, dashboard: board }
}

describe('the dashboard', () => {
  test('is not made where there never was an action or a postmortem', () => {
    expect(look({ dashboard: null })).toEqual([])
  })

  test('is made, pinned and filled with the first digest', () => {
    const effects = look({ dashboard: null, actions: [action(11)] })
    expect(doings(effects)).toEqual(['createIssue', 'pinIssue', 'comment', 'updateIssue'])
    expect(effects[0]).toMatchObject({
      title: 'Postmortem follow-ups',
      labels: ['postmortem-digest'],
      body: expect.stringContaining('| #11 Action 11 | 2027-01-31 | `ada` |'),
    })
  })

  test('brings its label along where the repository has none', () => {
    const { repository } = state()
    const effects = look({
      dashboard: null,
      actions: [action(11)],
      repository: { ...repository, hasDashboardLabel: false },
    })
    expect(effects[0]).toMatchObject({ do: 'createLabel', name: 'postmortem-digest' })
  })

  test('is not pinned where three issues are pinned already', () => {
    const { repository } = state()
    const effects = look({
      dashboard: null,
      actions: [action(11)],
      repository: { ...repository, pinnedIssues: 3 },
    })
    expect(doings(effects)).toEqual(['createIssue', 'comment', 'updateIssue'])
  })

  test('does not claim the week before the comment stands', () => {
    const [create, , , update] = look({ dashboard: null, actions: [action(11)] })
    const week = (body: string | undefined) => readMarker('dashboard', body ?? '')?.['week']
    expect(create?.do === 'createIssue' && week(create.body)).toBe(null)
    expect(update?.do === 'updateIssue' && week(update.set.body)).toBe('2026-W48')
  })

  test('keeps what people write above and below the app’s part', () => {
    const { body } = dashboard()
    const board = dashboard({ body: `Read me first.\n\n${body}\n\nOur on-call rota: …` })
    const update = look({ dashboard: board, actions: [action(11)] }).find(
      ({ do: what }) => what === 'updateIssue',
    )
    const text = (update?.do === 'updateIssue' && update.set.body) || ''
    expect(text).toMatch(/^Read me first\.\n\n<!-- debrief:dashboard /)
    expect(text).toMatch(/<!-- debrief:end -->\n\nOur on-call rota: …$/)
    expect(text).not.toContain('\nold\n')
  })

  test('loses no words where somebody cut its end off', () => {
    const cut = dashboard().body.replace('<!-- debrief:end -->', 'and my own words')
    const update = look({ dashboard: dashboard({ body: cut }), actions: [action(11)] }).at(-1)
    const text = (update?.do === 'updateIssue' && update.set.body) || ''
    expect(text).toMatch(/<!-- debrief:end -->\nold\nand my own words$/)
    expect(text.match(/debrief:dashboard/g)).toHaveLength(1)
  })

  test('changes when the score does, and not when only days pass', () => {
    const tuesday = new Date('2026-11-24T10:00:00Z')
    const before = state({ actions: [action(11, { due: '2026-11-01' })] })
    const told = after(before, plan(before, settings(), MONDAY), MONDAY)
    expect(plan(told, settings(), tuesday)).toEqual([])
    const moved = { ...told, actions: [action(11, { due: '2027-02-01' })] }
    expect(doings(plan(moved, settings(), tuesday))).toEqual(['updateIssue'])
  })

  test('takes the title of the config, and leaves a person’s title alone', () => {
    const before = state({ actions: [action(11)] })
    const told = after(before, plan(before, settings(), MONDAY), MONDAY)
    expect(plan(told, settings(), MONDAY)).toEqual([])
    const [update] = plan(told, settings({ digest: { title: 'Promises' } }), MONDAY)
    expect(update).toMatchObject({ do: 'updateIssue', set: { title: 'Promises' } })
  })

  test('that somebody closed is opened again with the next digest, not before', () => {
    const closed = dashboard({ open: false })
    expect(look({ dashboard: closed, actions: [action(11)] }).at(-1)).toMatchObject({
      set: { state: 'open' },
    })
    const told = dashboard({ open: false, lastDigest: { week: '2026-W48', at: '2026-11-23T09:00:00Z' } })
    expect(look({ dashboard: told, actions: [action(11)] }).at(-1)).not.toMatchObject({
      set: { state: 'open' },
    })
  })

  test('is left alone where nothing can be written or the digest is off', () => {
    const { repository } = state()
    const actions = [action(11, { due: '2026-11-01' })]
    expect(look({ actions, repository: { ...repository, takesIssues: false } })).toEqual([])
    expect(look({ actions }, settings({ digest: { enabled: false } }))).toEqual([])
  })
})

describe('once a week', () => {
  const actions = [action(11, { due: '2026-11-01' })]
  const week = (now: string, over: Partial<DigestState> = {}, digest: object = {}) => {
    const comment = look({ actions, ...over }, settings({ digest }), new Date(now)).find(
      (effect) => effect.do === 'comment',
    )
    return comment?.do === 'comment' ? readMarker('digest', comment.body)?.['week'] : null
  }

  test('not before its hour, then as soon as somebody looks', () => {
    expect(week('2026-11-23T08:59:00Z')).toBe(null)
    expect(week('2026-11-23T09:00:00Z')).toBe('2026-W48')
  })

  test('late where the app was down at its hour', () => {
    expect(week('2026-11-27T17:30:00Z')).toBe('2026-W48')
  })

  test('late even into the next ISO week, and then as the digest of the week that was missed', () => {
    const friday = { day: 'sunday', hour: 23 }
    const lastDigest = { week: '2026-W46', at: '2026-11-15T23:00:00Z' }
    expect(week('2026-11-23T03:00:00Z', { dashboard: dashboard({ lastDigest }) }, friday)).toBe('2026-W47')
  })

  test('never twice, though everything is looked at again', () => {
    const before = state({ actions })
    const first = plan(before, settings(), MONDAY)
    const told = after(before, first, MONDAY)
    expect(doings(first)).toEqual(['comment', 'updateIssue'])
    for (const now of [MONDAY, new Date('2026-11-29T23:59:00Z')])
      expect(plan(told, settings(), now)).toEqual([])
    expect(doings(plan(told, settings(), new Date('2026-11-30T09:00:00Z')))).toEqual([
      'comment',
      'updateIssue',
    ])
  })

  test('not again where somebody deleted the comment: the dashboard remembers', () => {
    const before = state({ actions })
    const told = after(before, plan(before, settings(), MONDAY), MONDAY)
    const board = told.dashboard ?? dashboard()
    expect(doings(plan({ ...told, dashboard: { ...board, lastDigest: null } }, settings(), MONDAY))).toEqual(
      [],
    )
  })

  test('the comment alone was written before a crash: only the dashboard is left to do', () => {
    const lastDigest = { week: '2026-W48', at: '2026-11-23T09:00:00Z' }
    expect(doings(look({ actions, dashboard: dashboard({ lastDigest }) }))).toEqual(['updateIssue'])
  })

  test('a time that passed before there was anything to tell is not made up for', () => {
    const fresh = [action(11, { createdAt: '2026-11-25T12:00:00Z' })]
    expect(week('2026-11-25T12:05:00Z', { dashboard: null, actions: fresh })).toBe(null)
    expect(week('2026-11-30T09:00:00Z', { dashboard: null, actions: fresh })).toBe('2026-W49')
  })

  test('quiet where all is done and nothing happened since', () => {
    const old = [done(11, '2026-10-20T12:00:00Z')]
    expect(week('2026-11-23T09:00:00Z', { actions: old })).toBe(null)
    expect(week('2026-11-23T09:00:00Z', { actions: [done(11, '2026-11-17T12:00:00Z')] })).toBe('2026-W48')
  })

  test('turns with the year by ISO weeks', () => {
    const lastDigest = { week: '2026-W52', at: '2026-12-21T09:00:00Z' }
    expect(week('2027-01-01T12:00:00Z', { dashboard: dashboard({ lastDigest }) })).toBe('2026-W53')
    const told = { week: '2026-W53', at: '2026-12-28T09:00:00Z' }
    expect(week('2027-01-04T09:00:00Z', { dashboard: dashboard({ lastDigest: told }) })).toBe('2027-W01')
  })
})

describe('what the digest says', () => {
  test('overdue: the worst first, by person, who is told', () => {
    const body = weekly({
      actions: [
        action(11, { due: '2026-11-20', assignees: ['ada'] }),
        action(12, { due: '2026-11-01', assignees: ['grace'] }),
        action(13, { due: '2026-11-22', assignees: ['grace'] }),
        action(14, { due: '2026-11-10', assignees: [] }),
        action(15, { due: '2026-11-23', assignees: ['ada'] }),
      ],
    })
    expect(section(body, 'Overdue').split('\n').filter(Boolean).slice(1)).toEqual([
      '@grace: **2 actions overdue**',
      '- #12 Action 12 – due 2026-11-01, 22 days ago',
      '- #13 Action 13 – due 2026-11-22, 1 day ago',
      'Nobody is assigned: **1 action overdue**',
      '- #14 Action 14 – due 2026-11-10, 13 days ago',
      '@ada: **1 action overdue**',
      '- #11 Action 11 – due 2026-11-20, 3 days ago',
    ])
  })

  test('due soon: from today for as many days as are set, by date', () => {
    const actions = [
      action(11, { due: '2026-11-26' }),
      action(12, { due: '2026-11-23', assignees: [] }),
      action(13, { due: '2026-11-27' }),
    ]
    const body = weekly({ actions }, settings({ digest: { dueSoonDays: 3 } }))
    expect(section(body, 'Due in the next 3 days').split('\n')).toEqual([
      '- #12 Action 12 – due 2026-11-23, nobody is assigned',
      '- #11 Action 11 – due 2026-11-26, @ada',
    ])
  })

  test('closed since the last digest, with thanks and without a ping', () => {
    const body = weekly({
      actions: [
        done(11, '2026-11-17T10:00:00Z'),
        done(12, '2026-11-15T10:00:00Z'),
        action(13, { outcome: 'dropped', closedAt: '2026-11-18T10:00:00Z' }),
      ],
    })
    expect(section(body, 'Closed this week')).toBe('- #11 Action 11 – thank you, `ada`')
    expect(body).not.toContain('@ada')
  })

  test('new since the last digest: actions and postmortems', () => {
    const body = weekly({
      actions: [action(11, { createdAt: '2026-11-18T10:00:00Z' }), action(12)],
      postmortems: [postmortem(21, { createdAt: '2026-11-19T10:00:00Z' })],
    })
    expect(section(body, 'New this week')).toBe('- #11 Action 11 – due 2027-01-31, `ada`')
    expect(section(body, 'Postmortems opened this week')).toBe('- #21 Postmortem: incident of 21')
  })

  test('after a longer silence it says since when', () => {
    const lastDigest = { week: '2026-W44', at: '2026-10-26T09:00:00Z' }
    const actions = [action(11, { createdAt: '2026-11-02T10:00:00Z' })]
    const body = weekly({ actions, dashboard: dashboard({ lastDigest }) })
    expect(section(body, 'New since 2026-10-26')).toContain('#11')
  })

  test('postmortems past their date, by the severity of their incident', () => {
    const incident = (labels: string[], closedAt: string | null) => ({
      number: 5,
      body: '',
      labels,
      closedAt,
    })
    const body = weekly({
      postmortems: [
        postmortem(21, { incident: incident(['SEV1'], '2026-11-20T09:00:00Z') }), // 72 hours: an hour ago
        postmortem(22, { incident: incident(['sev1'], '2026-11-20T11:00:00Z') }), // in an hour
        postmortem(23, { incident: incident(['sev4'], '2026-11-15T09:00:00Z') }), // 240 hours
        postmortem(24, { incident: incident(['sev1'], null) }), // open, or opened again
        postmortem(25, { incident: null }),
      ],
    })
    expect(section(body, 'Postmortems past their date')).toBe(
      '- #21 Postmortem: incident of 21 – of incident #5, was due for review on 2026-11-23 (`ada`)',
    )
  })

  test('closure rate: done of all, on time of the done; what was dropped counts as neither', () => {
    const body = weekly({
      actions: [
        done(11, '2026-10-10T10:00:00Z', { due: '2026-10-10' }),
        done(12, '2026-10-11T10:00:00Z', { due: '2026-10-10' }),
        done(13, '2026-10-11T10:00:00Z', { due: null }),
        action(14),
        action(15, { outcome: 'dropped', closedAt: '2026-10-11T10:00:00Z' }),
      ],
    })
    expect(body).toContain(
      '**3 of 4 actions done (75%)**; of those with a date, 1 of 2 on time (50%); 1 more dropped as not planned.',
    )
  })

  test('a hundred per cent is said only when it is true', () => {
    const many = Array.from({ length: 199 }, (_, n) => done(n + 100, '2026-10-10T10:00:00Z'))
    expect(weekly({ actions: [...many, action(11)] })).toContain('199 of 200 actions done (99%)')
  })

  test('on time is a matter of the zone’s calendar', () => {
    const actions = [action(11), done(12, '2026-10-11T03:00:00Z', { due: '2026-10-10' })]
    expect(weekly({ actions })).toContain('0 of 1 on time')
    expect(weekly({ actions }, settings({ digest: { zone: 'America/New_York', hour: 1 } }))).toContain(
      '1 of 1 on time',
    )
  })

  test('an action that was opened again, and one whose date moved, count as they stand now', () => {
    const reopened = action(11, { due: '2026-11-01', closedAt: null })
    expect(section(weekly({ actions: [reopened] }), 'Overdue')).toContain('#11')
    expect(section(weekly({ actions: [action(11, { due: '2027-01-31' })] }), 'Overdue')).toBe('')
  })

  test('actions without a milestone are named, not called overdue', () => {
    const body = weekly({ actions: [action(11, { due: null }), action(12, { due: null })] })
    expect(section(body, 'Without a date')).toMatch(/^#11, #12: set a milestone/)
    expect(section(body, 'Overdue')).toBe('')
  })

  test('titles are people’s words: they ping nobody and close nothing', () => {
    const title = 'fixes #3 for @acme/ops <!-- debrief:digest {"week":"2026-W49"} -->'
    const body = weekly({ actions: [action(11, { title, due: '2026-11-01', assignees: [] })] })
    expect(body).not.toMatch(/@acme/)
    expect(body).not.toMatch(/fixes #3/)
    expect(body.match(/<!--/g)).toHaveLength(1)
    expect(readMarker('digest', body)).toEqual({ week: '2026-W48' })
  })

  test('two thousand overdue actions of a hundred people still fit a comment', () => {
    const actions = Array.from({ length: 2_000 }, (_, n) => {
      const title = `${'<long & wide> '.repeat(20)}${n}`
      return action(n + 100, {
        title,
        due: '2026-11-01',
        createdAt: '2026-11-20T10:00:00Z',
        assignees: [`person-${n % 100}`],
      })
    })
    const effects = look({ actions })
    for (const effect of effects) {
      const body = effect.do === 'comment' ? effect.body : effect.do === 'updateIssue' ? effect.set.body : ''
      expect(body?.length).toBeLessThan(60_000)
    }
    expect(weekly({ actions })).toContain('And what 85 more people owe')
  })
})

describe('on demand', () => {
  const actions = [action(11, { due: '2026-11-01' })]
  const told = { week: '2026-W48', at: '2026-11-23T09:00:00Z' }
  const request = (...ids: number[]) => ({
    number: 4,
    comments: ids.map((id) => ({ id, at: '2026-11-23T09:55:00Z' })),
  })

  test('whoever asks is answered there, and it counts as no weekly digest', () => {
    const [answer] = look({ actions, dashboard: dashboard({ lastDigest: told }), request: request(901) })
    expect(answer).toMatchObject({ do: 'comment', number: 4 })
    const body = answer?.do === 'comment' ? answer.body : ''
    expect(body).toContain('## Postmortem follow-ups as of 2026-11-23')
    expect(readMarker('digest', body)).toEqual({ answers: [901] })
  })

  test('several who ask in one place get one answer', () => {
    const [answer] = look({ actions, request: request(901, 902) })
    expect(answer?.do === 'comment' && readMarker('digest', answer.body)).toEqual({ answers: [901, 902] })
  })

  test('an answer comes even where nothing is tracked or the weekly digest is off', () => {
    const effects = look({ request: request(901), dashboard: null }, settings({ digest: { enabled: false } }))
    expect(doings(effects)).toEqual(['comment'])
    expect(effects[0]).toMatchObject({ body: expect.stringContaining('No action is tracked yet.') })
  })

  test('a request that was missed a week ago stays missed', () => {
    const old = { number: 4, comments: [{ id: 901, at: '2026-11-16T09:00:00Z' }] }
    expect(look({ request: old, dashboard: null })).toEqual([])
  })
})
