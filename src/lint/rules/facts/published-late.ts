import type { FrontMatter } from '../../../postmortem/document.ts'
import { slashOrderOf } from '../../../postmortem/dates.ts'
import { keyOfFrontMatter } from '../../../postmortem/fact-names.ts'
import { entryOf, keyRange } from '../../../postmortem/front-matter.ts'
import { momentOf } from '../../../postmortem/moments.ts'
import { sourceOf } from '../../../postmortem/source.ts'
import { clock, span } from '../../clock.ts'
import type { Span } from '../../prose/mask.ts'
import type { Context, DocumentRule, RawFinding } from '../../rule.ts'
import { firstLine } from '../../where.ts'

/** Hours after resolution, for a severity that has no limit of its own. */
export const PUBLISH_WITHIN_HOURS = 72

const HOUR = 3_600_000
const KEY = /^(?:published|publication|publish)(?: (?:on|at|date))?$/
const LINE =
  /^[ \t]*(?:[-*+] |\| ?)?[*_]{0,3}(?:date )?published(?: on| at)?[*_]{0,3}(?::[*_]{0,3}| \|)[ \t]*([^\n|]{4,60})/im
const OPEN =
  /^(?:draft|drafting|open|wip|work in progress|in progress|in review|review|under review|to do|started)$/i

export const publishedLate: DocumentRule = {
  id: 'facts/published-late',
  family: 'facts',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'note' },
  summary: 'It is published within 72 hours of resolution, or within what the severity allows.',
  why: 'Memory fades and people who were affected wait; what is not explained soon is explained by rumour.',
  source:
    'PagerDuty, Incident Response documentation, "Postmortem Process", on three calendar days: https://response.pagerduty.com/after/post_mortem_process/',
  *check(context) {
    const resolved = context.postmortem.facts.resolvedAt
    if (resolved === null) return
    // Where only the day is known, the whole of it counts.
    const end = Date.parse(resolved.length > 10 ? resolved : `${resolved}T23:59:59Z`)
    const deadline = end + context.publishWithinHours * HOUR
    if (Number.isNaN(deadline)) return
    const published = publication(context)
    if (published) yield* late(published, deadline, context)
    else yield* overdue(deadline, context)
  },
}

interface Publication {
  readonly moment: string
  readonly at: Span
}

function* late({ moment, at }: Publication, deadline: number, context: Context): Iterable<RawFinding> {
  if (Date.parse(moment) <= deadline) return
  yield {
    at,
    message: `It was published ${span((Date.parse(moment) - deadline) / 60_000)} later than the ${String(context.publishWithinHours)} hours after resolution that this severity allows. Say in a sentence what held it up, so that the next one is quicker.`,
  }
}

/** Only where the document itself says that it is not out yet: an old one that is edited again is not late. */
function* overdue(deadline: number, { text, today, postmortem }: Context): Iterable<RawFinding> {
  const { frontMatter, facts } = postmortem
  if (today === null || frontMatter === null || !(Date.parse(today) > deadline)) return
  const key = openStatusOf(frontMatter)?.key
  if (key === undefined) return
  yield {
    at: firstLine(text, keyRange(sourceOf(text), frontMatter, key)),
    message: `The incident was resolved at ${clock(facts.resolvedAt)}, and this was due for review by ${clock(new Date(deadline).toISOString())}. Share it as it is, with what is still open (\`${key}: story\` where only the actions are); or, where it is out, write \`published:\` with the date.`,
  }
}

/** The key and its words, where the front matter says that the document is still worked on. */
export function openStatusOf(
  frontMatter: FrontMatter | null,
): { readonly key: string; readonly status: string } | null {
  const [key, status] = entryOf(frontMatter, /^status$/) ?? []
  return key !== undefined && typeof status === 'string' && OPEN.test(status.trim()) ? { key, status } : null
}

function publication({ text, postmortem: { frontMatter } }: Context): Publication | null {
  const dates = { base: null, slashes: slashOrderOf(text), direction: 'near' } as const
  for (const [key, value] of Object.entries(frontMatter?.data ?? {})) {
    if (!KEY.test(keyOfFrontMatter(key)) || typeof value !== 'string' || frontMatter === null) continue
    const moment = momentOf(value, dates, null)?.value
    if (moment) return { moment, at: firstLine(text, keyRange(sourceOf(text), frontMatter, key)) }
  }
  const body = frontMatter?.range.end ?? 0
  const line = LINE.exec(text.slice(body))
  const moment = line ? momentOf(line[1] ?? '', dates, null)?.value : undefined
  return line && moment
    ? { moment, at: firstLine(text, { start: body + line.index, end: body + line.index + line[0].length }) }
    : null
}
