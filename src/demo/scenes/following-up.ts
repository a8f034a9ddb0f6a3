import type { RepositoryName } from '../../effects.ts'
import { CHECKOUT, OBSERVABILITY } from '../cast.ts'
import { actionIssues, commentsOfApp, dashboards, documentOn, dueOf, expected } from '../look.ts'
import type { ActionIssue } from '../look.ts'
import { excerpt, nameOf } from '../narrator.ts'
import type { Opened, Telling } from '../story.ts'

/**
 * Weeks pass: some is done, some is late, and every Monday somebody says so. Returns the action issues that the later
 * edit of the document has nothing to do with, as they were before it.
 */
export async function followUp(telling: Telling, opened: Opened): Promise<ActionIssue[]> {
  await twoQuietMondays(telling)
  await someIsDone(telling)
  await thirdMonday(telling)
  const untouched = await dateMoves(telling, opened)
  await onDemand(telling, opened)
  return untouched
}

async function twoQuietMondays({ stage, narrator }: Telling): Promise<void> {
  const { clock, app, settle, as } = stage
  clock.set('2026-10-12T09:01:00Z')
  narrator.scene('Monday: the first digest', clock.now())
  await app.tick()
  await settle()
  const dashboard = expected(
    (await dashboards(as('priya'), CHECKOUT))[0],
    'dashboard issue after the first Monday',
  )
  narrator.say(`The schedule looks at every repository. The app keeps a dashboard, a pinned issue:`)
  narrator.show(`#${dashboard.number} ${dashboard.title}`, ...excerpt(dashboard.body ?? '', 9))
  clock.set('2026-10-19T09:01:00Z')
  await app.tick()
  await settle()
}

async function someIsDone({ stage, narrator }: Telling): Promise<void> {
  const { clock, as, settle } = stage
  clock.set('2026-10-20T14:00:00Z')
  narrator.scene('Two of five are done', clock.now())
  await finish('jonas', CHECKOUT, 'A1')
  clock.set('2026-10-21T10:30:00Z')
  await finish('tomas', OBSERVABILITY, 'A2')
  await settle()
  const late = await find(CHECKOUT, 'A4')
  const words = 'Half of it works on staging: the replay does, the pause does not yet.'
  await as('lena').rest.issues.createComment({ ...CHECKOUT, issue_number: late.number, body: words })
  narrator.say(`Lena comments on #${late.number}: “${words}”`)
  await settle()

  async function finish(login: string, where: RepositoryName, id: string): Promise<void> {
    const { number } = await find(where, id)
    await as(login).rest.issues.update({
      ...where,
      issue_number: number,
      state: 'closed',
      state_reason: 'completed',
    })
    narrator.say(`${nameOf(login)} closes ${id}, ${where.owner}/${where.repo}#${number}, in time.`)
  }

  async function find(where: RepositoryName, id: string) {
    const all = await actionIssues(as('priya'), where)
    const found = all.find(
      ({ title, body }) => title.includes(WORDS[id] ?? id) || body?.includes(WORDS[id] ?? id),
    )
    return expected(found, `issue of action ${id} in ${where.owner}/${where.repo}`)
  }
}

/** By which words an action is known again, as a person would look for it. */
const WORDS: Readonly<Record<string, string>> = {
  A1: 'lag_alert_seconds',
  A2: 'heartbeat row',
  A4: 'ops catch-up',
}

async function thirdMonday({ stage, narrator, tally }: Telling): Promise<void> {
  const { clock, app, settle, as } = stage
  clock.set('2026-10-26T09:01:00Z')
  narrator.scene('Monday, two weeks later: the digest says what is late', clock.now())
  await tally.during('a Monday’s digest in two repositories', async () => {
    await app.tick()
    await settle()
  })
  const dashboard = expected((await dashboards(as('priya'), CHECKOUT))[0], 'dashboard issue')
  const told = await commentsOfApp(as('priya'), CHECKOUT, dashboard.number)
  narrator.show(...excerpt(expected(told.at(-1), 'digest on the dashboard')))
  await app.tick()
  await settle()
  const after = await commentsOfApp(as('priya'), CHECKOUT, dashboard.number)
  narrator.say(
    `The schedule comes by again a quarter of an hour later: ${told.length} digests before, ${after.length} after.`,
  )
}

async function dateMoves({ stage, narrator }: Telling, { path }: Opened): Promise<ActionIssue[]> {
  const { clock, as, settle } = stage
  clock.set('2026-10-26T11:20:00Z')
  narrator.scene('A date moves, in the document', clock.now())
  const { sha, text } = await documentOn(as('priya'), CHECKOUT, path, 'main')
  const before = await actionIssues(as('priya'), CHECKOUT)
  const content = text.replace('@lena | 2026-10-23', '@lena | 2026-10-30')
  await as('priya').rest.repos.createOrUpdateFileContents({
    ...CHECKOUT,
    path,
    sha,
    message: 'docs: A4 needs another week',
    content: Buffer.from(content).toString('base64'),
  })
  await settle()
  narrator.say(
    'Priya and Lena agree on another week for A4; Priya changes the one date on `main`. What changed on the issues:',
  )
  for (const now of await actionIssues(as('priya'), CHECKOUT)) {
    const then = before.find(({ number }) => number === now.number)
    if (then && dueOf(then) !== dueOf(now))
      narrator.show(`#${now.number} ${now.title}: due ${dueOf(then) ?? 'never'} → ${dueOf(now) ?? 'never'}`)
  }
  return before.filter(({ title }) => !title.includes(WORDS['A4'] ?? 'A4'))
}

async function onDemand({ stage, narrator }: Telling, { incident }: Opened): Promise<void> {
  const { clock, as, settle } = stage
  clock.set('2026-10-28T15:00:00Z')
  narrator.scene('Asked in between', clock.now())
  const before = await commentsOfApp(as('priya'), CHECKOUT, incident)
  await as('priya').rest.issues.createComment({
    ...CHECKOUT,
    issue_number: incident,
    body: '/debrief digest',
  })
  await settle()
  const after = await commentsOfApp(as('priya'), CHECKOUT, incident)
  narrator.say(
    `Before the leads’ meeting Priya comments \`/debrief digest\` on incident #${incident}. The answer:`,
  )
  narrator.show(...excerpt(expected(after[before.length], 'answer to /debrief digest'), 8))
}
