import { isInstant } from '../postmortem/metrics.ts'
import type { Postmortem, TimelineEntry } from '../postmortem/document.ts'

/** What people did while it lasted, from a line of the timeline. */
export interface Step {
  readonly at: string
  readonly text: string
  readonly line: number
}

/**
 * The steps between detection and resolution, oldest first: entries that tell of a deed against it. Where none does, what
 * people are known to have written then; never what a system reported.
 */
export function stepsOf({ facts, timeline, text }: Postmortem): Step[] {
  const from = facts.detectedAt ?? facts.startedAt
  const to = facts.resolvedAt ?? facts.mitigatedAt
  const within = timeline
    .filter(({ at }) => isInstant(at) && isBetween(at, from, to))
    .map((entry) => ({ entry, kind: kindOf(entry, text) }))
    .filter(({ entry, kind }) => kind !== 'system' && !NO_STEP.test(entry.text))
  const deeds = within.filter(({ entry }) => DEED.test(entry.text))
  const chosen = deeds.length > 0 ? deeds : within.filter(({ kind }) => kind === 'human')
  return chosen.map(({ entry }) => ({ at: entry.at ?? '', text: entry.text, line: entry.range.line }))
}

/** A bare date holds the whole day. */
function isBetween(at: string, from: string | null, to: string | null): boolean {
  const compared = (limit: string): number =>
    isInstant(limit) ? Date.parse(at) - Date.parse(limit) : at.slice(0, 10).localeCompare(String(limit))
  return (from === null || compared(from) >= 0) && (to === null || compared(to) <= 0)
}

/** As the timeline that the app keeps says it in its last column; null in one that does not. */
function kindOf({ range }: TimelineEntry, text: string): 'human' | 'system' | null {
  const kind = /\| *(human|system) *\|?$/.exec(text.slice(range.start, range.end).trimEnd().slice(-20))?.[1]
  return kind === 'human' || kind === 'system' ? kind : null
}

/** The incident's own bookkeeping, and how it was noticed. */
const NO_STEP =
  /^\W{0,3}(?:incident (?:declared|closed|reopened|opened|over)\b|labelled\b|[^.!?\n]{1,60} joined the response\W*$|detected\b|(?:alert|alarm|page|monitor)s?\b.{0,80}\b(?:fires?|fired|triggered|goes off|went off|pages?|paged)\b)/i

const DEED =
  /\b(?:roll(?:ed|s|ing)? ?back|rollback|revert(?:ed|s|ing)?|restart(?:ed|s|ing)?|reboot(?:ed|s|ing)?|disabl(?:ed|es|ing)|enabl(?:ed|es|ing)|switch(?:ed|es|ing)|fail(?:ed|s|ing)? ?over|scal(?:ed|es|ing)|drain(?:ed|s|ing)|block(?:ed|s|ing)|throttl(?:ed|es|ing)|shed(?:s|ding)?|restor(?:ed|es|ing)|replac(?:ed|es|ing)|re-?deploy(?:ed|s|ing)|deploy(?:ed|s|ing)|patch(?:ed|es|ing)|hot-?fix(?:ed|es)?|fix(?:ed|es) (?:is |was )?(?:deployed|applied|live)|appl(?:ied|ies|ying)|flush(?:ed|es|ing)|purg(?:ed|es|ing)|clear(?:ed|s|ing)|kill(?:ed|s|ing)|promot(?:ed|es|ing)|paus(?:ed|es|ing)|resum(?:ed|es|ing)|stop(?:ped|s) (?:the|a|all)|stopped$|rais(?:ed|es|ing)|increas(?:ed|es|ing) (?:the|its|our)|reduc(?:ed|es|ing)|lower(?:ed|s|ing)|rerout(?:ed|es|ing)|re-?rout(?:ed|es|ing)|isolat(?:ed|es|ing)|revok(?:ed|es|ing)|rotat(?:ed|es|ing)|renew(?:ed|s|ing)|re-?built|rebuild(?:s|ing)?|re-?ran|rerun|replay(?:ed|s|ing)|put back|turn(?:ed|s|ing) (?:on|off|it)|took [^.\n]{1,40} (?:out|offline)|takes [^.\n]{1,40} (?:out|offline)|remov(?:ed|es|ing)|add(?:ed|s) (?:the|a|two|three|more)|swap(?:ped|s)|mitigat(?:ed|es|ing)|workaround|cut over|failover (?:started|done|complete[sd]?))\b/i
