import { inertLine } from '../github/inert.ts'
import { MEASURES, type Comparison, type MeasureName } from '../measures/measures.ts'
import { FEWEST } from '../measures/spread.ts'
import { durationOf } from '../postmortem/figures.ts'
import { render } from '../templates.ts'
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
    missed: review.missed.map((one) => missedWords(one, linkOf)),
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
  const words = inertLine(title ?? path, 120).replaceAll(/[[\]]/g, String.raw`\$&`)
  const link = `[${words}](<${hrefOf(path).replaceAll(/[<>\r\n|]/g, encodeURIComponent)}>)`
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

function missedWords(
  { incident, earlier, action, overdueDays, stillOpen }: Missed,
  linkOf: (one: Named) => string,
) {
  const then =
    overdueDays !== null
      ? `overdue by ${String(overdueDays)} ${overdueDays === 1 ? 'day' : 'days'}`
      : action.due === null
        ? 'without a date'
        : `due ${action.due}`
  return {
    incident: linkOf(incident),
    earlier: linkOf(earlier),
    action: `${inertLine(action.id, 20)}: ${inertLine(action.text, 200)}`,
    then,
    now: stillOpen ? 'open' : 'done',
  }
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
