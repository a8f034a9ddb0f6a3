import type { Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import type { Effect } from '../effects.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { blobId } from '../github/blob.ts'
import { inertLine } from '../github/inert.ts'
import { hashOf, marker, type BlockKind } from '../github/marker.ts'
import { keepBlocks } from '../incident/blocks.ts'
import { bareDraft } from '../incident/draft.ts'
import { earlierLikeDocument, earlierLikeIncident, renewEarlier } from '../incident/earlier.ts'
import { isLookedBackAt } from '../incident/label.ts'
import { pullMarker } from '../incident/pull.ts'
import type { PullState } from '../incident/state.ts'
import { render } from '../templates.ts'
import { entriesOf } from './entries.ts'
import { tellProblems } from './telling.ts'
import type { GatheringState, OpenPostmortem } from './state.ts'
import { earliestOf, endOf, startOf, windowOf } from './window.ts'

export function plan({ postmortems }: GatheringState, { config }: Settings, now: Date): readonly Effect[] {
  return postmortems.flatMap((one) => bringUpToDate(one, config, now))
}

function bringUpToDate(one: OpenPostmortem, config: Config, now: Date): readonly Effect[] {
  const { repository, incident, pull, document } = one
  if (repository.archived || !isLookedBackAt(incident.labels, config)) return []
  if (!pull?.byApp || pull.state !== 'open' || !pull.marker) return []
  const untouched = pull.marker.drafts.includes(document.oid)
  // As long as nobody has written in the draft, all of it follows the incident; after that only the blocks do.
  const base = untouched ? bareDraft(one, config, one.elsewhere.moments) : document.text
  const evidence = evidenceOf(one, base, config, now)
  const { text, theirs, broken } = keepBlocks(base, { evidence, alerts: one.elsewhere.alerts, config })
  const isNews = (kind: BlockKind): boolean => !one.told.includes(kind)
  const path = `${config.postmortem.folder}/${document.name}`
  const found = untouched ? earlierLikeIncident(one, config) : earlierLikeDocument(path, base, one.earlier)
  const body = renewEarlier(pull.body, found ?? [], one)
  return [
    ...(text === document.text ? editBody(pull, body) : write(one, text, { untouched, body, path })),
    ...tellProblems(one),
    ...theirs.filter(isNews).map((kind) => say('gathering/yours', one, kind, config)),
    ...broken.filter(isNews).map((kind) => say('gathering/broken', one, kind, config)),
  ]
}

function evidenceOf(
  { incident, events, seen, repository, elsewhere }: OpenPostmortem,
  base: string,
  config: Config,
  now: Date,
) {
  const { startedAt, resolvedAt } = elsewhere.moments
  const start = startOf(base, incident, startedAt)
  const end = endOf(base, incident, config, resolvedAt)
  const earliest = earliestOf(start, config)
  const window = windowOf({ start, end: end ?? now.toISOString(), earliest }, seen)
  const around: readonly Evidence[] = entriesOf(seen, window, {
    url: repository.url,
    now,
    commits: config.timeline.sources.includes('commits'),
    said: events.map(({ at }) => at),
    over: end !== null,
  })
  return [...events, ...around, ...elsewhere.entries]
}

interface Writing {
  readonly untouched: boolean
  /** The pull request's text as it should be. */
  readonly body: string
  readonly path: string
}

function write(
  { pull, incident, document, branch }: OpenPostmortem,
  content: string,
  { untouched, body, path }: Writing,
): readonly Effect[] {
  const message = `docs: bring the postmortem up to date with incident ${incident.number}`
  const commit: Effect = { do: 'commitFile', branch, path, content, message, replaces: document.oid }
  if (!pull?.marker) return [commit]
  const oid = blobId(content)
  if (!untouched || pull.marker.drafts.includes(oid)) return [...editBody(pull, body), commit]
  // The pull request first, with both: whichever of the two writes fails, the draft still counts as untouched.
  const before = pullMarker(pull.marker)
  if (!body.includes(before)) return []
  const marked = body.replace(before, () =>
    pullMarker({ incident: incident.number, drafts: [document.oid, oid] }),
  )
  return [...editBody(pull, marked), commit]
}

const editBody = ({ number, body: now }: PullState, body: string): readonly Effect[] =>
  body === now ? [] : [{ do: 'updateIssue', number, set: { body }, was: now }]

const NAMES: Readonly<Record<BlockKind, string>> = {
  timeline: 'timeline',
  metrics: 'success metrics',
  factors: 'causal map',
  index: 'index',
  earlier: 'earlier incidents',
}

function say(
  template: string,
  { pull, document }: OpenPostmortem,
  kind: BlockKind,
  { postmortem }: Config,
): Effect {
  const text = render(template, {
    kind,
    what: NAMES[kind],
    path: inertLine(`${postmortem.folder}/${document.name}`),
    appends: kind === 'timeline',
  })
  const body = `${text}\n${marker('note', { about: 'block', key: kind, hash: hashOf(text) })}`
  return { do: 'comment', number: pull?.number ?? 0, body }
}
