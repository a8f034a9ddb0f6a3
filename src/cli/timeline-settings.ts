import { createReadStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { plural, visible } from '../check/terminal.ts'
import { ADAPTERS } from '../evidence/adapters/index.ts'
import { adapterNamed } from '../evidence/detect.ts'
import type { Level, Misread } from '../evidence/evidence.ts'
import type { Filter } from '../evidence/filter.ts'
import type { Progress } from '../evidence/merge.ts'
import type { Source } from '../evidence/read.ts'
import { compilePattern } from '../lint/patterns/compile.ts'
import { addDays } from '../postmortem/calendar.ts'
import { momentOf } from '../postmortem/moments.ts'
import { instantOf, type Zone } from '../postmortem/zones.ts'
import { InputError, type Context } from './context.ts'
import { findInputs, type Kind } from './inputs.ts'

/** What `debrief timeline merge` is told. */
export interface MergeSettings {
  readonly zone: string
  readonly day?: string
  readonly from?: string
  readonly to?: string
  readonly match?: string
  readonly level?: Level
  readonly as?: readonly string[]
}

interface Inputs {
  readonly sources: readonly Source[]
  /** What was named and cannot be used. */
  readonly unusable: readonly Misread[]
}

// A folder of evidence may explain itself; a document that is named is read.
const EXPORTS: Kind = { accepts: (path) => !/^\.|\.md$/i.test(basename(path)), name: 'export' }

export async function sourcesOf(
  named: readonly string[],
  { as = [] }: MergeSettings,
  { stdin }: Context,
): Promise<Inputs> {
  const formatted = as.map(formatAndFile)
  const formats = new Map(formatted.map(([file, format]) => [placeOf(file), format]))
  const inputs = await findInputs([...named, ...formatted.map(([file]) => file)], EXPORTS)
  if (inputs.length === 0)
    throw new InputError('Name at least one export, folder or pattern; `-` is standard input.')
  const missed = formatted.find(([file]) => !inputs.some(({ path }) => placeOf(path) === placeOf(file)))
  if (missed !== undefined) throw new InputError(`--as ${missed[1]}:${missed[0]}: that is none of the files. Name one file as it is called.`) // prettier-ignore
  const unusable = inputs.flatMap(({ path, error }) => {
    if (error === null) return []
    const [problem = error, ...fix] = error.split(/\. (?=[A-Z])/)
    return [{ kind: 'file' as const, problem, fix: fix.join('. '), origin: { file: path, line: 1 } }]
  })
  const sources = inputs
    .filter(({ error }) => error === null)
    .map(({ path }) => ({
      file: path === '-' ? 'standard input' : path,
      format: formats.get(placeOf(path)),
      open: () => (path === '-' ? stdin : createReadStream(path, { highWaterMark: 256 * 1024 })),
    }))
  return { sources, unusable }
}

/** The same for `a.json` and `./a.json`. */
const placeOf = (path: string): string => (path === '-' ? path : resolve(path))

function formatAndFile(as: string): [file: string, format: string] {
  const [format = '', ...rest] = as.split(':')
  const file = rest.join(':')
  if (file !== '' && adapterNamed(format) !== undefined) return [file, format]
  const names = ADAPTERS.map(({ name }) => name).join(', ')
  throw new InputError(
    `--as ${as}: give a format and a file, such as --as plain:notes.txt. The formats: ${names}.`,
  )
}

/**
 * The zone as `Intl` knows it.
 * @throws InputError
 */
export function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const city = `/${name.trim().toLowerCase().replace(/ /g, '_')}`
    const meant = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(city))
    const hint = meant === undefined ? 'Give an IANA name such as Europe/Berlin, or an offset such as +02:00' : `Did you mean ${meant}?` // prettier-ignore
    throw new InputError(`--zone ${name}: there is no such time zone. ${hint.replace(/[^?]$/, '$&.')}`)
  }
}

/** @throws InputError */
export function filterOf({ from, to, match, level, day, zone }: MergeSettings): Filter {
  const place: Zone = { kind: 'place', name: zoneOf(zone) }
  const read = (option: string, words: string, endOfDay: boolean): string => {
    const base = day ?? null
    const value = momentOf(words, { base, slashes: 'unknown', direction: 'near' }, place)?.value
    if (value === undefined)
      throw new InputError(
        `${option} ${words}: give a time such as “2026-11-23 14:03”, or “14:03” together with --day.`,
      )
    if (value.length > 10) return new Date(value).toISOString()
    const start = instantOf(endOfDay ? addDays(value, 1) : value, 0, place)
    return new Date(Date.parse(start) - (endOfDay ? 1 : 0)).toISOString()
  }
  const first = from === undefined ? undefined : read('--from', from, false)
  const last = to === undefined ? undefined : read('--to', to, true)
  if (first !== undefined && last !== undefined && last < first)
    throw new InputError(`--to ${to ?? ''} is before --from ${from ?? ''}.`)
  return { from: first, to: last, level, match: match === undefined ? undefined : matcherOf(match) }
}

function matcherOf(pattern: string): (text: string) => boolean {
  const compiled = compilePattern({ pattern })
  if ('reason' in compiled) throw new InputError(`--match ${pattern} ${compiled.reason}. ${compiled.fix}`)
  return (text) => compiled.words.test(text)
}

const FIRST_MS = 300
const TERMINAL_MS = 200
const ELSEWHERE_MS = 5_000

/** A line on standard error while long work lasts: in place on a terminal, one every few seconds elsewhere. */
export function progressTo({ progress, err }: Context): {
  progress: (now: Progress) => void
  end: () => void
} {
  const every = progress === null ? ELSEWHERE_MS : TERMINAL_MS
  let next = performance.now() + (progress === null ? ELSEWHERE_MS : FIRST_MS)
  return {
    progress: ({ file, bytes, kept }) => {
      if (performance.now() < next) return
      next = performance.now() + every
      const line = `Reading ${visible(file)}: ${(bytes / 1e6).toFixed(0)} MB, ${plural(kept, 'event')} so far`
      if (progress === null) err(`${line}\n`)
      else progress(line)
    },
    end: () => progress?.(''),
  }
}

/** @throws InputError where the disk has no room for what memory does not hold. */
export async function orNoRoom<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'ENOSPC' && code !== 'EROFS' && code !== 'EDQUOT') throw error
    throw new InputError(
      'There is no room in the temporary folder for what memory does not hold. Set TMPDIR to a folder with more, or narrow it down with --from, --to, --match or --level.',
    )
  }
}
