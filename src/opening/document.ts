import { dump } from 'js-yaml'
import { inertLine, inertQuote, inertTitle } from '../github/inert.ts'
import { render } from '../templates.ts'
import type { Form } from '../incident/form.ts'
import type { IncidentEvent, OpeningState } from './state.ts'

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
const isNamedByDay = (name: string): boolean => /^\d{4}-\d{2}(?:-\d{2})?(?!\d)/.test(name)

export function isDocumentOf(name: string, number: number): boolean {
  if (name === `${number}.md`) return true
  return name.startsWith(`${number}-`) && name.endsWith('.md') && !isNamedByDay(name)
}

/** The first draft: every fact that the incident tells, and a placeholder for every one that it does not. */
export function draft(state: OpeningState, form: Form, severity: string | null): string {
  const { incident } = state
  return render('opening/document', {
    frontMatter: frontMatter(state, form, severity),
    title: inertLine(incident.title),
    number: incident.number,
    summary: form.summary ? inertQuote(form.summary) : '',
    impactedUsers: form.impactedUsers ? inertLine(form.impactedUsers, 500) : '',
    businessEffect: form.businessEffect ? inertLine(form.businessEffect, 500) : '',
    timeline: state.events.map(row),
    responders: people(state)
      .map((login) => `\`${login}\``)
      .join(', '),
  })
}

function frontMatter(state: OpeningState, form: Form, severity: string | null): string {
  const { incident } = state
  const services = (form.services ?? '')
    .split(/[,\n]/)
    .map((service) => service.replace(/^\s*[-*]\s*/, '').trim())
  const facts = {
    incident: incident.number,
    title: inertTitle(incident.title),
    severity,
    status: 'draft',
    started: form.started ?? null,
    detected: form.detected ?? null,
    mitigated: form.mitigated ?? null,
    resolved: form.resolved ?? incident.closedAt,
    impacted_users: form.impactedUsers ? inertLine(form.impactedUsers, 500) : null,
    business_effect: form.businessEffect ? inertLine(form.businessEffect, 500) : null,
    services: services.filter((service) => service !== ''),
    participants: people(state),
  }
  return dump(facts, { lineWidth: -1 }).trimEnd()
}

/** Everybody who took part in the thread, in the order of their appearance. */
function people(state: OpeningState): string[] {
  const { incident, events } = state
  const all = [incident.author, ...incident.assignees, ...events.map(({ source }) => source)]
  const humans = all.filter(
    (login): login is string => login !== null && login !== 'deleted account' && !login.endsWith('[bot]'),
  )
  return [...new Set(humans)]
}

function row({ at, text, source, url }: IncidentEvent) {
  const from = `\`${source}\``
  return {
    at: at.slice(0, 16).replace('T', ' '),
    text: inertLine(text),
    source: url ? `[${from}](${url})` : from,
  }
}
