import { basename } from 'node:path/posix'
import { inertLine, inertLink } from '../github/inert.ts'
import { MEASURE_NAMES, MEASURES, type Comparison } from '../measures/measures.ts'
import { FEWEST } from '../measures/spread.ts'
import { durationOf } from '../postmortem/figures.ts'
import { render } from '../templates.ts'
import type { Strength } from '../postmortem/document.ts'
import type { Missed } from './missed.ts'
import type { Listed, Named, Review } from './review.ts'
import type { Theme } from './themes.ts'

export interface Written {
  /** Where the document with this path is found from where the review will stand. */
  readonly hrefOf?: (path: string) => string
  /** So many characters at most: of long lists less is told then. */
  readonly most?: number
}

/** How many of each are named; the others are counted. Nobody reads more. */
const SHOWN = {
  incidents: 40,
  themes: 15,
  which: 6,
  repeats: 20,
  missed: 10,
  actions: 5,
  undated: 10,
  thanked: 60,
}
type Shown = Readonly<typeof SHOWN>

/** A review as Markdown, with all that people wrote made inert. */
export function reviewMarkdown(
  review: Review,
  { hrefOf = (path) => path, most = Infinity }: Written = {},
): string {
  let text = textOf(review, hrefOf, SHOWN)
  for (let share = 2; text.length > most && share <= 64; share *= 2) {
    const less = Object.entries(SHOWN).map(([name, count]) => [name, Math.floor(count / share)])
    text = textOf(review, hrefOf, Object.fromEntries(less) as typeof SHOWN)
  }
  return text
}

function textOf(review: Review, hrefOf: (path: string) => string, shown: Shown): string {
  const linkOf = (one: Named): string => linkTo(one, hrefOf)
  const { balance, closure, incidents, repeats } = review
  const missed = missedWords(review.missed, linkOf, shown)
  return render('review/review', {
    since: review.since,
    until: review.until,
    count: incidents.length,
    incidents: listed(incidents.toReversed(), shown.incidents, (one) => incidentWords(one, linkOf)),
    few: incidents.length > 0 && incidents.length < FEWEST,
    again: repeats.length,
    top: topTheme(review),
    open: review.missed.length,
    overdue: review.missed.filter(({ overdueDays }) => overdueDays !== null).length,
    undated: listed(review.undated, shown.undated, linkOf),
    fromWords: review.themes.some(({ by }) => by === 'words'),
    themes: listed(review.themes, shown.themes, (theme) => themeWords(theme, linkOf, shown)),
    repeats: listed(repeats, shown.repeats, ({ incident, earlier }) => ({
      incident: linkOf(incident),
      earlier: earlier.map((one) => ({ link: linkOf(one), shares: inertLine(one.shares.join(', '), 200) })),
    })),
    missed,
    unknown: review.missed.some(({ issue }) => issue === null),
    categories: balance.categories,
    without: balance.without,
    empty: balance.categories.filter(({ actions }) => actions === 0).map(({ category }) => category),
    promised: sum(review),
    read: sum(review) - balance.without.actions - balance.stated,
    strengths: review.strengths,
    closure: { ...closure, percent: percent(closure.done, closure.actions) },
    measures: measureRows(review),
    fewest: FEWEST,
    thanked: listed(review.thanked, shown.thanked, (name) => inertLine(name, 80)),
  })
}

/** The first ones, and how many more there are. */
function listed<One, Facts>(all: readonly One[], most: number, facts: (one: One) => Facts) {
  return { count: all.length, shown: all.slice(0, most).map(facts), more: Math.max(0, all.length - most) }
}

const sum = ({ strengths }: Review): number => strengths.reduce((all, { actions }) => all + actions, 0)

// Rounded down: a hundred per cent is told only when it is true.
const percent = (part: number, all: number): string => (all === 0 ? '' : `${Math.floor((100 * part) / all)}%`)

function linkTo({ path, title, day }: Named, hrefOf: (path: string) => string): string {
  const link = inertLink(title ?? basename(path), hrefOf(path))
  return day === null ? link : `${link} (${day})`
}

function incidentWords(
  { severity, timeToResolveMin, actions, done, ...one }: Listed,
  linkOf: (one: Named) => string,
) {
  const took = timeToResolveMin === null ? '' : durationOf(timeToResolveMin)
  return { link: linkOf(one), severity: inertLine(severity ?? '', 20), took, actions, done }
}

/** What most of them share, where it is more than a third. */
function topTheme({ themes, incidents }: Review): string {
  const [first] = themes.toSorted((one, other) => other.incidents.length - one.incidents.length)
  if (first === undefined || first.incidents.length * 3 <= incidents.length) return ''
  return `${nameOf(first)} is in ${String(first.incidents.length)} of ${String(incidents.length)}`
}

function nameOf({ by, name }: Theme): string {
  const label = inertLine(name, 60)
  if (by === 'tag') return `\`#${label.replaceAll('`', '')}\``
  return by === 'service' ? `service ${label}` : label
}

/** The newest are named. */
function themeWords(theme: Theme, linkOf: (one: Named) => string, { which }: Shown) {
  const { shown, more } = listed(theme.incidents.toReversed(), which, linkOf)
  return { name: nameOf(theme), count: theme.incidents.length, which: shown.join(', '), more }
}

/** Those that were overdue and the strongest first. */
const ORDER: readonly Strength[] = ['strong', 'medium', 'weak']

function missedWords(missed: readonly Missed[], linkOf: (one: Named) => string, shown: Shown) {
  const pairs = Map.groupBy(missed, ({ incident, earlier }) => JSON.stringify([incident.path, earlier.path]))
  return listed([...pairs.values()], shown.missed, (all) => {
    const sorted = [...all].sort(
      (one, other) =>
        Number(other.overdueDays !== null) - Number(one.overdueDays !== null) ||
        ORDER.indexOf(one.action.strength) - ORDER.indexOf(other.action.strength),
    )
    const named = (which: 'incident' | 'earlier') => all.slice(0, 1).map((one) => linkOf(one[which]))
    return {
      incident: named('incident').join(''),
      earlier: named('earlier').join(''),
      actions: listed(sorted, shown.actions, ({ action, issue, overdueDays, stillOpen }) => ({
        name: issue === null ? inertLine(action.id, 20) : `#${String(issue)} ${inertLine(action.id, 20)}`,
        text: inertLine(action.text, 200),
        atThatTime: dueWords(action.due, overdueDays),
        stillOpen,
      })),
    }
  })
}

function dueWords(due: string | null, overdueDays: number | null): string {
  if (overdueDays !== null) return `overdue by ${String(overdueDays)} ${overdueDays === 1 ? 'day' : 'days'}`
  return due === null ? 'without a date' : `due ${due}`
}

const CHANGES: Readonly<Record<NonNullable<Comparison['change']>, string>> = {
  shorter: 'shorter',
  longer: 'longer',
  unseen: 'no change that can be told from chance',
  'too few': 'too few to say',
}

/** All measures of all, and the last one by severity where there are several. */
function measureRows({ measures: { groups } }: Review) {
  const bySeverity = groups.filter(({ by }) => by === 'severity')
  const rows = MEASURES.map((name) => measureWords(MEASURE_NAMES[name], groups[0]?.measures[name]))
  if (bySeverity.length < 2) return rows.filter(isKnown)
  const each = bySeverity.map(({ name, measures }) =>
    measureWords(
      `${MEASURE_NAMES.timeToResolveMin}, ${inertLine(name ?? '', 40)}`,
      measures.timeToResolveMin,
    ),
  )
  return [...rows, ...each].filter(isKnown)
}

const isKnown = ({ n }: { readonly n: number }): boolean => n > 0

function measureWords(name: string, found: Comparison | undefined) {
  const spread = found?.spread ?? null
  return {
    name,
    median: durationOf(spread?.median ?? 0),
    middle:
      spread === null || spread.n < 2
        ? '–'
        : `${durationOf(spread.lowerQuartile)} to ${durationOf(spread.upperQuartile)}`,
    n: spread?.n ?? 0,
    change: found?.change ? CHANGES[found.change] : '–',
  }
}
