import { render } from '../../templates.ts'
import { CHECKOUT } from '../cast.ts'
import { expected } from '../look.ts'
import { excerpt } from '../narrator.ts'
import type { Telling } from '../story.ts'

/** A month later something alike happens. Returns the number of its pull request. */
export async function again({ stage, narrator }: Telling): Promise<number> {
  const { clock, as, settle } = stage
  clock.set('2026-11-12T07:20:00Z')
  narrator.scene('A month later: something alike', clock.now())
  const { data: issue } = await as('tomas').rest.issues.create({
    ...CHECKOUT,
    title: 'Order history is stale: the replicas lag behind the primary',
    body: render('demo/alike', {}),
    labels: ['incident', 'sev3'],
    assignees: ['tomas'],
  })
  await settle()
  const { data: pulls } = await as('tomas').rest.pulls.list({ ...CHECKOUT, state: 'open' })
  const pull = expected(pulls[0], `postmortem pull request of incident #${issue.number}`)
  narrator.say(
    `Tomas declares #${issue.number}, “${issue.title}”.`,
    `Its pull request, #${pull.number}, knows of an incident like it:`,
  )
  narrator.show(...excerpt(pull.body ?? '').filter((line) => /Earlier incidents|service checkout/.test(line)))
  return pull.number
}
