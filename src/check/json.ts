import type { Finding } from '../lint/finding.ts'
import type { CheckedFile } from './run.ts'

/**
 * The fixed interface `version: 1` that others script against; `waived` are findings that a waiver lets stand, with
 * its reason; a file that could not be checked also has `error`. Keys are only ever added.
 */
export function formatJson(files: readonly CheckedFile[]): string {
  return JSON.stringify({ version: 1, files: files.map(fileJson) })
}

function fileJson({ path, findings, waived, error }: CheckedFile): object {
  return {
    path,
    findings: findings.map(findingJson),
    waived: waived.map(({ finding, reason }) => ({ ...findingJson(finding), reason })),
    ...(error === null ? {} : { error }),
  }
}

function findingJson({ rule, level, range, text, message, why, source, suggestion }: Finding): object {
  const { line, column, endLine, endColumn } = range
  return { rule, level, line, column, endLine, endColumn, text, message, why, source, suggestion }
}
