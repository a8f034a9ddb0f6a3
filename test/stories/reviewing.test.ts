import { describe, expect, it } from 'vitest'
import type { Stage, StageOptions } from '../../src/demo/stage.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN } from '../recurrence/written.ts'
import { SHOP, declare, nameOf, onStage, onlyPull, writes } from './stage.ts'

/** Friday, 1 January 2027, is no working day, nor are the next two. */
const REVIEW = '2027-01-04T09:00:00Z'

const DECEMBER = FULL_NOVEMBER.replace('2026-11-11', '2026-12-11')
const FILES = {
  'postmortems/1-printers.md': FULL_SEPTEMBER.replace('2026-09-03', '2026-11-20').replaceAll(
    '@mira',
    '@grace',
  ),
  'postmortems/2-oven.md': OVEN.replace('2026-10-02', '2026-11-28'),
  'postmortems/3-turnstiles.md': DECEMBER,
}

function commit(stage: Stage, files: Readonly<Record<string, string>>) {
  stage.sandbox.seed.commit({ ...SHOP, branch: 'main', files, message: 'docs: postmortem', author: 'ada' })
  return stage.settle()
}

async function tickAt(stage: Stage, instant: string): Promise<void> {
  stage.clock.set(instant)
  await stage.app.tick()
  await stage.settle()
}

async function reviews(stage: Stage) {
  const query = { ...SHOP, labels: 'postmortem-review', state: 'all', direction: 'asc' } as const
  return (await stage.as('ada').rest.issues.listForRepo(query)).data
}

async function onlyReview(stage: Stage) {
  const [review, ...others] = await reviews(stage)
  if (!review || others.length > 0) throw new Error(`expected one review, found ${others.length + 1}`)
  return { ...review, body: review.body ?? '' }
}

const actionsOf = async (stage: Stage) => {
  const query = { ...SHOP, labels: 'postmortem-action', state: 'all', direction: 'asc' } as const
  const { data } = await stage.as('ada').rest.issues.listForRepo(query)
  return new Map(data.map(({ title, number }) => [title, number]))
}

/** The app's own requests since then, but for what was told to be as before (304), which is free. */
const requests = (stage: Stage, since: number): string[] =>
  stage.sandbox.traffic.slice(since).flatMap((line) => {
    const counts = line.kind === 'api' && line.actor === 'installation' && line.status !== 304
    return counts ? [nameOf(line)] : []
  })

/** Postmortems land on the default branch, their actions become issues, and the sweep knows the repository. */
async function withPostmortems(
  files: Readonly<Record<string, string>> = FILES,
  options: StageOptions = {},
): Promise<Stage> {
  const stage = await onStage({ at: '2026-11-21T10:00:00Z', ...options })
  await commit(stage, files)
  await tickAt(stage, '2026-11-21T11:00:00Z')
  return stage
}

describe('the review of a quarter', () => {
  it('is one issue on the first working day after it, with what was open when it came again', async () => {
    const stage = await withPostmortems()
    const issues = await actionsOf(stage)
    const page = issues.get('Page when a print host has less than 10% of disk space') ?? 0
    const job = issues.get('Delete receipts older than 14 days by a nightly job') ?? 0
    stage.clock.set('2026-12-05T10:00:00Z')
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: page, state: 'closed' })
    stage.clock.set('2026-12-20T10:00:00Z')
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: job, state: 'closed' })
    await stage.settle()
    await tickAt(stage, '2027-01-04T08:45:00Z')
    expect(await reviews(stage)).toEqual([])
    await tickAt(stage, REVIEW)
    const { title, body, user, assignees, state } = await onlyReview(stage)
    expect({ title, state, assignees, login: user?.login }).toEqual({
      title: 'Review of 2026 Q4', state: 'open', assignees: [], login: 'debrief[bot]',
    }) // prettier-ignore
    expect(body).toContain('3 incidents from 2026-10-01 to 2026-12-31')
    // Of the three that are not learning, one was done when the turnstiles stayed shut, and the document says so of another.
    expect(body).toContain(`- **Came again:** 1 of 3, with 1 action open that might have helped (1 overdue).`)
    expect(body).toContain(`#${job} A1: Delete receipts older than 14 days by a nightly job (overdue by 82 days; closed since)`) // prettier-ignore
    expect(body).not.toContain('Page when a print host')
    expect(body).toContain('/acme/shop/blob/main/postmortems/3-turnstiles.md>)')
    expect(stage.sandbox.unhandled).toEqual([])
  })

  it('is written once: not by a second tick, and what a person makes of it stays', async () => {
    const stage = await withPostmortems()
    await tickAt(stage, REVIEW)
    const { number } = await onlyReview(stage)
    const ada = stage.as('ada')
    await ada.rest.issues.update({
      ...SHOP,
      issue_number: number,
      body: 'Mine now',
      title: 'Talk',
      state: 'closed',
    })
    await stage.settle()
    const before = stage.sandbox.traffic.length
    for (const at of [REVIEW, '2027-01-04T09:15:00Z', '2027-01-05T00:00:00Z', '2027-01-20T12:00:00Z'])
      await tickAt(stage, at)
    expect(writes(stage, before)).not.toContain('POST /repos/acme/shop/issues')
    expect(await onlyReview(stage)).toMatchObject({ title: 'Talk', body: 'Mine now', state: 'closed' })
  })

  it('comes late rather than never, where nobody looked that day', async () => {
    const stage = await withPostmortems()
    await declare(stage)
    const { number } = await onlyPull(stage)
    await tickAt(stage, '2027-01-12T16:30:00Z')
    const { title, body } = await onlyReview(stage)
    expect(title).toBe('Review of 2026 Q4')
    expect(body).toContain(`Still being written, and not in it: #${number}.`)
  })

  it('comes too where the organisation’s settings changed that very morning', async () => {
    const repositories = ['shop', '.github'].map((name) => ({ owner: 'acme', name }))
    const stage = await withPostmortems(FILES, { repositories })
    const files = { '.github/postmortem.yml': 'actions:\n  maximum: 7\n' }
    stage.clock.set('2027-01-04T08:59:00Z')
    stage.sandbox.seed.commit({
      owner: 'acme',
      repo: '.github',
      branch: 'main',
      files,
      message: 'Set',
      author: 'ada',
    })
    await tickAt(stage, '2027-01-04T11:00:00Z')
    await tickAt(stage, '2027-01-04T11:15:00Z')
    expect((await onlyReview(stage)).title).toBe('Review of 2026 Q4')
  })

  it('does not come where nothing happened, or the team does not want it', async () => {
    const quiet = await withPostmortems({ 'postmortems/1-printers.md': FULL_SEPTEMBER })
    await tickAt(quiet, REVIEW)
    expect(await reviews(quiet)).toEqual([])
    const off = await withPostmortems({ ...FILES, '.github/postmortem.yml': 'review:\n  every: []\n' })
    await tickAt(off, REVIEW)
    expect(await reviews(off)).toEqual([])
  })

  it('costs two reads and two writes on its day, and nothing on others', async () => {
    const asked = async (every: string) => {
      const config = `digest:\n  enabled: false\nindex:\n  enabled: false\nreview:\n  every: ${every}\n`
      const stage = await withPostmortems({ ...FILES, '.github/postmortem.yml': config })
      const days: string[][] = []
      for (const at of [
        '2027-01-03T12:00:00Z',
        '2027-01-03T12:15:00Z',
        '2027-01-04T08:45:00Z',
        REVIEW,
        '2027-01-04T09:15:00Z',
        '2027-01-04T09:30:00Z',
      ]) {
        const since = stage.sandbox.traffic.length
        await tickAt(stage, at)
        days.push(requests(stage, since))
      }
      return days
    }
    const [on, off] = [await asked('[quarter]'), await asked('[]')]
    expect(off.flat()).toEqual([])
    const [noon, later, before, day, ...after] = on
    expect([noon, later, before]).toEqual([[], [], []])
    // The sweep and the board look once, since something is due; the review asks for what there is, and for the texts.
    const graphql = 'POST /graphql'
    expect(day).toEqual([
      graphql,
      graphql,
      graphql,
      graphql,
      'POST /repos/acme/shop/labels',
      'POST /repos/acme/shop/issues',
    ])
    // The new issue is seen once, as any that changes.
    expect(after.map((requests) => requests.length)).toEqual([4, 0])
  })
})
