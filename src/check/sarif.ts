import { isAbsolute, normalize, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Finding } from '../lint/finding.ts'
import type { Rule } from '../lint/rule.ts'
import { RULES } from '../lint/rules/index.ts'
import type { CheckedFile } from './run.ts'

/** Static Analysis Results Interchange Format 2.1.0, which code hosts and editors import. */
export function formatSarif(files: readonly CheckedFile[], version: string): string {
  const rules = [...RULES.map(descriptor), ...teamRules(files)]
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  const results = files.flatMap((file) => [
    ...file.findings.map((finding) => result(file.path, finding, indexes)),
    ...file.waived.map(({ finding, reason }) => ({
      ...result(file.path, finding, indexes),
      suppressions: [{ kind: 'inSource', justification: reason }],
    })),
  ])
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'debrief', semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [invocation(files)],
        results,
      },
    ],
  })
}

type Described = Pick<Rule, 'summary' | 'why' | 'source' | 'level'> & { readonly id: string }

function descriptor({ id, summary, why, source, level }: Described) {
  const link = /https:\/\/\S+/.exec(source)?.[0]
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: `${summary} ${why} Source: ${source}` },
    ...(link ? { helpUri: link } : {}),
    defaultConfiguration: { level },
  }
}

/** The patterns of a team that found something, as their findings tell them. */
function teamRules(files: readonly CheckedFile[]) {
  const ours = new Set<string>(RULES.map((rule) => rule.id))
  const found = files.flatMap(({ findings, waived }) => [
    ...findings,
    ...waived.map(({ finding }) => finding),
  ])
  const theirs = new Map(
    found.filter(({ rule }) => !ours.has(rule)).map((finding) => [finding.rule, finding]),
  )
  return [...theirs.values()].map(({ rule, level, message, why, source }) =>
    descriptor({ id: rule, level, summary: message, why, source }),
  )
}

function invocation(files: readonly CheckedFile[]): object {
  const failed = files.filter((file) => file.error !== null)
  return {
    executionSuccessful: failed.length === 0,
    toolExecutionNotifications: failed.map(({ path, error }) => ({
      level: 'error',
      message: { text: error ?? '' },
      locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
    })),
  }
}

function result(path: string, finding: Finding, indexes: ReadonlyMap<string, number>): object {
  const { rule, level, message, suggestion } = finding
  const region = regionOf(finding)
  const fix = {
    description: { text: 'Reword' },
    artifactChanges: [
      {
        artifactLocation: artifact(path),
        replacements: [{ deletedRegion: region, insertedContent: { text: suggestion } }],
      },
    ],
  }
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(path),
          region: { ...region, snippet: { text: finding.text } },
        },
      },
    ],
    ...(suggestion === null ? {} : { fixes: [fix] }),
  }
}

function regionOf({ range }: Finding): object {
  return {
    startLine: range.line,
    startColumn: range.column,
    endLine: range.endLine,
    endColumn: range.endColumn,
  }
}

const artifact = (path: string): object => ({ uri: uriOf(path) })

/** As a URI reference: each name is encoded, colons too, or `a:b.md` would have a scheme. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href
  return normalize(path).split(sep).map(encodeURIComponent).join('/')
}
