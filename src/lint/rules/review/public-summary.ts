import { isGivenName } from '../../grammar/names.ts'
import { tokenize } from '../../grammar/token.ts'
import { fill, type Span } from '../../prose/mask.ts'
import type { Sentence } from '../../prose/sentence.ts'
import type { Context, DocumentRule, RawFinding } from '../../rule.ts'
import { within } from '../../where.ts'
import { matchesOf } from '../../../postmortem/matches.ts'

const TITLE =
  /^(?:(?:public|external|customer|customer-facing|user-facing|outside)[ -](?:facing )?(?:summary|message|messaging|statement|communications?|update|post(?:mortem)?|notice|note|announcement|version|wording|text|explanation)s?|status[ -]?page(?: (?:update|message|post|text|entry|summary))?s?|(?:message|note|statement|summary|update|communication|notice|letter|email|e-mail) (?:to|for) (?:our |the )?(?:customers|users|clients|public|outside)|for (?:customers|the public|publication))$/i
const LINK = /\bhttps?:\/\/([\w.-]{1,200})(?::\d{1,5})?(?:\/[^\s)>\]"']{0,500})?/gi
/** Names of hosts that only those inside can open. */
export const INTERNAL_HOST =
  /^(?:[^.]+$|localhost$|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|\.(?:internal|local|corp|lan|intra|intranet|private)$|(?:^|\.)(?:intranet|internal|corp|vpn|wiki|jira|confluence|grafana|kibana|jenkins|argocd|sentry|prometheus|alertmanager|backstage|vault)\.|(?:^|\.)(?:slack\.com|atlassian\.net|pagerduty\.com|datadoghq\.(?:com|eu)|grafana\.net|sharepoint\.com|notion\.so|linear\.app|opsgenie\.com|newrelic\.com|splunkcloud\.com)$|^(?:docs|drive)\.google\.com$/i
const RELATIVE_LINK = /\]\((?!https?:|mailto:|#)([^()\s]{1,300})\)/gi
const HANDLE = /(?<![\w.@/])@[a-z\d][a-z\d_-]{0,38}(?:\/[a-z\d_-]{1,40})?/gi
const CHANNEL = /(?<=[\s(]|^)#[a-z][a-z\d_-]{2,60}/gi
/** Given names that are places on a status page. */
export const PLACES =
  /^(?:virginia|sydney|victoria|florence|charlotte|carolina|paris|austin|jordan|israel|sofia)$/i

export const publicSummary: DocumentRule = {
  id: 'review/public-summary',
  family: 'review',
  scope: 'document',
  level: 'error',
  severities: { sev4: 'warning' },
  summary: 'The words meant for the public name nobody and link to nothing internal.',
  why: 'Once it is out, a name beside an outage stays beside it; and a link that readers cannot open tells them only that something is kept from them.',
  source:
    'PagerDuty, Postmortem Documentation, "How to Write a Postmortem", on external messaging: https://postmortems.pagerduty.com/how_to_write/writing/',
  *check(context) {
    const open = context.postmortem.sections.filter(({ title }) => TITLE.test(title.trim()))
    if (open.length === 0) return
    const seen = new Set<string>()
    const owners = ownersIn(context)
    for (const { body } of open) {
      const sentences = within(context.prose.sentences, body)
      const found = sentences.flatMap((sentence) => [...people(sentence, owners), ...channels(sentence)])
      for (const each of [...links(context, body), ...found]) {
        const words = each.at ? context.text.slice(each.at.start, each.at.end).toLowerCase() : ''
        if (!seen.has(words)) yield each
        seen.add(words)
      }
    }
  },
}

function* links({ text, prose }: Context, body: Span): Iterable<RawFinding> {
  // What stands in comments is not published; what stands in code is.
  const words = fill(
    text.slice(body.start, body.end),
    within(prose.comments, body).map(({ start, end }) => ({
      start: start - body.start,
      end: end - body.start,
      with: ' ',
    })),
  )
  const message =
    'This link leads to something internal, and this section is for the public. Leave it out, or say what stands there.'
  const found = matchesOf(LINK, words).filter((match) => INTERNAL_HOST.test(match[1] ?? ''))
  for (const match of [...found, ...matchesOf(RELATIVE_LINK, words)]) {
    const lead = match[0].startsWith('](') ? 2 : 0
    const start = body.start + match.index + lead
    yield { at: { start, end: start + match[0].length - lead - (lead > 0 ? 1 : 0) }, message }
  }
}

/** The names of those who own actions, word by word. */
const ownersIn = ({ postmortem }: Context): ReadonlySet<string> =>
  new Set(
    postmortem.actions.flatMap(({ owners }) => owners.flatMap((name) => name.toLowerCase().split(/\s+/))),
  )

function* people(sentence: Sentence, owners: ReadonlySet<string>): Iterable<RawFinding> {
  const message =
    'This section is for the public, and this names somebody. Say “we”, or the function: “our engineers”.'
  for (const match of matchesOf(HANDLE, sentence.text)) {
    // An account that speaks for the company is meant to be found.
    if (/status|support|help|careers|news/i.test(match[0])) continue
    const start = sentence.start + match.index
    yield { at: { start, end: start + match[0].length }, message }
  }
  for (const token of tokenize(sentence.text)) {
    const isName =
      token.capital && !PLACES.test(token.word) && (isGivenName(token.word) || owners.has(token.word))
    if (!isName) continue
    const end = token.possessive ? token.end - 2 : token.end
    yield { at: { start: sentence.start + token.start, end: sentence.start + end }, message }
  }
}

function* channels(sentence: Sentence): Iterable<RawFinding> {
  for (const match of matchesOf(CHANNEL, sentence.text)) {
    const start = sentence.start + match.index
    yield {
      at: { start, end: start + match[0].length },
      message:
        'This section is for the public, and this is a channel of ours. Leave it out, or say where readers can ask.',
    }
  }
}
