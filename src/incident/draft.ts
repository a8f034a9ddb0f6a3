import { dump } from 'js-yaml'
import { inertLine, inertQuote, inertTitle } from '../github/inert.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { render } from '../templates.ts'
import { readForm, type Form } from './form.ts'
import { keepBlocks } from './blocks.ts'
import type { TimeFact } from '../postmortem/fact-names.ts'
import { severitiesOf } from './severity.ts'
import type { Config } from '../config/schema.ts'
import type { PostmortemState } from './state.ts'
import { NOBODY } from './thread.ts'

/** `12-checkout-errors.md`: the incident's number makes it findable, the words make it readable. */
export function documentName(number: number, title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return words === '' ? `${number}.md` : `${number}-${words}.md`
}

/** `2026-11-20-failover.md` is named by its day, and no document of incident 2026. */
export const isNamedByDay = (name: string): boolean => /^\d{4}-\d{2}(?:-\d{2})?(?!\d)/.test(name)

export function isDocumentOf(name: string, number: number): boolean {
  if (name === `${number}.md`) return true
  return name.startsWith(`${number}-`) && name.endsWith('.md') && !isNamedByDay(name)
}

/** The first draft: every fact that the incident tells, a placeholder for every one that it does not, and the blocks that the app keeps. */
export function draft(state: PostmortemState, config: Config, evidence: readonly Evidence[]): string {
  const bare = bareDraft(state, config)
  return keepBlocks(bare, { evidence, config }).text
}

/** When it was, as somebody said since the form was filled in. */
type Moments = Partial<Readonly<Record<TimeFact, string>>>

/** The same without its blocks. */
export function bareDraft(state: PostmortemState, config: Config, moments: Moments = {}): string {
  const { incident } = state
  const form = readForm(incident.body)
  const { severity } = severitiesOf(incident.labels, form.severity, config)
  return render('opening/document', {
    frontMatter: frontMatter(state, form, { severity, moments }),
    title: inertLine(incident.title),
    number: incident.number,
    summary: form.summary ? inertQuote(form.summary) : '',
    impactedUsers: form.impactedUsers ? inertLine(form.impactedUsers, 500) : '',
    businessEffect: form.businessEffect ? inertLine(form.businessEffect, 500) : '',
    responders: people(state)
      .map((login) => `\`${login}\``)
      .join(', '),
  })
}

interface Known {
  readonly severity: string | null
  readonly moments: Moments
}

function frontMatter(state: PostmortemState, form: Form, { severity, moments }: Known): string {
  const { incident } = state
  const services = (form.services ?? '')
    .split(/[,\n]/)
    .map((service) => service.replace(/^\s*[-*]\s*/, '').trim())
  const facts = {
    incident: incident.number,
    title: inertTitle(incident.title),
    severity,
    status: 'draft',
    started: moments.startedAt ?? form.started ?? null,
    detected: moments.detectedAt ?? form.detected ?? null,
    mitigated: moments.mitigatedAt ?? form.mitigated ?? null,
    resolved: moments.resolvedAt ?? form.resolved ?? incident.closedAt,
    impacted_users: form.impactedUsers ? inertLine(form.impactedUsers, 500) : null,
    business_effect: form.businessEffect ? inertLine(form.businessEffect, 500) : null,
    services: services.filter((service) => service !== ''),
    participants: people(state),
  }
  return dump(facts, { lineWidth: -1 }).trimEnd()
}

/** Everybody who took part in the thread, in the order of their appearance. */
function people({ incident, events }: PostmortemState): string[] {
  const spoke = events.filter(({ kind }) => kind === 'human').map(({ source }) => source)
  const all = [incident.author, ...incident.assignees, ...spoke]
  const humans = all.filter((login): login is string => login !== null && isPerson(login))
  return [...new Set(humans)]
}

const isPerson = (login: string): boolean => login !== NOBODY && !login.endsWith('[bot]')
