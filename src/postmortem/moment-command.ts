import { commandIn, linesOf } from '../github/asking.ts'
import { addDays } from './calendar.ts'
import { slashOrderOf } from './dates.ts'
import { whenAt } from './times.ts'
import { dayIn, instantOf, instantsOf, UTC, zoneIn } from './zones.ts'
import type { Day } from './calendar.ts'
import type { TimeFact } from './fact-names.ts'
import type { When } from './times.ts'
import type { Zone } from './zones.ts'

/** `/detected 14:03 CET` in a comment on the incident or on its postmortem. */
export interface SaidMoment {
  readonly moment: TimeFact
  /** ISO 8601 instant in UTC: `2026-11-23T13:03:00Z`. */
  readonly at: string
  /** False where the time was read on the clock of `MomentReading.zone`. */
  readonly zoneStated: boolean
  /** In the comment, from 1. */
  readonly line: number
}

export interface MisreadMoment {
  readonly moment: TimeFact
  /** What could not be understood and what to write instead, in one or two sentences to whoever wrote it. */
  readonly problem: string
  readonly line: number
}

export interface MomentReading {
  /** When the comment was written, ISO 8601: a clock without a day is the last such one before it. */
  readonly saidAt: string
  /** IANA name of the zone for times that state none. */
  readonly zone: string
}

const MOMENTS: Readonly<Record<string, TimeFact>> = {
  started: 'startedAt', detected: 'detectedAt', mitigated: 'mitigatedAt', resolved: 'resolvedAt',
} // prettier-ignore

/** Whether a command of that word, in lower case, says when something was. */
export const isMomentWord = (word: string): boolean => Object.hasOwn(MOMENTS, word)

/** More is a sentence, and no time. */
const LONGEST_TIME = 100
/** Four moments, and as many corrections as anybody needs; a comment of thousands would be answered at length. */
const MOST_COMMANDS = 20
/** Clocks of people and of GitHub differ by so much. */
const AHEAD = 5 * 60_000
const DAY = 86_400_000

/**
 * The commands of a comment, in its order: each a line of its own, not one that is quoted, hidden or shown as code. Pure; what
 * cannot be understood comes back as a problem to answer with.
 */
export function momentCommands(text: string, reading: MomentReading): (SaidMoment | MisreadMoment)[] {
  const said: (SaidMoment | MisreadMoment)[] = []
  for (const { text: words, number, kind } of linesOf(text)) {
    const command = kind === 'words' && said.length < MOST_COMMANDS ? commandIn(words) : null
    const moment = command && isMomentWord(command.word) ? MOMENTS[command.word] : undefined
    if (command && moment !== undefined)
      said.push({ moment, ...instantSaid(command.rest, command.word, reading), line: number })
  }
  return said
}

type Said = Pick<SaidMoment, 'at' | 'zoneStated'> | Pick<MisreadMoment, 'problem'>

function instantSaid(time: string, name: string, { saidAt, zone }: MomentReading): Said {
  const example = `\`/${name} 14:03\`, or with day and zone \`/${name} ${saidAt.slice(0, 10)} 14:03 UTC\``
  if (time === '') return { problem: `When was it ${name}? Add the time: ${example}.` }
  const own = zoneOf(zone)
  const when = whenIn(time, saidAt, own)
  if (when === null)
    return { problem: `“${shown(time)}” is no time that can be read. Write it as ${example}.` }
  if (when.rest < time.length)
    return {
      problem: `“${shown(time.slice(when.rest))}” behind the time is neither a zone that is known nor part of the time. Write ${example}.`,
    }
  if (when.clock === null)
    return { problem: `“${shown(time)}” says the day and not the time. Write it as ${example}.` }
  return placed(when, when.clock, when.zone ?? own, name, saidAt)
}

function whenIn(time: string, saidAt: string, zone: Zone): When | null {
  const base = dayIn(saidAt, zone)
  const context = { base, slashes: slashOrderOf(time), direction: 'past' } as const
  const when = time.length > LONGEST_TIME ? null : whenAt(time, context)
  // A range, a time counted from the start and a weekday are no moment that all would read alike.
  const isMoment = when !== null && when.offset === null && when.endClock === null && when.weekday === 0
  return isMoment && !(when.hasDay && when.day === null) ? when : null
}

/** On its own day, else on the last that has such a clock before the comment. */
function placed(when: When, clock: number, zone: Zone, name: string, saidAt: string): Said {
  const latest = Date.parse(saidAt) + AHEAD
  const today = dayIn(new Date(latest).toISOString(), zone)
  const days: readonly Day[] = when.day === null ? [today, addDays(today, -1)] : [when.day]
  const told = days.map((day) => ({ day, instants: instantsOf(day, clock, zone) }))
  const past = told.find(({ instants }) => instants.some((at) => Date.parse(at) <= latest)) ?? told[0]
  const [at, again] = past?.instants ?? []
  if (past === undefined || at === undefined) {
    const day = past?.day ?? today
    const meant = instantOf(day, clock, zone).slice(0, 16).replace('T', ' ')
    return {
      problem: `The clocks skipped that time on ${day}: it never was. Say it in UTC, as \`/${name} ${meant} UTC\`.`,
    }
  }
  if (again !== undefined)
    return {
      problem: `The clocks showed that time twice on ${past.day}, at ${clockOf(at)} and ${clockOf(again)} UTC. Say which, as \`/${name} ${at.slice(0, 10)} ${clockOf(at)} UTC\`.`,
    }
  if (Date.parse(at) > latest)
    return {
      problem: `That time (${at.slice(0, 16).replace('T', ' ')} UTC) is still to come. Check the day and the zone.`,
    }
  if (Date.parse(at) < Date.parse(saidAt) - LONGEST_PAST)
    return { problem: `That time (${at.slice(0, 10)}) is more than ten years ago. Check the year.` }
  return { at, zoneStated: when.zone !== null }
}

const LONGEST_PAST = 3653 * DAY

const clockOf = (at: string): string => at.slice(11, 16)

function zoneOf(name: string): Zone {
  return name.includes('/') ? { kind: 'place', name } : (zoneIn(name) ?? UTC)
}

/** What somebody wrote, in an answer to them: short, on one line, and without marks that would act there. */
const shown = (words: string): string =>
  words
    .replace(/[^\p{L}\p{N} :.,+/-]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 40)
