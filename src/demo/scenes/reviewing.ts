import { statusOf } from '../../github/errors.ts'
import { CHECKOUT, OBSERVABILITY } from '../cast.ts'
import { actionIssues, commentsOfApp, expected, labelsOf } from '../look.ts'
import { brief, excerpt, nameOf } from '../narrator.ts'
import { markReady } from '../ready.ts'
import type { Opened, Telling } from '../story.ts'

/** Reviewed by people of two teams, merged, and every action an issue. Returns the merge commit. */
export async function review(telling: Telling, opened: Opened): Promise<string> {
  const { stage, narrator, tally } = telling
  const { clock, as, settle } = stage
  const pull = { ...CHECKOUT, pull_number: opened.pull }
  clock.set('2026-10-09T10:00:00Z')
  narrator.scene('Review', clock.now())
  const { data } = await as('mira').rest.pulls.get(pull)
  await markReady(as('mira'), data.node_id)
  await as('mira').rest.pulls.requestReviewers({ ...pull, reviewers: ['priya', 'tomas'] })
  narrator.say(
    'Mira marks it ready for review and asks Priya, and Tomas of the other team. Merged before they had a look?',
  )
  narrator.show(`GitHub: ${await refusal(() => as('mira').rest.pulls.merge(pull))}`)
  await approve(telling, opened, 'tomas', 'A2 is fair: I would have trusted that panel too.')
  await approve(telling, opened, 'priya', 'I can see how it happened, and what will be different. Thank you.')
  await settle()

  clock.set('2026-10-09T11:05:00Z')
  narrator.scene('Merged: each action becomes an issue', clock.now())
  const sha = await tally.during(
    'merging: five actions tracked in two repositories, and the incident told',
    async () => {
      const merged = await as('mira').rest.pulls.merge(pull)
      await settle()
      return merged.data.sha
    },
  )
  await showActions(telling, opened)
  return sha
}

async function approve(
  { stage, narrator }: Telling,
  { pull }: Opened,
  login: string,
  body: string,
): Promise<void> {
  await stage.as(login).rest.pulls.createReview({ ...CHECKOUT, pull_number: pull, event: 'APPROVE', body })
  narrator.say(`${nameOf(login)} approves: “${body}”`)
}

/** What GitHub says to something that it does not let through. */
async function refusal(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt()
    return 'let it through'
  } catch (error) {
    const status = statusOf(error)
    if (status === null || !(error instanceof Error)) throw error
    return `${status} ${error.message.split(' - https')[0] ?? ''}`
  }
}

async function showActions({ stage, narrator }: Telling, { incident }: Opened): Promise<void> {
  const github = stage.as('priya')
  for (const where of [CHECKOUT, OBSERVABILITY]) {
    for (const issue of await actionIssues(github, where)) {
      const people = (issue.assignees ?? []).map(({ login }) => `@${login}`).join(', ')
      narrator.show(`${where.owner}/${where.repo}#${issue.number} ${brief(issue.title)}`)
      narrator.show(
        `    ${people}, milestone “${issue.milestone?.title ?? 'none'}”, ${labelsOf(issue).join(', ')}`,
      )
    }
  }
  const one = expected((await actionIssues(github, CHECKOUT)).at(-1), 'action issue in acme/checkout')
  narrator.say(`What #${one.number} says:`)
  narrator.show(...excerpt(one.body ?? ''))
  const [comment] = await commentsOfApp(github, CHECKOUT, incident)
  narrator.say(`And the incident says: ${excerpt(comment ?? '').join(' ')}`)
  const { data } = await github.rest.issues.get({ ...CHECKOUT, issue_number: incident })
  const { total = 0, completed = 0 } = data.sub_issues_summary ?? {}
  narrator.say(`All five are its sub-issues, so it has a progress bar: ${completed} of ${total}.`)
}
