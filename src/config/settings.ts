import type { z } from 'zod'
import { nearest } from '../lint/nearest.ts'
import { BUILT_IN_RULES, DEFAULT_CONFIG, configSchema, type Config } from './schema.ts'
import { YamlError, readYaml, type YamlDocument } from './yaml.ts'

/** A config file as found on GitHub. */
export interface ConfigFile {
  /** As people would look for it: `acme/checkout/.github/postmortem.yml`. */
  readonly name: string
  readonly text: string
}

/** What is wrong in a config file, with the place and the way out. */
export interface ConfigProblem {
  readonly file: string
  readonly line: number
  readonly reason: string
  readonly fix: string
}

/** The config in force, and what was wrong with the files that it should have come from. */
export interface Settings {
  readonly config: Config
  readonly problems: readonly ConfigProblem[]
}

/**
 * The repository's config over the organisation's over the defaults. A file that is wrong is left out as a whole, with
 * its problems: half a config would be a guess.
 */
export function settle(files: { repository: ConfigFile | null; organization: ConfigFile | null }): Settings {
  const problems: ConfigProblem[] = []
  let raw: Record<string, unknown> = {}
  for (const file of [files.organization, files.repository]) {
    if (!file) continue
    const read = readConfig(file, raw)
    if (read.ok) raw = overlay(raw, read.raw)
    else problems.push(...read.problems)
  }
  const merged = configSchema.safeParse(raw)
  return { config: merged.success ? merged.data : DEFAULT_CONFIG, problems }
}

type Read = { ok: true; raw: Record<string, unknown> } | { ok: false; problems: ConfigProblem[] }

function readConfig(file: ConfigFile, below: Record<string, unknown>): Read {
  let document: YamlDocument
  try {
    document = readYaml(file.text)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    const fix = 'Correct the YAML there; a YAML-aware editor shows the place.'
    return {
      ok: false,
      problems: [{ file: file.name, line: error.line, reason: `not valid YAML: ${error.message}`, fix }],
    }
  }
  const raw = document.value ?? {}
  const parsed = configSchema.safeParse(raw)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      file: file.name,
      line: lineOf(document, issue),
      ...explain(issue),
    }))
    return { ok: false, problems }
  }
  const problems = unknownRules(parsed.data, below).map((rule) => ({
    file: file.name,
    line: document.lineOf(['rules', rule]),
    ...notARule(rule),
  }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, raw: raw as Record<string, unknown> }
}

/** Rules of a team's own that are given a level, and are a pattern neither here nor in the file below. */
function unknownRules({ rules, patterns }: Config, below: Record<string, unknown>): string[] {
  const inherited = configSchema.shape.patterns.safeParse(below['patterns']).data ?? []
  const known = new Set<string>([...BUILT_IN_RULES, ...[...patterns, ...inherited].map(({ id }) => id)])
  return Object.keys(rules).filter((rule) => !known.has(rule))
}

const notARule = (rule: string) => ({ reason: `\`rules.${rule}\` is not a rule`, fix: fixOfRule(rule) })

function fixOfRule(rule: string): string {
  const [family = ''] = rule.split('/')
  const relatives = BUILT_IN_RULES.filter((id) => id.startsWith(`${family}/`))
  if (relatives.length > 0 && /^[a-z]+(?:\/\**)?$/.test(rule))
    return `Levels are set rule by rule. The family has ${relatives.map((id) => `\`${id}\``).join(', ')}.`
  return (
    meant(rule, BUILT_IN_RULES) ??
    'Remove it, or check its spelling against the README’s list of rules and the ids of your `patterns`.'
  )
}

function meant(name: string, known: readonly string[]): string | null {
  const near = nearest(name, known)
  return near === null ? null : `Did you mean \`${near}\`?`
}

function lineOf(document: YamlDocument, issue: z.core.$ZodIssue): number {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return document.lineOf([...issue.path, ...unknown])
}

function explain(issue: z.core.$ZodIssue): { reason: string; fix: string } {
  const where = issue.path.length > 0 ? `\`${issue.path.join('.')}\`` : 'the file'
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `\`${[...issue.path, key].join('.')}\``).join(', ')
    const near = issue.keys.length === 1 ? meant(String(issue.keys[0]), settingsAt(issue.path)) : null
    return {
      reason: `${keys} is not a setting`,
      fix: near ?? 'Remove it, or check its spelling against the README’s list of settings.',
    }
  }
  if (issue.code === 'invalid_key' && issue.path[0] === 'rules') return notARule(String(issue.path[1]))
  if (issue.code === 'invalid_key') {
    return { reason: `${where}: ${lowerFirst(issue.issues[0]?.message ?? issue.message)}`, fix: fixOf(issue) }
  }
  if (issue.code === 'invalid_type') return explainType(where, issue)
  if (issue.code === 'invalid_value') {
    const values = issue.values.map((value) => `\`${String(value)}\``).join(', ')
    return { reason: `${where} has a value that is not allowed`, fix: `Use one of ${values}.` }
  }
  return { reason: `${where}: ${lowerFirst(issue.message)}`, fix: fixOf(issue) }
}

function fixOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return String(issue.params?.['fix'] ?? DEFAULT_FIX)
    case 'too_small':
      return `Use ${amount(issue.minimum, issue.origin)} or more.`
    case 'too_big':
      return `Use ${amount(issue.maximum, issue.origin)} or ${issue.origin in UNITS ? 'fewer' : 'less'}.`
    default:
      return DEFAULT_FIX
  }
}

/** The settings that stand beside one that is misspelled, as far as the defaults show them. */
function settingsAt(path: readonly PropertyKey[]): string[] {
  let at: unknown = DEFAULT_CONFIG
  for (const key of path) at = isMapping(at) ? at[String(key)] : null
  return isMapping(at) ? Object.keys(at) : []
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list, as `[one, two]`',
  record: 'names with their values, as `name: value`, one a line',
  object: 'names with their values, as `name: value`, one a line',
}

function explainType(where: string, issue: z.core.$ZodIssueInvalidType): { reason: string; fix: string } {
  const kind = KINDS[issue.expected] ?? issue.expected
  if (issue.message.endsWith('received undefined'))
    return {
      reason: `${where} is missing`,
      fix: `Add a line \`${String(issue.path.at(-1))}: …\`, with ${kind}.`,
    }
  return { reason: `${where} is not ${kind.split(',')[0] ?? kind}`, fix: `Write ${kind}.` }
}

const DEFAULT_FIX = 'Change the value, or remove the line to get the default.'

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
}

function amount(limit: number | bigint, origin: string): string {
  const unit = UNITS[origin]?.[Number(limit) === 1 ? 0 : 1]
  return unit === undefined ? String(limit) : `${String(limit)} ${unit}`
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists and the set of severities are replaced as a whole: one cannot take a label away by adding to a list. */
function overlay(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] = key !== 'severities' && isMapping(below) && isMapping(value) ? overlay(below, value) : value
  }
  return merged
}
