import type { RepositoryName } from '../effects.ts'
import { detect } from '../evidence/detect.ts'
import { isMisread, type Evidence, type Reading } from '../evidence/evidence.ts'
import { read } from '../evidence/read.ts'
import { maskSecrets } from '../evidence/secrets.ts'
import type { GitHub } from '../github/client.ts'
import { mayWrite } from '../github/permission.ts'
import { commandsIn, type Pasted } from '../incident/commands.ts'
import type { SaidComment } from '../incident/state.ts'
import { fromGitHub } from '../incident/thread.ts'
import type { TimeFact } from '../postmortem/fact-names.ts'
import { momentCommands } from '../postmortem/moment-command.ts'
import { render } from '../templates.ts'
import type { Problem } from './state.ts'

// To ask who may write is a request for each person, and anybody can comment on a public repository. Whoever spoke first is heard:
// nobody can silence them by a crowd that comes later.
const MOST_PEOPLE = 100
/** Of one person. */
const MOST_COMMENTS = 50

export interface FromComments {
  readonly entries: readonly Evidence[]
  /** When it was, as was said last. */
  readonly moments: Partial<Readonly<Record<TimeFact, string>>>
  readonly problems: readonly Problem[]
}

type How = Omit<Reading, 'file'>

/** What people who may write here told the timeline by command; whatever others say does nothing. */
export async function readCommands(
  github: GitHub,
  at: RepositoryName,
  said: readonly SaidComment[],
  how: How,
): Promise<FromComments> {
  const { heard, problems: unheard } = await hear(github, at, said)
  const entries: Evidence[] = []
  const problems: Problem[] = [...unheard]
  for (const comment of heard)
    for (const pasted of commandsIn(comment.body).pasted) {
      const told = await readPasted(comment, pasted, how)
      entries.push(...told.entries)
      problems.push(...told.problems)
    }
  const moments = momentsIn(heard, how)
  return {
    entries: [...entries, ...moments.entries],
    moments: moments.moments,
    problems: [...problems, ...moments.problems],
  }
}

/** The comments of those who may write here, oldest first; nothing that others say takes the place of theirs. */
async function hear(github: GitHub, at: RepositoryName, said: readonly SaidComment[]) {
  const sorted = said.toSorted((a, b) => a.at.localeCompare(b.at))
  const people = Map.groupBy(sorted, ({ login }) => login)
  const heard: SaidComment[] = []
  const problems: Problem[] = []
  const [beyond] = [...people.values()][MOST_PEOPLE] ?? []
  if (beyond) problems.push(unread(beyond, `Commands of more than ${MOST_PEOPLE} people are not read`))
  for (const [login, theirs] of [...people].slice(0, MOST_PEOPLE)) {
    if (!(await mayWrite(github, at, login))) continue
    heard.push(...theirs.slice(-MOST_COMMENTS))
    const [oldest] = theirs
    if (oldest && theirs.length > MOST_COMMENTS)
      problems.push(
        unread(oldest, `Of one person’s comments with commands the newest ${MOST_COMMENTS} are read`),
      )
  }
  return { heard: heard.toSorted((a, b) => a.at.localeCompare(b.at)), problems }
}

const unread = (comment: SaidComment, problem: string): Problem => ({
  ...placeOf(comment),
  line: 0,
  problem,
  fix: 'Put what is missing into a file in the evidence folder.',
  isSecret: false,
})

async function readPasted(comment: SaidComment, { text, line }: Pasted, how: How) {
  const entries: Evidence[] = []
  const problems: Problem[] = []
  const problemAt = (at: number, problem: string, fix: string, isSecret = false): void => {
    problems.push({ ...placeOf(comment), line: line + at - 1, problem, fix, isSecret })
  }
  if (text.trim() === '') {
    problemAt(
      0,
      'Nothing stands below `/timeline`',
      'Write `14:03 what happened` there, or an export in a fence.',
    )
    return { entries, problems }
  }
  // Notes whose times are not understood are still notes.
  const format = 'problem' in detect({ name: '', text }, '') ? 'plain' : undefined
  const file = 'comment'
  const source = { file, format, open: () => bytesOf(text) }
  for await (const told of read(source, { ...how, file })) {
    if (isMisread(told)) problemAt(told.origin.line, told.problem, told.fix, told.kind === 'secret')
    else
      entries.push({
        ...told,
        ...ownSource(told, comment, file),
        origin: { file: comment.url, line: told.origin.line },
      })
  }
  return { entries, problems }
}

async function* bytesOf(text: string): AsyncGenerator<string> {
  yield text
}

/** Notes are told by who wrote the comment, an export by the tool; either stands in the comment. */
function ownSource({ source, link, kind }: Evidence, { login, url }: SaidComment, file: string) {
  const isNote = source === file
  return { source: isNote ? login : source, link: link ?? url, kind: isNote ? ('human' as const) : kind }
}

const placeOf = ({ login, url }: SaidComment) => ({ where: `@${login}`, href: url })

/** For each moment what was said last; what could not be read is told as long as nothing better was said since. */
function momentsIn(heard: readonly SaidComment[], { zone }: How) {
  const entries = new Map<TimeFact, Evidence>()
  const problems = new Map<TimeFact, Problem>()
  for (const comment of heard)
    // What cannot be read is repeated in the answer.
    for (const one of momentCommands(maskSecrets(comment.body).text, { saidAt: comment.at, zone })) {
      const { moment, line } = one
      problems.delete(moment)
      if ('problem' in one)
        problems.set(moment, { ...placeOf(comment), line, problem: one.problem, fix: '', isSecret: false })
      else entries.set(moment, momentEntry(moment, one.at, comment))
    }
  return {
    entries: [...entries.values()],
    problems: [...problems.values()],
    moments: Object.fromEntries([...entries].map(([moment, { at }]) => [moment, at])),
  }
}

const momentEntry = (moment: TimeFact, at: string, { login, url, id }: SaidComment): Evidence =>
  fromGitHub({
    at,
    kind: 'human',
    text: render('gathering/moment', {
      started: moment === 'startedAt',
      detected: moment === 'detectedAt',
      mitigated: moment === 'mitigatedAt',
      resolved: moment === 'resolvedAt',
    }).trim(),
    source: login,
    link: url,
    id: `moment ${moment} ${id} ${at}`,
  })
