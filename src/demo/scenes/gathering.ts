import { render } from '../../templates.ts'
import { CHECKOUT } from '../cast.ts'
import { commentsOfApp, documentOn, expected } from '../look.ts'
import { excerpt } from '../narrator.ts'
import type { Opened, Telling } from '../story.ts'

/** A key of no account, as it lies about in logs; in one piece it would alarm whoever scans our own code. */
export const TOKEN = `ghp_${'Demo'.repeat(9)}`

const EXPORTS = {
  'cloud-events.json': 'demo/evidence/cloud-events',
  'failover-controller.log': 'demo/evidence/failover-controller',
  'pagerduty.json': 'demo/evidence/pagerduty',
} as const

/** What other tools saw joins the timeline of the draft. Returns the draft. */
export async function gather({ stage, narrator, tally }: Telling, opened: Opened): Promise<string> {
  const { clock, as, settle, sandbox } = stage
  const { incident, pull, branch, path } = opened
  clock.set('2026-10-06T16:10:00Z')
  narrator.scene('Evidence: what other tools saw', clock.now())
  narrator.say(
    'Jonas drops three exports into the pull request: PagerDuty’s log, the cloud’s events, and the log of the',
    'failover controller. Two are on Berlin’s clock; one has a token in it, and a line that is no log.',
    'Mira comments on the incident:',
  )
  narrator.show('/mitigated 14:47')
  const folder = `postmortems/evidence/${path.replace(/^.*\/|\.md$/g, '')}`
  const files = Object.entries(EXPORTS).map(([name, template]) => [`${folder}/${name}`, render(template, { token: TOKEN })]) // prettier-ignore
  await tally.during('evidence of three tools, and a command', async () => {
    const message = 'docs: what the tools saw'
    sandbox.seed.commit({ ...CHECKOUT, branch, author: 'jonas', message, files: Object.fromEntries(files) })
    await as('mira').rest.issues.createComment({ ...CHECKOUT, issue_number: incident, body: '/mitigated 14:47' }) // prettier-ignore
    await settle()
  })
  const { text } = await documentOn(as('mira'), CHECKOUT, path, branch)
  narrator.say(
    'One commit later it is one timeline in UTC, with what GitHub itself saw and what people wrote:',
  )
  narrator.show(...tableOf(text, 'timeline'))
  narrator.say('Its metrics are computed:')
  narrator.show(...tableOf(text, 'metrics'))
  const told = await commentsOfApp(as('mira'), CHECKOUT, pull)
  narrator.say('And a comment on the pull request says what could not be read, and what lay open:')
  narrator.show(...excerpt(expected(told.at(-1), 'comment of the app about the evidence')))
  return text
}

/** A block that the app keeps, with the comments around it. */
export function blockOf(text: string, kind: string): string {
  const found = new RegExp(`<!-- debrief:${kind} [^]*?<!-- /debrief:${kind} -->`).exec(text)
  return expected(found?.[0], `block “${kind}” in the document`)
}

/** Its rows. */
export const tableOf = (text: string, kind: string): string[] =>
  excerpt(blockOf(text, kind)).filter((line) => line.startsWith('|') && !line.startsWith('| ---'))
