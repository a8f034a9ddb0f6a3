import { entryOf, keyRange } from './front-matter.ts'
import type { FrontMatter, ParseProblem } from './document.ts'
import type { Source } from './source.ts'

/** What people say of an alert: somebody could act on it, or nobody could. */
export type AlertMark = 'actionable' | 'noise'

/** By the alert's name, as written under `alerts:` of the front matter: `alerts: { DiskWillFill: noise }`. */
export type AlertMarks = ReadonlyMap<string, AlertMark>

/** More is a mistake. */
const MOST_MARKS = 500

export function alertMarksOf(frontMatter: FrontMatter | null): AlertMarks {
  const [, value] = entryOf(frontMatter, /^alerts$/) ?? []
  const marks = new Map<string, AlertMark>()
  if (!isMapping(value)) return marks
  for (const [name, mark] of Object.entries(value).slice(0, MOST_MARKS))
    if (isMark(mark)) marks.set(name, mark)
  return marks
}

/** Words that were meant as a mark. A list of alerts, or how many there were, is another matter and none of ours. */
export function alertMarkProblems(source: Source, frontMatter: FrontMatter | null): ParseProblem[] {
  const [key, value] = entryOf(frontMatter, /^alerts$/) ?? []
  if (frontMatter === null || key === undefined || !isMapping(value)) return []
  const wrong = Object.entries(value).find(([, mark]) => typeof mark === 'string' && !isMark(mark))?.[0]
  if (wrong === undefined) return []
  const message = `"${key}" says of ${wrong.slice(0, 60)} neither "actionable" nor "noise"; that is ignored.`
  const fix = `Write it as ${key}: { CheckoutErrors: actionable, DiskWillFill: noise }`
  return [{ code: 'front-matter', message, fix, range: keyRange(source, frontMatter, key) }]
}

const isMark = (value: unknown): value is AlertMark => value === 'actionable' || value === 'noise'

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
