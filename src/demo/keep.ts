import { CHECKOUT } from './cast.ts'
import type { Story } from './story.ts'
import type { Stage } from './stage.ts'

/** What there is to look at and to try while both servers stay up, as lines for a terminal. */
export function whatToTry({ sandbox, app, clock }: Stage, story: Story | null): string[] {
  const api = `${sandbox.url}/repos/${CHECKOUT.owner}/${CHECKOUT.repo}`
  const { incident, pull } = story ?? { incident: 1, pull: 2 }
  return [
    '',
    'Both servers stay up; stop them with Ctrl-C.',
    `  GitHub  ${sandbox.url}  (REST; GraphQL at ${sandbox.url}/graphql)`,
    `  the app ${app.url}  (webhooks at /api/github/webhooks)`,
    `  Its clock goes on from ${clock.now().toISOString().slice(0, 10)}.`,
    '',
    'Look at it, in a browser too (without a token GitHub answers 60 times an hour):',
    `  ${api}/issues/${incident}                 the incident`,
    `  ${api}/issues/${incident}/sub_issues      its actions`,
    `  ${api}/issues/${incident}/comments        what was said`,
    `  ${api}/pulls/${pull}/files             the postmortem`,
    `  ${api}/issues?labels=postmortem-digest   the dashboard`,
    '',
    'Be somebody:',
    ...['mira', 'priya'].map((login) => `  ${login.toUpperCase()}=${sandbox.token(login)}`),
    '',
    'Declare another incident, and see its pull request a moment later:',
    `  curl -H "authorization: token $MIRA" ${api}/issues -d '{"title":"Search answers slowly","body":"Since 14:00 UTC.","labels":["incident","sev2"],"assignees":["mira"]}'`,
    `  curl -H "authorization: token $MIRA" "${api}/pulls?state=open"`,
    '',
    'Finish an action, and ask for a digest:',
    `  curl -X PATCH -H "authorization: token $MIRA" ${api}/issues/4 -d '{"state":"closed"}'`,
    `  curl -H "authorization: token $PRIYA" ${api}/issues/${incident}/comments -d '{"body":"/debrief digest"}'`,
    `  curl -H "authorization: token $MIRA" "${api}/issues/${incident}/comments?per_page=100"`,
  ]
}
