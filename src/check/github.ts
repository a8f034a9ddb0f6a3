import type { Finding, Level } from '../lint/finding.ts'
import type { CheckedFile } from './run.ts'

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/** Workflow commands that GitHub Actions turns into annotations on the lines. */
export function formatGithub(files: readonly CheckedFile[]): string {
  return files
    .flatMap(commandsOf)
    .map((line) => `${line}\n`)
    .join('')
}

function commandsOf({ path, findings, error }: CheckedFile): string[] {
  if (error !== null) return [command('error', { file: path, title: 'unusable input' }, error)]
  return findings.map((finding) =>
    command(COMMANDS[finding.level], placeOf(path, finding), messageOf(finding)),
  )
}

function placeOf(path: string, { rule, range }: Finding): Record<string, string> {
  const lines = { line: String(range.line), endLine: String(range.endLine) }
  // GitHub takes columns only where both ends are on one line.
  const columns =
    range.endLine === range.line ? { col: String(range.column), endColumn: String(range.endColumn) } : {}
  return { file: path, ...lines, ...columns, title: rule }
}

function messageOf({ message, suggestion }: Finding): string {
  return suggestion === null || suggestion === '' ? message : `${message}\nSuggestion: ${suggestion}`
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
  return `::${name} ${list.join(',')}::${escapeData(message)}`
}

function escapeData(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(value: string): string {
  return escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
