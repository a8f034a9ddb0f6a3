import type { Postmortem, Range } from '../postmortem/document.ts'
import { parse } from '../postmortem/parse.ts'
import { severityNamed } from '../postmortem/severity-name.ts'
import { rangeIn, sourceOf, type Source } from '../postmortem/source.ts'
import type { PracticeName } from '../postmortem/practice.ts'
import type { KnownSlos } from '../postmortem/slo-facts.ts'
import type { SprintEnds } from '../postmortem/sprints.ts'
import { FAMILIES, GITHUB_RULES, LEVELS, type Finding, type Level, type RuleId } from './finding.ts'
import { nearest } from './nearest.ts'
import { limitIn } from './practices.ts'
import type { PatternRule } from './patterns/compile.ts'
import { patternFindings } from './patterns/search.ts'
import { readProse } from './prose/prose.ts'
import { SEVERITIES, type Context, type RawFinding, type Rule, type Severity } from './rule.ts'
import { RULES } from './rules/index.ts'
import { ACTIONS_WITHIN_DAYS } from './rules/actions/within-limit.ts'
import { PUBLISH_WITHIN_HOURS } from './rules/facts/published-late.ts'
import { aboutActions, soaked, stageOf } from './stage.ts'
import { unknownRule, unusedWaiver, waiver as waiverRule } from './rules/review/waiver.ts'
import { toneFindings } from './tone.ts'
import { readWaivers, type Waiver } from './waiver.ts'

export interface LintOptions {
  /** Severity of the incident, where the caller knows it (a label); else the document's own counts. */
  readonly severity?: string | undefined
  /** Calendar date from which relative dates count. */
  readonly openedOn?: string | undefined
  /** When the team's sprints end, for "end of sprint". */
  readonly sprintEnds?: SprintEnds | undefined
  /** The team's SLOs by name, for an `slo:` that leaves its objective to them. */
  readonly slos?: KnownSlos | undefined
  /** Calendar date of today, for due dates in the past. Without it none counts as past: the clock is never read. */
  readonly today?: string | undefined
  /** Level by rule id, over the rule's own; `off` switches it off. */
  readonly levels?: Readonly<Record<string, Level | 'off' | undefined>> | undefined
  /** How many actions may be committed at once; 5 where not said. */
  readonly maxActions?: number | undefined
  /** The same of a retrospective; 3 where not said. */
  readonly maxRetrospectiveActions?: number | undefined
  /** By the name of the severity: how many days after the incident an action may be due; the default four where not said. */
  readonly actionsWithinDays?: Readonly<Record<string, number>> | undefined
  /** By the name of the severity: how many hours after resolution it is to be published; 72 where not said. */
  readonly publishWithinHours?: Readonly<Record<string, number>> | undefined
  /** The team's own patterns, compiled. */
  readonly patterns?: readonly PatternRule[] | undefined
}

export interface LintResult {
  readonly postmortem: Postmortem
  /** True where the actions are to follow the story, and are not due yet. */
  readonly isSoaking: boolean
  /** Sorted by position, then by rule. */
  readonly findings: readonly Finding[]
  readonly waived: readonly { readonly finding: Finding; readonly reason: string }[]
}

/** Checks one postmortem (Markdown). Pure and synchronous, with no input or output besides its arguments. */
export function lint(text: string, options: LintOptions = {}): LintResult {
  const postmortem = parse(text, {
    openedOn: options.openedOn,
    sprintEnds: options.sprintEnds,
    slos: options.slos,
  })
  const prose = readProse(text, postmortem.sections)
  const named = options.severity ?? postmortem.facts.severity
  const limits = options.actionsWithinDays ?? ACTIONS_WITHIN_DAYS
  const told = {
    today: options.today ?? null,
    openedOn: options.openedOn ?? null,
    actionsWithinDays: limitOf(named, limits),
  }
  // A story of no known severity does not wait for ever.
  const [longest] = Object.values(limits).sort((one, other) => other - one)
  const context: Context = {
    text,
    postmortem,
    prose,
    waivers: readWaivers(text, prose.comments),
    severity: severityOf(named),
    ...told,
    maxActions: mostActions(postmortem.practice.name, options),
    publishWithinHours: limitOf(named, options.publishWithinHours ?? {}) ?? PUBLISH_WITHIN_HOURS,
    // A story and its actions in two steps, by dates that count from an incident: no other practice has that.
    stage:
      postmortem.practice.name === 'postmortem'
        ? stageOf({ ...postmortem, ...told, actionsWithinDays: told.actionsWithinDays ?? longest ?? null })
        : null,
  }
  const report = new Report(context, options)
  for (const rule of RULES) {
    if (rule.scope === 'document') for (const raw of rule.check(context)) report.add(rule, raw)
  }
  for (const { rule, raw } of toneFindings(prose.sentences, (rule) => report.levelOf(rule) !== 'off'))
    report.add(rule, raw)
  const patterns = (options.patterns ?? []).filter((rule) => report.levelOf(rule) !== 'off')
  for (const { rule, raw } of patternFindings(text, prose, patterns)) report.add(rule, raw)
  return { postmortem, isSoaking: context.stage?.isSoaking ?? false, ...report.finish() }
}

/** A team gets through fewer changes to how it works than to a system. */
function mostActions(practice: PracticeName, { maxActions, maxRetrospectiveActions }: LintOptions): number {
  return practice === 'retrospective' ? (maxRetrospectiveActions ?? 3) : (maxActions ?? 5)
}

/** `SEV-1`, `Sev 1`, `S1` and `P1` all mean `sev1`; null for a name that no rule has a profile for. */
export function severityOf(name: string | null): Severity | null {
  return SEVERITIES.find((severity) => severity === severityNamed(name)) ?? null
}

/** By the name as the team has set it, else by the severity that it means. */
function limitOf(name: string | null, limits: Readonly<Record<string, number>>): number | null {
  const key = name?.trim().toLowerCase()
  const own = Object.entries(limits).find(([severity]) => severity.toLowerCase() === key)
  const meant = Object.entries(limits).find(([severity]) => severityOf(severity) === severityOf(name))
  return own?.[1] ?? (severityOf(name) === null ? null : (meant?.[1] ?? null))
}

/** A finding with what is asked of a waiver: `whole` is true where the finding has no place of its own. */
interface Reported {
  readonly finding: Finding
  readonly whole: boolean
}

/** What a finding takes from its rule, ours or a team's. */
type Speaker = Pick<Rule, 'level' | 'severities' | 'why' | 'source'> & { readonly id: RuleId }

class Report {
  readonly #reported: Reported[] = []
  readonly #source: Source
  readonly #context: Context
  readonly #options: LintOptions
  readonly #waivers: ReadonlyMap<string, readonly Waiver[]>
  readonly #isOfActions: ReturnType<typeof aboutActions>

  constructor(context: Context, options: LintOptions) {
    this.#context = context
    this.#options = options
    this.#source = sourceOf(context.text)
    this.#waivers = byRule(context.waivers)
    this.#isOfActions = aboutActions(context.postmortem.sections)
  }

  levelOf(rule: Speaker): Level | 'off' {
    const { severity, postmortem } = this.#context
    const level = this.#options.levels?.[rule.id] ?? (severity && rule.severities?.[severity]) ?? rule.level
    const limit = limitIn(postmortem.practice.name, rule.id)
    // What a team has set goes over it, but for what does not apply at all.
    if (limit === 'off' || level === 'off') return 'off'
    return limit === null || this.#options.levels?.[rule.id] !== undefined ? level : weaker(level, limit)
  }

  add(rule: Speaker, raw: RawFinding): void {
    const level = this.levelOf(rule)
    if (level === 'off') return
    const configured = this.#options.levels?.[rule.id] !== undefined
    const place = raw.at ?? raw.near
    const range = place
      ? rangeIn(this.#source, place.start, place.end)
      : titleRange(this.#context, this.#source)
    const finding: Finding = {
      rule: rule.id,
      level: soaked(
        configured ? level : weaker(level, raw.level ?? level),
        this.#context.stage,
        this.#isOfActions(rule.id, range.start),
      ),
      range,
      text: this.#context.text.slice(range.start, range.end),
      message: raw.message,
      why: rule.why,
      source: rule.source,
      suggestion: raw.suggestion ?? null,
    }
    this.#reported.push({ finding, whole: raw.at === null })
  }

  finish(): Pick<LintResult, 'findings' | 'waived'> {
    const used = new Set<string>()
    const findings: Finding[] = []
    const waived: { finding: Finding; reason: string }[] = []
    const reported = [...this.#reported]
    for (const { finding, whole } of reported) {
      const waiver = finding.rule === waiverRule.id ? undefined : this.#waiverFor(finding, whole)
      if (waiver?.reason) {
        used.add(key(waiver, finding.rule))
        waived.push({ finding, reason: waiver.reason })
      } else findings.push(finding)
    }
    const before = this.#reported.length
    for (const waiver of this.#context.waivers) this.#addUnused(waiver, used)
    findings.push(...this.#reported.slice(before).map((entry) => entry.finding))
    return { findings: findings.sort(byPosition), waived }
  }

  #waiverFor(finding: Finding, whole: boolean): Waiver | undefined {
    const { start } = finding.range
    const waivers = this.#waivers.get(finding.rule) ?? []
    if (whole) return waivers[0]
    const last = waivers.findLast(({ covers }) => covers.start <= start)
    return last && start < last.covers.end ? last : undefined
  }

  #speaker(id: string): Speaker | undefined {
    const isMeant = (rule: Speaker): boolean => rule.id === id
    return RULES.find(isMeant) ?? this.#options.patterns?.find(isMeant)
  }

  #addUnused(waiver: Waiver, used: ReadonlySet<string>): void {
    if (waiver.reason === null) return
    for (const id of waiver.rules) {
      const rule = this.#speaker(id)
      if (!rule && isOurs(id)) this.add(waiverRule, unknownRule(waiver, id, nearest(id, relativesOf(id))))
      if (rule && this.levelOf(rule) !== 'off' && !used.has(key(waiver, rule.id))) {
        this.add(waiverRule, unusedWaiver(waiver, rule.id))
      }
    }
  }
}

const relativesOf = (id: string): string[] =>
  RULES.map((rule) => rule.id).filter((each) => each.startsWith(id.slice(0, id.indexOf('/') + 1)))

/** A family that a team has named may come from settings that are not known here. */
const isOurs = (id: string): boolean =>
  FAMILIES.some((family) => id.startsWith(`${family}/`)) && !GITHUB_RULES.some((each) => each === id)

/** In order of position, those that give a reason. */
function byRule(waivers: readonly Waiver[]): ReadonlyMap<string, readonly Waiver[]> {
  const lists = new Map<string, Waiver[]>()
  for (const waiver of waivers) {
    if (waiver.reason === null) continue
    for (const rule of waiver.rules) {
      const list = lists.get(rule) ?? []
      list.push(waiver)
      lists.set(rule, list)
    }
  }
  return lists
}

const key = (waiver: Waiver, rule: RuleId): string => `${String(waiver.at.start)} ${rule}`

const weaker = (a: Level, b: Level): Level => (LEVELS.indexOf(a) > LEVELS.indexOf(b) ? a : b)

function byPosition(a: Finding, b: Finding): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    place(a.rule) - place(b.rule) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  )
}

/** In the order of the table of rules, as a document is written: what it was before what to do. A team's own come last. */
function place(rule: RuleId): number {
  const index = RULES.findIndex(({ id }) => id === rule)
  return index < 0 ? RULES.length : index
}

/** Where a finding about the whole document is shown: its title, else the first line with words. */
function titleRange({ text, postmortem: { factRanges, frontMatter } }: Context, source: Source): Range {
  const heading = /^# .+$/m.exec(text)
  if (!heading && factRanges.title) return factRanges.title
  const from = heading?.index ?? frontMatter?.range.end ?? 0
  const line = /^(?!---).*\S.*$/m.exec(text.slice(from))
  const start = from + (line?.index ?? 0)
  return rangeIn(source, start, start + (line?.[0].trimEnd().length ?? 0))
}
