import { lintOptionsOf } from '../config/linting.ts'
import type { Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'
import type { Effect } from '../effects.ts'
import { checkHash } from '../github/check-run.ts'
import { lint, type LintOptions } from '../lint/engine.ts'
import type { Finding } from '../lint/finding.ts'
import { assigningFindings } from './assigning.ts'
import type { CheckingState, DocumentState } from './state.ts'
import { verdict, type Checked } from './verdict.ts'

export function plan(state: CheckingState, { config, problems }: Settings, now: Date): readonly Effect[] {
  const options = { ...lintOptionsOf(config), today: now.toISOString().slice(0, 10) }
  const checked = state.documents.map((document) => check(document, state, config, options))
  const run = verdict(state.headSha, checked, problems)
  return state.standing === checkHash(run) ? [] : [{ do: 'putCheckRun', check: run }]
}

function check(document: DocumentState, state: CheckingState, config: Config, options: LintOptions): Checked {
  const { path } = document
  if (document.kind !== 'text')
    return { path, findings: [unreadable(document.kind)], waived: [], untouched: false }
  const { postmortem, findings, waived, isSoaking } = lint(document.text, options)
  const assigning = assigningFindings(postmortem, state.repository, state.targets, config).map((finding) =>
    isSoaking ? { ...finding, level: 'note' as const } : finding,
  )
  const all = [...findings, ...assigning].sort((a, b) => a.range.start - b.range.start)
  return { path, findings: all, waived, untouched: document.untouched }
}

const UNREADABLE = {
  binary: 'This file is not text: write the postmortem as Markdown in UTF-8.',
  'too-large':
    'This file is larger than 512 KB and was not read: move logs and data to files beside it, and link them.',
  'one-of-many':
    'This pull request holds more postmortems than are checked at once (20); move this one to a pull request of its own.',
  empty:
    'This file is empty: bring an earlier version back from the history of the branch, or write it here.',
}

function unreadable(kind: keyof typeof UNREADABLE): Finding {
  const range = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 }
  return {
    rule: 'facts/readable',
    level: 'error',
    range,
    text: '',
    message: UNREADABLE[kind],
    why: 'A postmortem that cannot be read cannot be learned from.',
    source: 'https://sre.google/sre-book/postmortem-culture/',
    suggestion: null,
  }
}
