import { isPosted, isUnsure, isWaiting, triesIn, tryingCode } from '../channels/outcome.ts'
import { discussionOf } from '../channels/markdown.ts'
import type { Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import { ref, type Effect } from '../effects.ts'
import { hrefOf } from '../github/href.ts'
import { parse } from '../postmortem/parse.ts'
import { compose, composePublic, type Composed, type Given } from './compose.ts'
import { publicVersion } from './public.ts'
import { keyOf, readRecord, recordBody, toldMarker, type Entry, type Place } from './record.ts'
import type { DocumentText, PublishingState } from './state.ts'
import { MOST_DOCUMENTS, targetsOf, type Target } from './targets.ts'

/** A merge that is found again later, by a look at all that ever was, is no news any more. */
const NEWS_DAYS = 7

export function plan(state: PublishingState, { config }: Settings, now: Date): readonly Effect[] {
  const { record, asked, pull } = state
  const documents = state.documents.filter(isOfIncident)
  if (documents.length === 0) return []
  const known = readRecord(record?.body ?? '') ?? { came: new Map<string, string>(), answers: 0 }
  const isNews = now.getTime() - Date.parse(pull.mergedAt) < NEWS_DAYS * 86_400_000
  if (!isNews && asked === null) return []
  const tooMany = documents.length > MOST_DOCUMENTS ? documents.length : 0
  const planned = (tooMany > 0 ? [] : documents).map((document, index) =>
    planDocument(document, { state, config, came: known.came, prefix: `to-${index}` }),
  )
  const tries = planned.flatMap(({ effects }) => effects)
  const entries = planned.map(({ entry }) => entry)
  const answers = asked ?? known.answers
  const told = { entries, answers, url: state.repository.url, tooMany }
  const body = recordBody(told, 'before')
  const { number } = pull
  if (tries.length === 0) {
    if (record === null) return [{ do: 'comment', number, body }]
    const isNew = entries.some(({ path, places }) =>
      places.some((place) => isKnownNow(path, place, known.came)),
    )
    // Who asks is answered, if only by a note that nobody need be asked again whether they may.
    return isNew || asked !== null ? [{ do: 'editComment', id: record.id, body, was: record.body }] : []
  }
  // Nothing goes out that the record does not know of: else each look at it might send it again.
  const note: Effect =
    record === null
      ? { do: 'comment', as: RECORD, number, body }
      : { do: 'editComment', id: record.id, body, was: record.body }
  const id = record?.id ?? ref(RECORD)
  return [note, ...tries, { do: 'editComment', id, body: recordBody(told, 'after'), was: body }]
}

const RECORD = 'record'

/** Of what was on its way more is known: the discussion is there, or what is marked for the public cannot go out any more. */
function isKnownNow(path: string, { target, came }: Place, known: ReadonlyMap<string, string>): boolean {
  const before = known.get(keyOf(path, target)) ?? ''
  return isUnsure(before) && before !== came.code
}

/** A premortem or a retrospective is its team's own. */
const isOfIncident = ({ text }: DocumentText): boolean => text === null || parse(text).practice.ofIncident

interface Desk {
  readonly state: PublishingState
  readonly config: Config
  readonly came: ReadonlyMap<string, string>
  readonly prefix: string
}

interface Planned {
  readonly effects: readonly Effect[]
  readonly entry: Entry
}

function planDocument({ path, text }: DocumentText, desk: Desk): Planned {
  const { state, config, came, prefix } = desk
  const nothing = { path, places: [], leftOut: [], held: [] }
  if (text === null) return { effects: [], entry: { ...nothing, unreadable: true } }
  const given = givenOf(path, text, state)
  const targets = targetsOf(config.publish)
  const open = targets.some(({ version }) => version === 'public')
    ? publicVersion(text, config.publish.public)
    : 'unmarked'
  const inside = targets.some(({ version }) => version === 'internal') ? compose(given, config) : null
  const effects: Effect[] = []
  const places = targets.map((target, index): Place => {
    const before = came.get(keyOf(path, target))
    const isDone = before !== undefined && isPosted(before)
    // What only people can clear is tried again when somebody asks.
    const isStuck = before !== undefined && !isWaiting(before) && state.asked === null
    if (isDone || isStuck) return { target, came: { code: before } }
    const as = `${prefix}-${index}`
    const next = step(target, { as, given, inside, open, state })
    if ('effect' in next) effects.push(next.effect)
    const tries = state.asked === null ? triesIn(before ?? '') + 1 : 1
    return { target, came: 'effect' in next ? { code: tryingCode(tries), tried: as } : { code: next.code } }
  })
  const leftOut = inside?.leftOut ?? []
  const held = typeof open === 'object' && 'held' in open ? open.held : []
  return { effects, entry: { path, places, leftOut, held, unreadable: false } }
}

interface Step {
  readonly as: string
  readonly given: Given
  readonly inside: Composed | null
  readonly open: ReturnType<typeof publicVersion>
  readonly state: PublishingState
}

/** What is to be done for one place, or the code that says why nothing can be. */
function step(
  target: Target,
  { as, given, inside, open, state }: Step,
): { readonly effect: Effect } | { readonly code: string } {
  if (target.version === 'public' && open === 'unmarked') return { code: 'unmarked' }
  if (target.version === 'public' && typeof open === 'object' && 'held' in open) return { code: 'held' }
  const message =
    typeof open === 'object' && 'paragraphs' in open && target.version === 'public'
      ? composePublic(given, open.paragraphs)
      : inside?.message
  if (!message) return { code: 'unmarked' }
  if (target.category === null) return { effect: { do: 'publish', as, channel: target.key, message } }
  const { discussions, repository } = state
  if (discussions?.enabled !== true) return { code: 'off' }
  if (discussions.categories === null) return { code: 'forbidden' }
  const wanted = target.category.toLowerCase()
  const there = discussions.lately.find(({ id }) => id === message.id)
  if (there) return { code: `posted-${there.number}` }
  const category = discussions.categories.find(
    ({ name, slug }) => name.toLowerCase() === wanted || slug.toLowerCase() === wanted,
  )
  if (!category) return { code: 'category' }
  const { title, body } = discussionOf(message)
  const discussion = {
    repositoryId: repository.id,
    categoryId: category.id,
    title,
    body: `${body}\n\n${toldMarker(message.id)}`,
  }
  return { effect: { do: 'createDiscussion', as, ...discussion } }
}

function givenOf(path: string, text: string, { repository, pull }: PublishingState): Given {
  const { url, branch, id } = repository
  return {
    text,
    url: hrefOf(url, branch, path),
    pull: pull.url,
    repository: url,
    publishedAt: pull.mergedAt,
    identity: `${id} ${pull.number} ${path}`,
  }
}
