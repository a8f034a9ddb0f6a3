import { late } from '../effects.ts'
import { inertLine } from '../github/inert.ts'
import { marker, readMarker } from '../github/marker.ts'
import { isUnsure, outcomeWords } from '../channels/outcome.ts'
import { render } from '../templates.ts'
import type { Held } from './public.ts'
import type { LeftOut } from './compose.ts'
import { DISCUSSIONS, type Target } from './targets.ts'
import { heldWords, leftOutWords } from './words.ts'

/** What the app has told, as its own comment on the pull request remembers it. */
export interface Remembered {
  /** The short code of each place, by document and place: `postmortems/12.md main`. */
  readonly came: ReadonlyMap<string, string>
  /** The comment that was answered last; 0 where none was. */
  readonly answers: number
}

const ABOUT = 'published'

/** Only to be believed in a body that the app itself wrote; null where it is about something else. */
export function readRecord(body: string): Remembered | null {
  const data = readMarker('note', body)
  if (data?.['about'] !== ABOUT) return null
  const { came, answers } = data
  const entries = typeof came === 'object' && came !== null ? Object.entries(came) : []
  return {
    came: new Map(entries.map(([key, code]) => [key, String(code)])),
    answers: typeof answers === 'number' ? answers : 0,
  }
}

const TOLD = 'told'

/** Says in a discussion which message it is; not to be seen by readers. */
export const toldMarker = (id: string): string => marker('note', { about: TOLD, id })

/** Only to be believed of a discussion that the app itself opened. */
export function toldIn(body: string): string | null {
  const data = readMarker('note', body)
  return data?.['about'] === TOLD && typeof data['id'] === 'string' ? data['id'] : null
}

/** Whether a discussion may be there that the record does not know. */
export const isUnsureIn = (known: Remembered | null): boolean =>
  [...(known?.came ?? [])].some(([key, code]) => key.endsWith(` ${DISCUSSIONS}`) && isUnsure(code))

export const keyOf = (path: string, { key }: Pick<Target, 'key'>): string => `${path} ${key}`

/** What came of it, or the `as` of the effect that is about to try it, with the code until then. */
type Came = { readonly code: string; readonly tried?: string }

export interface Place {
  readonly target: Target
  readonly came: Came
}

/** The record is written before anything is tried, and again with what came of it. */
type Moment = 'before' | 'after'

/** What the record says of one document. */
export interface Entry {
  readonly path: string
  readonly places: readonly Place[]
  readonly leftOut: readonly LeftOut[]
  readonly held: readonly Held[]
  readonly unreadable: boolean
}

interface Told {
  readonly entries: readonly Entry[]
  readonly answers: number
  /** Of the repository: its discussions stand below. */
  readonly url: string
  /** How many documents there are, where that is too many. */
  readonly tooMany: number
}

const MOST_LINES = 20

export function recordBody({ entries, answers, url, tooMany }: Told, moment: Moment): string {
  const slot = ({ tried }: Came, field: 'words' | 'outcome'): string | null =>
    tried === undefined || moment === 'before' ? null : late(tried, field)
  const documents = entries.map(({ path, places, leftOut, held, unreadable }) => ({
    path: inertLine(path),
    unreadable,
    places: places.map(({ target, came }) => ({
      name: target.category === null ? target.key : '',
      isPublic: target.version === 'public',
      words: slot(came, 'words') ?? outcomeWords(came.code, { url: linkOf(came.code, url) }),
    })),
    leftOut: leftOut.slice(0, MOST_LINES).map((each) => ({ line: each.line, words: leftOutWords(each) })),
    held: held.slice(0, MOST_LINES).map((each) => ({ line: each.line, words: heldWords(each) })),
  }))
  const text = render('publishing/record', { documents, tooMany })
  const came = Object.fromEntries(
    entries.flatMap(({ path, places }) =>
      places.map(({ target, came }) => [keyOf(path, target), slot(came, 'outcome') ?? came.code]),
    ),
  )
  return `${text.trim()}\n\n${marker('note', { about: ABOUT, came, answers })}`
}

function linkOf(code: string, url: string): string | null {
  const number = /^posted-(\d+)$/.exec(code)?.[1]
  return number === undefined ? null : `${url}/discussions/${number}`
}
