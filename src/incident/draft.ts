import { inertLine, inertQuote, inertTitle } from '../github/inert.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { practiceNamed, type PracticeName } from '../postmortem/practice.ts'
import { documentOf } from './document-of.ts'
import { practiceAsked } from './label.ts'
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

/** The first draft: every fact that the issue tells, a placeholder for every one that it does not, and the blocks that the app keeps. */
export function draft(state: PostmortemState, config: Config, evidence: readonly Evidence[]): string {
  const bare = bareDraft(state, config)
  const { ofIncident } = practiceNamed(practiceIn(state, config))
  return ofIncident ? keepBlocks(bare, { evidence, config }).text : bare
}

/** When it was, as somebody said since the form was filled in. */
type Moments = Partial<Readonly<Record<TimeFact, string>>>

/** The same without its blocks. */
export function bareDraft(state: PostmortemState, config: Config, moments: Moments = {}): string {
  const { incident } = state
  const form = readForm(incident.body)
  const practice = practiceIn(state, config)
  return documentOf(practice, {
    number: incident.number,
    title: inertTitle(incident.title),
    heading: inertLine(incident.title),
    severity: severitiesOf(incident.labels, form.severity, config).severity,
    started: moments.startedAt ?? form.started ?? null,
    detected: moments.detectedAt ?? form.detected ?? null,
    mitigated: moments.mitigatedAt ?? form.mitigated ?? null,
    // The issue of an incident is closed when that is over; one that asks for another review says nothing by it.
    resolved:
      moments.resolvedAt ?? form.resolved ?? (practiceNamed(practice).ofIncident ? incident.closedAt : null),
    summary: form.summary ? inertQuote(form.summary) : '',
    impactedUsers: form.impactedUsers ? inertLine(form.impactedUsers, 500) : '',
    businessEffect: form.businessEffect ? inertLine(form.businessEffect, 500) : '',
    services: servicesOf(form),
    participants: people(state),
    launch: form.launch ? inertLine(form.launch) : null,
    sprint: form.sprint ? inertLine(form.sprint) : null,
  })
}

const practiceIn = ({ incident }: PostmortemState, config: Config): PracticeName =>
  practiceAsked(incident.labels, config) ?? 'postmortem'

function servicesOf(form: Form): string[] {
  const services = (form.services ?? '')
    .split(/[,\n]/)
    .map((service) => service.replace(/^\s*[-*]\s*/, '').trim())
  return services.filter((service) => service !== '')
}

/** Everybody who took part in the thread, in the order of their appearance. */
function people({ incident, events }: PostmortemState): string[] {
  const spoke = events.filter(({ kind }) => kind === 'human').map(({ source }) => source)
  const all = [incident.author, ...incident.assignees, ...spoke]
  const humans = all.filter((login): login is string => login !== null && isPerson(login))
  return [...new Set(humans)]
}

const isPerson = (login: string): boolean => login !== NOBODY && !login.endsWith('[bot]')
