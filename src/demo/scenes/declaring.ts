import { render } from '../../templates.ts'
import { CHECKOUT } from '../cast.ts'
import { checkOn, commentsOfApp, documentOn, expected, labelsOf } from '../look.ts'
import { excerpt, nameOf } from '../narrator.ts'
import type { Opened, Telling } from '../story.ts'

const LOG = [
  ['14:09', 'mira', 'The lag panel shows 0.4 s for both replicas, so they should be fit to take over. The failover controller still says `candidate not eligible`. Looking at the controller.'],
  ['14:15', 'lena', 'Banner is up in the shop, and support knows.'],
  ['14:26', 'jonas', 'Asked `orders-db-eu-2` directly: its newest row is 11 min 40 s old. The panel shows something old; the controller is right to wait.'],
  ['14:31', 'mira', 'Backfill paused. We let the replica catch up rather than lose eleven minutes of orders.'],
  ['14:47', 'mira', '`orders-db-eu-2` is promoted, order writes succeed, errors below 0.1%. Mitigated.'],
  ['15:25', 'jonas', 'Second replica rebuilt and checked against the database itself.'],
] as const // prettier-ignore

/** The incident, from the first alarm to its end. */
export async function declare({ stage, narrator, tally }: Telling): Promise<Opened> {
  const { clock, as, settle } = stage
  clock.set('2026-10-06T14:02:00Z')
  narrator.scene('An incident is declared', clock.now())
  const { data: issue } = await as('mira').rest.issues.create({
    ...CHECKOUT,
    title: 'Checkout cannot save orders in eu-west',
    body: render('demo/incident', {}),
    assignees: ['mira'],
  })
  narrator.say(
    'Mira is on call. She fills in the incident form of acme/checkout, and keeps the log in its comments:',
  )
  narrator.show(`#${issue.number} ${issue.title}`, ...excerpt(issue.body ?? '', 4))
  for (const [time, login, body] of LOG) {
    clock.set(`2026-10-06T${time}:00Z`)
    await as(login).rest.issues.createComment({ ...CHECKOUT, issue_number: issue.number, body })
    narrator.say(`${time} ${nameOf(login)}: ${body}`)
  }
  await settle()

  clock.set('2026-10-06T15:27:00Z')
  narrator.scene('Two labels, and the postmortem is there', clock.now())
  narrator.say(
    'Priya labels the issue `incident` and `sev1`. GitHub tells the app; the app opens a draft pull request.',
  )
  const opened = await tally.during('opening, with the first look at the draft', async () => {
    await as('priya').rest.issues.addLabels({
      ...CHECKOUT,
      issue_number: issue.number,
      labels: ['incident', 'sev1'],
    })
    await settle()
    return findPull({ stage, narrator, tally }, issue.number)
  })
  await close({ stage, narrator, tally }, opened)
  return opened
}

async function findPull({ stage, narrator }: Telling, incident: number): Promise<Opened> {
  const github = stage.as('priya')
  const { data: pulls } = await github.rest.pulls.list({ ...CHECKOUT, state: 'open' })
  const pull = expected(pulls[0], 'postmortem pull request: the labels should have opened one')
  const { data: files } = await github.rest.pulls.listFiles({ ...CHECKOUT, pull_number: pull.number })
  const path = expected(files[0], 'document in the pull request').filename
  const branch = pull.head.ref
  const people = (pull.assignees ?? []).map(({ login }) => `@${login}`).join(', ')
  narrator.show(
    `#${pull.number} ${pull.title}${pull.draft ? '  [draft]' : ''}`,
    `label ${labelsOf(pull).join(', ')} · assigned to ${people} · branch ${branch}`,
    `adds ${path}`,
  )
  narrator.say(
    'The draft has its facts from the form, and its first timeline from the thread of the incident:',
  )
  const { text } = await documentOn(github, CHECKOUT, path, branch)
  narrator.show(...timelineOf(text))
  const check = await checkOn(github, CHECKOUT, pull.head.sha)
  narrator.say(
    `Nobody has worked on it yet, so the check “Postmortem” is ${check.conclusion ?? 'not done'}: “${check.title}”.`,
  )
  return { incident, pull: pull.number, branch, path }
}

const timelineOf = (text: string): string[] =>
  excerpt(text).filter((line) => /^\| (Time \(|\d{4}-)/.test(line))

async function close({ stage, narrator }: Telling, { incident }: Opened): Promise<void> {
  const { clock, as, settle } = stage
  clock.set('2026-10-06T15:30:00Z')
  await as('mira').rest.issues.update({ ...CHECKOUT, issue_number: incident, state: 'closed' })
  await settle()
  const [comment] = await commentsOfApp(as('priya'), CHECKOUT, incident)
  narrator.say('15:30 Mira closes the incident. The app’s comment there now knows by when the review is due:')
  narrator.show(...excerpt(expected(comment, 'comment of the app on the incident')))
}
