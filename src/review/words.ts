import { inertLine, inertLink } from '../github/inert.ts'
import { MEASURES, type Comparison, type MeasureName } from '../measures/measures.ts'
import { FEWEST } from '../measures/spread.ts'
import { durationOf } from '../postmortem/figures.ts'
import { render } from '../templates.ts'
import type { Strength } from '../postmortem/document.ts'
import type { Missed } from './missed.ts'
import type { Named, Review } from './review.ts'
import type { Theme } from './themes.ts'

const NAMES: Readonly<Record<MeasureName, string>> = {
  timeToDetectMin: 'Time to detect',
  timeToMitigateMin: 'Time to mitigate',
  timeToResolveMin: 'Time to resolve',
}

/**
 * A review as Markdown, with all that people wrote made inert.
 * @param hrefOf where the document with this path is found from where the review will stand.
 */
export function reviewMarkdown(review: Review, hrefOf: (path: string) => string = (path) => path): string {
  const linkOf = (one: Named): string => linkTo(one, hrefOf)
  const { balance, measures } = review
  return render('review/review', {
    since: review.since,
    until: review.until,
    incidents: review.incidents.length > 0,
    count: review.incidents.length,
    undated: review.undated.map(linkOf),
    fromWords: review.themes.some(({ by }) => by === 'words'),
    themes: review.themes.map((theme) => themeWords(theme, linkOf)),
    repeats: review.repeats.map(({ incident, earlier }) => ({
      incident: linkOf(incident),
      earlier: earlier.map((one) => ({ link: linkOf(one), shares: inertLine(one.shares.join(', '), 200) })),
    })),
    missed: missedWords(review.missed, linkOf),
    categories: balance.categories,
    without: balance.without,
    empty: balance.categories.filter(({ actions }) => actions === 0).map(({ category }) => category),
    promised: sum(review),
    read: sum(review) - balance.without.actions - balance.stated,
    strengths: review.strengths,
    measures: MEASURES.map((name) => measureWords(name, measures.groups[0]?.measures[name])),
    thanked: review.thanked.map((name) => inertLine(name, 80)),
  })
}

const sum = ({ strengths }: Review): number => strengths.reduce((all, { actions }) => all + actions, 0)

function linkTo({ path, title, day }: Named, hrefOf: (path: string) => string): string {
  const link = inertLink(title ?? path, hrefOf(path))
  return day === null ? link : `${link} (${day})`
}

function themeWords({ by, name, incidents }: Theme, linkOf: (one: Named) => string) {
  const label = by === 'tag' ? `\`#${inertLine(name, 60).replaceAll('`', '')}\`` : inertLine(name, 60)
  return {
    name: by === 'service' ? `service ${label}` : label,
    count: incidents.length,
    which: incidents.map(linkOf).join(', '),
  }
}

/** So many are told of each, those that were overdue and the strongest first. */
const MOST_ACTIONS = 5
const ORDER: readonly Strength[] = ['strong', 'medium', 'weak']

function missedWords(missed: readonly Missed[], linkOf: (one: Named) => string) {
  const pairs = Map.groupBy(missed, ({ incident, earlier }) => JSON.stringify([incident.path, earlier.path]))
  return [...pairs.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined) return []
    const sorted = [...all].sort(
      (one, other) =>
        Number(other.overdueDays !== null) - Number(one.overdueDays !== null) ||
        ORDER.indexOf(one.action.strength) - ORDER.indexOf(other.action.strength),
    )
    const actions = sorted.slice(0, MOST_ACTIONS).map(({ action, overdueDays, stillOpen }) => ({
      words: `${inertLine(action.id, 20)}: ${inertLine(action.text, 200)}`,
      atThatTime: dueWords(action.due, overdueDays),
      stillOpen,
    }))
    const more = all.length - actions.length
    return [{ incident: linkOf(first.incident), earlier: linkOf(first.earlier), actions, more }]
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
  'too few': `too few to say (${String(FEWEST)} on each side are needed)`,
}

function measureWords(measure: MeasureName, found: Comparison | undefined) {
  const spread = found?.spread ?? null
  return {
    name: NAMES[measure],
    median: spread === null ? 'not known' : durationOf(spread.median),
    middle:
      spread === null || spread.n < 2
        ? '–'
        : `${durationOf(spread.lowerQuartile)} to ${durationOf(spread.upperQuartile)}`,
    n: String(spread?.n ?? 0),
    change: found?.change ? CHANGES[found.change] : '–',
  }
}
