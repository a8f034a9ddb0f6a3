import type { Config } from '../config/schema.ts'
import { inertLine, inertLink } from '../github/inert.ts'
import { hrefOf } from '../github/href.ts'
import { hashOf } from '../github/marker.ts'
import { findBlock, keepBlock, type WantedBlock } from '../postmortem/kept-block.ts'
import { parse } from '../postmortem/parse.ts'
import { earlierLike } from '../recurrence/earlier.ts'
import { rememberedOf, type Remembered } from '../recurrence/remembered.ts'
import type { Similar } from '../recurrence/similar.ts'
import { render } from '../templates.ts'
import { bareDraft } from './draft.ts'
import { readForm } from './form.ts'
import type { PostmortemState } from './state.ts'

// An incident's first words are few, so that more of them must be alike (docs/measured.md).
const LEAST_OF_INCIDENT = 1.3

/** Earlier postmortems that an incident is like, as far as its issue tells of it: none rather than a weak one. */
export function earlierLikeIncident(state: PostmortemState, config: Config): Similar[] {
  const { incident, earlier } = state
  if (earlier.length === 0) return []
  const told = rememberedOf('', parse(bareDraft(state, config)))
  const { summary = '', impactedUsers = '', businessEffect = '' } = readForm(incident.body)
  const impact = `${impactedUsers}\n\n${businessEffect}`
  const fields = { title: incident.title, summary, factors: '', impact, rest: '' }
  const day = told.day ?? incident.createdAt.slice(0, 10)
  return earlierLike({ ...told, day, tags: [], fields }, earlier, { leastScore: LEAST_OF_INCIDENT })
}

/** Those that a document is like, once somebody has written down what made it possible; null before that. */
export function earlierLikeDocument(
  path: string,
  text: string,
  earlier: readonly Remembered[],
): Similar[] | null {
  const postmortem = parse(text)
  if (earlier.length === 0 || postmortem.factors.length === 0) return null
  return earlierLike(
    rememberedOf(path, postmortem),
    earlier.filter(({ id }) => id !== path),
  )
}

type Repository = Pick<PostmortemState, 'repository'>

/** The text of a new pull request with the earlier ones in it, in a block of their own that is empty where there are none. */
export const withEarlier = (text: string, found: readonly Similar[], { repository }: Repository): string =>
  put(text, rowsOf(found, repository), ({ length }) => ({ start: length, end: length }))

/**
 * The same brought up to date: what is named stays until another is to be named, and whoever takes the block out has none
 * from then on.
 */
export function renewEarlier(body: string, found: readonly Similar[], { repository }: Repository): string {
  const block = findBlock(body, 'earlier')
  if (block === null || block === 'broken') return body
  const rows = rowsOf(found, repository)
  return rows.every(({ key }) => block.seen.includes(key)) ? body : put(body, rows, () => null)
}

function put(body: string, rows: readonly Row[], place: WantedBlock['place']): string {
  const kept = keepBlock(body, {
    kind: 'earlier',
    content: render('earlier', { rows, any: rows.length > 0 }),
    place,
    lines: rows.map(({ key, link, day, shares }) => ({ key, line: `- ${link} (${day}): ${shares}` })),
  })
  return kept.text ?? body
}

interface Row {
  readonly key: string
  readonly link: string
  readonly day: string
  readonly shares: string
}

/** Links in full: those of a pull request's text go out by mail too. */
function rowsOf(found: readonly Similar[], { url, defaultBranch }: Repository['repository']): Row[] {
  return found.map(({ id, title, day, shares }) => {
    return {
      key: hashOf(id),
      link: inertLink(title?.trim() || id, hrefOf(url, defaultBranch?.name ?? 'HEAD', id)),
      day: day ?? '–',
      shares: inertLine(shares.join(', ')),
    }
  })
}
