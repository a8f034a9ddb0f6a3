import { inertLine } from '../github/inert.ts'
import { render } from '../templates.ts'
import { durationOf, numberOf, percentOf, windowOf } from './figures.ts'
import { readFrontMatter } from './front-matter.ts'
import { markdownOf } from './markdown.ts'
import { isPlaceholder } from './placeholders.ts'
import { parse } from './parse.ts'
import { sourceOf } from './source.ts'
import { gridOf } from './tables.ts'
import type { Metrics } from './document.ts'
import type { Extent, WantedBlock } from './kept-block.ts'
import type { SloBurn } from './slo.ts'

/** Alerts as `evidence/alert-precision.ts` judges them. */
export interface JudgedAlerts {
  readonly fired: number
  readonly actionable: number
  readonly alerts: readonly { readonly name: string; readonly actionable: boolean }[]
}

/** So many names are read; the rest is counted. */
const MOST_NAMES = 5

/** The block under `## Success metrics`; `alerts` is null where no evidence tells of any, or where start or end is unknown. */
export function metricsBlock(metrics: Metrics, alerts: JudgedAlerts | null): WantedBlock {
  const lasting = (minutes: number | null): string => {
    if (minutes === null) return 'not known yet'
    return minutes < 0 ? 'not known: the times run backwards' : durationOf(minutes)
  }
  const content = render('metrics/block', {
    detect: lasting(metrics.timeToDetectMin),
    mitigate: lasting(metrics.timeToMitigateMin),
    recover: lasting(metrics.timeToResolveMin),
    alerts: alerts === null || alerts.fired === 0 ? null : alertWords(alerts),
    slos: metrics.sloBurn.map(sloWords),
  })
  return { kind: 'metrics', content, place: metricsPlace }
}

function alertWords({ fired, actionable, alerts }: JudgedAlerts) {
  const unused = alerts.filter((alert) => !alert.actionable).map(({ name }) => inertLine(name, 80))
  const more = unused.length - MOST_NAMES
  const named = more > 0 ? [...unused.slice(0, MOST_NAMES), `${String(more)} more`] : unused
  return { fired, actionable, verb: actionable === 1 ? 'was' : 'were', unused: named.join(', ') }
}

function sloWords(burn: SloBurn) {
  return {
    name: burn.name === null ? '' : inertLine(burn.name, 80),
    used: percentOf(burn.budgetUsed),
    bad: numberOf(burn.bad),
    budget: numberOf(burn.budget),
    unit: burn.unit,
    window: windowOf(burn.windowDays),
    rate: numberOf(burn.burnRate),
    left: burn.budgetLeft === null ? '' : percentOf(burn.budgetLeft),
  }
}

/** The template's own table, as long as every value in it waits to be written; else the bare place under the heading. */
function metricsPlace(text: string): Extent | null {
  const section = parse(text).sections.find(({ kind }) => kind === 'metrics')
  if (section === undefined) return null
  const { bodyStart } = readFrontMatter(sourceOf(text))
  const inside = markdownOf(text, bodyStart).children.filter(({ position }) => {
    const at = position?.start.offset ?? -1
    return at >= section.body.start && at < section.body.end
  })
  const [only, ...others] = inside
  if (only === undefined) return { start: section.heading.end, end: section.heading.end }
  if (only.type !== 'table' || others.some(({ type }) => type === 'table')) return null
  const { rows } = gridOf(only, text)
  const waits =
    rows.length > 0 && rows.every(({ cells }) => cells.length === 2 && isPlaceholder(cells[1]?.rich ?? ''))
  const { position } = only
  return waits && position ? { start: position.start.offset ?? 0, end: position.end.offset ?? 0 } : null
}
