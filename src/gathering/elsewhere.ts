import type { Config } from '../config/schema.ts'
import type { Misread } from '../evidence/evidence.ts'
import type { RepositoryName } from '../effects.ts'
import { wroteIt } from '../github/author.ts'
import { hrefOf } from '../github/href.ts'
import type { GitHub } from '../github/client.ts'
import { readMarker } from '../github/marker.ts'
import { findNote } from '../github/note.ts'
import type { PostmortemState } from '../incident/state.ts'
import { saidIn } from '../incident/thread.ts'
import { dayIn } from '../postmortem/zones.ts'
import { readCommands } from './commands.ts'
import { allComments, type Comment, type Conversation } from './conversation.ts'
import { readExports } from './exports.ts'
import type { Elsewhere, Problem, Seen } from './state.ts'
import { earliestOf, endOf, startOf, windowOf } from './window.ts'

interface Around {
  readonly pull: number
  readonly text: string
  readonly seen: Seen
  readonly talk: Conversation | null
}

/** What people brought from other tools: files on the branch, and commands in comments. */
export async function readElsewhere(
  github: GitHub,
  state: PostmortemState,
  { pull, text, seen, talk }: Around,
  { config, now }: { readonly config: Config; readonly now: Date },
): Promise<Elsewhere> {
  const { repository, incident, branch } = state
  const { zone } = config.timeline
  const day = dayIn(startOf(text, incident), { kind: 'place', name: zone })
  const { comments, isWhole } = await allComments(github, repository, pull, talk)
  const said = [...state.said, ...comments.flatMap(saidIn)]
  const commands = await readCommands(github, repository, said, { zone, day, now })
  const start = startOf(text, incident, commands.moments.startedAt)
  const end = endOf(text, incident, config, commands.moments.resolvedAt)
  const earliest = earliestOf(start, config)
  const { from } = windowOf({ start, end: end ?? now.toISOString(), earliest }, seen)
  const { folder } = config.postmortem
  const exports = await readExports(github, state, { zone, day, now, folder, from, to: end })
  const problems = [
    ...exports.findings.map((one) => problemOf(one, (path) => hrefOf(repository.url, branch, path))),
    ...commands.problems,
    ...(isWhole ? [] : [tooLong(`${repository.url}/pull/${pull}`)]),
  ]
  return {
    entries: [...exports.entries, ...commands.entries],
    alerts: exports.alerts,
    moments: commands.moments,
    problems,
    note: noteIn(github, comments) ?? (isWhole ? null : await laterNote(github, repository, pull)),
  }
}

const problemOf = (
  { origin, problem, fix, kind }: Misread,
  addressOf: (path: string) => string,
): Problem => ({
  where: origin.file,
  href: `${addressOf(origin.file)}#L${origin.line}`,
  line: origin.line,
  problem,
  fix,
  isSecret: kind === 'secret',
})

const tooLong = (href: string): Problem => ({
  where: 'this pull request',
  href,
  line: 0,
  problem: 'Its first thousand comments are read for commands, and none behind them',
  fix: 'Give later commands on the incident’s issue, or edit one of the earlier comments.',
  isSecret: false,
})

const isOurs = (note: Readonly<Record<string, unknown>> | null): note is { readonly hash: string } =>
  note?.['about'] === 'evidence' && typeof note['hash'] === 'string'

/** The app's comment about the evidence. */
function noteIn(github: GitHub, comments: readonly Comment[]): Elsewhere['note'] {
  for (const { author, body, fullDatabaseId } of comments) {
    const note = wroteIt(github, author) ? readMarker('note', body) : null
    if (isOurs(note) && fullDatabaseId) return { id: Number(fullDatabaseId), hash: note.hash }
  }
  return null
}

/** The same where it stands behind all that was read. */
async function laterNote(
  github: GitHub,
  { owner, repo }: RepositoryName,
  pull: number,
): Promise<Elsewhere['note']> {
  const found = await findNote(github, { owner, repo, issue_number: pull }, isOurs)
  return found && isOurs(found.note) ? { id: found.id, hash: found.note.hash } : null
}
