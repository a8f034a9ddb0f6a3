import { render } from '../../templates.ts'
import { CHECKOUT } from '../cast.ts'
import { checkOn, documentOn } from '../look.ts'
import { brief, excerpt } from '../narrator.ts'
import { blockOf } from './gathering.ts'
import type { Opened, Telling, Written } from '../story.ts'

/** The author's first draft, and what the check makes of it; then the one that people can learn from. */
export async function write(telling: Telling, opened: Opened, draft: string): Promise<Written> {
  const first = await blamefully(telling, opened)
  const written = reviewed(opened, draft)
  return { first, second: await blamelessly(telling, opened, written), written }
}

/** What people wrote around the blocks of the app's draft, which they keep. */
function reviewed({ incident }: Opened, draft: string): string {
  const [timeline, metrics] = [blockOf(draft, 'timeline'), blockOf(draft, 'metrics')]
  return render('demo/postmortem', { incident, timeline, metrics })
}

async function blamefully({ stage, narrator }: Telling, opened: Opened): Promise<string> {
  const { clock, as, settle } = stage
  clock.set('2026-10-07T09:40:00Z')
  narrator.scene('A first draft, written in anger', clock.now())
  const words = render('demo/blameful', { incident: opened.incident })
  const sha = push({ stage }, opened, words, 'docs: first draft')
  await settle()
  const check = await checkOn(as('mira'), CHECKOUT, sha)
  narrator.say(
    `Mira pushes what she thinks after a short night. The check is a ${check.conclusion}: ${check.title}.`,
  )
  const { text } = await documentOn(as('mira'), CHECKOUT, opened.path, sha)
  narrator.show(...reasons(check.annotations, text.split('\n')))
  narrator.say(
    'Each stands on its line in the pull request, with what to do, why, and where that comes from:',
  )
  const blame = check.annotations.find(({ title }) => title === 'blame/human-error')
  narrator.show(...(blame?.message ?? 'no annotation about human error').split('\n\n'))
  return sha
}

type Annotation = Awaited<ReturnType<typeof checkOn>>['annotations'][number]

/** What has to be mended, in the order of the text: each rule once. */
function reasons(annotations: readonly Annotation[], lines: readonly string[]): string[] {
  const errors = annotations.filter(({ annotation_level: level }) => level === 'failure')
  const first = new Map(errors.toReversed().map((one) => [one.title, one]))
  const ordered = [...first.values()].sort((a, b) => a.start_line - b.start_line)
  return ordered.map(({ start_line: line, start_column: from, end_column: to, title, message }) => {
    const words = from && to ? (lines[line - 1] ?? '').slice(from - 1, to) : ''
    const quote = title?.startsWith('blame/') ? `“${words}” ` : ''
    return `line ${line}  ${title}  ${quote}${gist(message)}`
  })
}

/** The first sentence of a message. */
const gist = (message: string | null): string => message?.split(/\n|(?<=\.) /)[0] ?? ''

async function blamelessly(
  { stage, narrator, tally }: Telling,
  opened: Opened,
  written: string,
): Promise<string> {
  const { clock, as, settle } = stage
  clock.set('2026-10-08T16:05:00Z')
  narrator.scene('The same incident, told so that people can learn from it', clock.now())
  const sha = await tally.during('checking one push', async () => {
    push({ stage }, opened, written, 'docs: conditions, not culprits')
    await settle()
    const { data } = await as('mira').rest.pulls.get({ ...CHECKOUT, pull_number: opened.pull })
    return data.head.sha // the app's own commit is the last: it has drawn the map
  })
  const check = await checkOn(as('mira'), CHECKOUT, sha)
  narrator.say(
    'She talks with Jonas and Tomas, and starts again from the app’s draft, whose timeline she keeps:',
    'six factors at the sharp and the blunt end, and what each led to; whys that end in conditions;',
    'five actions with one person, a date and a measure each; thanks.',
    `The check is a ${check.conclusion}: “${check.title}”. The app has drawn what led to what:`,
  )
  const { text } = await documentOn(as('mira'), CHECKOUT, opened.path, sha)
  narrator.show(...drawn(text))
  return sha
}

/** The boxes of the picture that are factors, as its text has them. */
const drawn = (text: string): string[] =>
  excerpt(blockOf(text, 'factors')).flatMap((line) =>
    /^ +F\d+\[/.test(line) ? [brief(line.trim(), 100)] : [],
  )

function push(
  { stage }: Pick<Telling, 'stage'>,
  { branch, path }: Opened,
  document: string,
  message: string,
): string {
  const files = { [path]: document }
  return stage.sandbox.seed.commit({ ...CHECKOUT, branch, files, message, author: 'mira' })
}
