import { paintWith, visible, width, wrap, type Paint } from '../check/terminal.ts'
import type { Inspection } from '../inspect.ts'
import { durationOf, numberOf, percentOf, windowOf } from '../postmortem/figures.ts'

export interface InspectTextOptions {
  readonly colour: boolean
  /** Columns of the terminal; null where nothing is to be wrapped. */
  readonly columns: number | null
}

type Alerts = NonNullable<Inspection['alerts']>

interface Page {
  readonly paint: Paint
  readonly columns: number
}

const WIDEST = 110

/** What was understood, for people. A dash stands where the document says nothing; times are UTC. */
export function inspectionText(path: string, found: Inspection, options: InspectTextOptions): string {
  const page = {
    paint: paintWith(options.colour),
    columns: options.columns === null ? Infinity : Math.max(40, Math.min(options.columns, WIDEST)),
  }
  return [
    `${page.paint('underline', visible(path))}\n`,
    part('Facts', factRows(found), page),
    ...(found.metrics.sloBurn.length === 0
      ? []
      : [part('Error budget', found.metrics.sloBurn.map(burnRow), page)]),
    ...(found.alerts === null
      ? []
      : [part(alertTitle(found.alerts), found.alerts.alerts.map(alertRow), page)]),
    part(counted('Timeline (UTC)', found.timeline), found.timeline.map(entryRow), page),
    found.practice === 'premortem'
      ? part(counted('Risks', found.risks), found.risks.map(riskRow), page)
      : part(counted('Contributing factors', found.factors), found.factors.map(factorRow), page),
    part(counted('Actions', found.actions), found.actions.map(actionRow), page),
    missing(found.missingSections, page),
  ].join('\n')
}

/** A label, what it is about, and what is said less loudly after it. */
interface Row {
  readonly label: string
  readonly text: string
  readonly aside: string
}

function part(title: string, rows: readonly Row[], page: Page): string {
  const longest = Math.max(0, ...rows.map(({ label }) => width(label)))
  return `${page.paint('bold', title)}\n${rows.map((row) => rowText(row, longest, page)).join('')}`
}

function rowText({ label, text, aside }: Row, longest: number, { paint, columns }: Page): string {
  const indent = longest + 4
  const room = Math.max(24, columns - indent)
  const lines = wrap(visible(text), room)
  const asides = aside === '' ? [] : wrap(visible(aside), room)
  const beside = asides.length === 1 && width(lines.at(-1) ?? '') + 2 + width(aside) <= room
  const gap = `\n${' '.repeat(indent)}`
  const dimmed = asides.map((line) => paint('dim', line)).join(gap)
  const tail = aside === '' ? '' : `${beside ? '  ' : gap}${dimmed}`
  return `  ${paint('cyan', label)}${' '.repeat(longest - width(label))}  ${lines.join(gap)}${tail}\n`
}

const counted = (title: string, list: readonly unknown[]): string =>
  `${title}: ${list.length === 0 ? 'none' : String(list.length)}`

function factRows({ facts, metrics }: Inspection): Row[] {
  const said = (label: string, text: string | null, aside = ''): Row => ({ label, text: text ?? '-', aside })
  const time = (label: string, at: string | null, after: number | null = null): Row =>
    said(label, at === null ? null : zoned(at), after === null ? '' : fromStart(after))
  return [
    said('Title', facts.title),
    said('Severity', facts.severity),
    time('Started', facts.startedAt),
    time('Detected', facts.detectedAt, metrics.timeToDetectMin),
    time('Mitigated', facts.mitigatedAt, metrics.timeToMitigateMin),
    time('Resolved', facts.resolvedAt, metrics.timeToResolveMin),
    said('Impacted users', facts.impactedUsers),
    said('Business effect', facts.businessEffect),
  ]
}

function burnRow(burn: Inspection['metrics']['sloBurn'][number]): Row {
  const { name, objective, windowDays, unit, bad, budget, budgetUsed, burnRate, burnRateOver, budgetLeft } =
    burn
  const asides = [
    `${percentOf(objective, 9)} over ${windowOf(windowDays)}`,
    `burn rate ${numberOf(burnRate)} over the ${burnRateOver}`,
    budgetLeft === null ? '' : `${percentOf(budgetLeft)} left`,
  ]
  const used = `${percentOf(budgetUsed)} used: ${numberOf(bad)} of ${numberOf(budget)} ${unit}`
  return { label: visible(name ?? 'SLO'), text: used, aside: joined(asides) }
}

const alertTitle = ({ fired, actionable }: Alerts): string =>
  fired === 0 ? 'Alerts: none fired' : `Alerts: ${actionable} of ${fired} actionable`

function alertRow({ name, firedAt, times, actionable, because }: Alerts['alerts'][number]): Row {
  const asides = [
    because === 'nothing' ? 'nothing speaks for it' : because,
    times > 1 ? `fired ${times} times` : '',
    `first at ${clock(firedAt)}`,
  ]
  return { label: actionable ? 'actionable' : 'noise', text: name, aside: joined(asides) }
}

function entryRow({
  line,
  at,
  end,
  approximate,
  zoneStated,
  source,
  text,
}: Inspection['timeline'][number]): Row {
  const start = at === null ? 'no time' : `${approximate ? '~' : ''}${clock(at)}`
  const until = end === null ? '' : ` to ${clock(end).replace(`${at?.slice(0, 10) ?? ''} `, '')}`
  const asides = [
    at !== null && at.includes('T') && !zoneStated ? 'no zone stated' : '',
    source ?? '',
    place(line),
  ]
  return { label: `${start}${until}`, text, aside: joined(asides) }
}

function factorRow({ line, id, end, text, leadsTo }: Inspection['factors'][number]): Row {
  // An answer on the way (`W1`) has no row here.
  const effects = leadsTo
    .filter((to) => !/^W\d+$/.test(to))
    .map((to) => (to === 'incident' ? 'the incident' : to))
  const asides = [
    end === 'unclear' ? '' : `${end} end`,
    effects.length === 0 ? '' : `leads to ${effects.join(', ')}`,
    place(line),
  ]
  return { label: visible(id), text, aside: joined(asides) }
}

function riskRow({ line, id, text, likelihood, impact, owner }: Inspection['risks'][number]): Row {
  const asides = [
    `likelihood ${likelihood ?? 'not said'}`,
    `impact ${impact ?? 'not said'}`,
    owner ?? 'no owner',
    place(line),
  ]
  return { label: visible(id), text, aside: joined(asides) }
}

function actionRow(action: Inspection['actions'][number]): Row {
  const { line, id, text, owners, ownerKind, due, dueText, category, factor, done, parked } = action
  const owner =
    ownerKind === 'none' ? 'no owner' : `${owners.join(', ')}${ownerKind === 'one' ? '' : ` (${ownerKind})`}`
  const date = due === null ? (dueText === null ? 'no date' : `"${dueText}", no date known`) : `due ${due}`
  const lacking = (['specific', 'measurable', 'timeBound'] as const).filter((key) => !action[key])
  const asides = [
    owner,
    date,
    category ?? 'no category',
    factor === null ? 'no factor' : `for ${factor}`,
    ...lacking.map((key) => (key === 'timeBound' ? 'not time-bound' : `not ${key}`)),
    action.vague ? 'vague' : '',
    done ? 'done' : '',
    parked ? 'parked' : '',
    place(line),
  ]
  return { label: visible(id), text, aside: joined(asides) }
}

function missing(sections: readonly string[], { paint }: Page): string {
  if (sections.length === 0) return `${paint('green', 'All sections are there.')}\n`
  return `${paint('yellow', `Missing ${sections.length === 1 ? 'section' : 'sections'}: ${sections.join(', ')}`)}\n`
}

const joined = (asides: readonly string[]): string => asides.filter((aside) => aside !== '').join(' \u00b7 ')

const place = (line: number): string => `line ${String(line)}`

/** `2026-11-23T14:03:00Z` as people read it; a bare date stays. */
const clock = (at: string): string =>
  at.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?(:\d\d)?(?:\.\d+)?Z$/, '$1 $2$3')

const fromStart = (minutes: number): string =>
  `${durationOf(Math.abs(minutes))} ${minutes < 0 ? 'before' : 'after'} the start`

const zoned = (at: string): string => `${clock(at)}${at.includes('T') ? ' UTC' : ''}`
