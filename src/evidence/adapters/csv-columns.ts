import { zoneIn } from '../../postmortem/zones.ts'
import type { Zone } from '../../postmortem/zones.ts'

/** Where in a row each thing stands; null where the table does not have it. */
export interface Columns {
  /** One column, or a date's and a clock's. */
  readonly time: readonly number[]
  readonly zone: Zone | null
  readonly text: number
  readonly end: number | null
  readonly source: number | null
  readonly person: number | null
  readonly level: number | null
  readonly link: number | null
  readonly id: number | null
  readonly kind: number | null
}

// The first name that a table has counts.
const TIME = ['timestamp', '@timestamp', 'datetime', 'date time', 'event time', 'occurred at', 'created at', 'started at', 'start time', 'ts', 'time', 'start', 'started', 'created', 'occurred', 'when', 'at'] // prettier-ignore
const TEXT = ['message', 'msg', 'text', 'event', 'what', 'what happened', 'description', 'summary', 'title', 'entry', 'details', 'note', 'notes', 'action', 'comment', 'log', 'content'] // prettier-ignore
const END = ['end', 'ended', 'end time', 'ended at', 'until', 'resolved at', 'finished at']
const SOURCE = ['source', 'service', 'system', 'tool', 'component', 'application', 'app', 'host', 'hostname', 'channel', 'logger', 'origin'] // prettier-ignore
const PERSON = ['who', 'author', 'user', 'person', 'by', 'reporter', 'actor', 'name']
const LEVEL = ['level', 'severity', 'log level']
const LINK = ['link', 'url', 'permalink']
const ID = ['id', 'event id', 'uid', 'uuid', 'key']
const KIND = ['kind']

/** Null where no column is a time, or none is a text. */
export function columnsOf(header: readonly string[]): Columns | null {
  const names = header.map(nameOf)
  const find = (known: readonly string[]): number | null => {
    const name = known.find((one) => names.includes(one))
    return name === undefined ? null : names.indexOf(name)
  }
  const text = find(TEXT)
  const date = find(['date', 'day'])
  const time = find(TIME)
  if (text === null || (time ?? date) === null) return null
  // "Date" and "Time" belong together; beside a whole timestamp a date says nothing new.
  const isSplit =
    date !== null && time !== null && /^(?:time|start|start time|at|when)$/.test(names[time] ?? '')
  const columns = isSplit ? [date, time] : [time ?? date].filter((column) => column !== null)
  const titles = columns.map((column) => header[column] ?? '').join(' ')
  return {
    time: columns, zone: zoneIn(titles) ?? zoneIn(titles.toUpperCase().replaceAll('_', ' ')), text, end: find(END), source: find(SOURCE), person: find(PERSON),
    level: find(LEVEL), link: find(LINK), id: find(ID), kind: find(KIND),
  } // prettier-ignore
}

/** "Time (UTC)", `start_time_utc` and "Start-Time" are the same column. */
function nameOf(title: string): string {
  return title
    .slice(0, 100)
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_-]+/g, ' ')
    .replace(/ (?:utc|gmt)\b/g, ' ')
    .trim()
    .replace(/ +/g, ' ')
}
