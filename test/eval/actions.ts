import { inspect } from '../../src/inspect.ts'
import type { Inspection } from '../../src/inspect.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { figuresOf, type Case } from './figures.ts'
import type { Documents, LabelledAction } from './labelled.ts'
import { listOf, row, table } from './show.ts'

type Understood = Inspection['actions'][number]

interface Judged {
  readonly label: LabelledAction
  /** Null where the action was not found at its line. */
  readonly action: Understood | null
}

/** What `inspect` says of each action: in its own document where that is there, else alone under the heading it was found in. */
export function judgeActions(labels: readonly LabelledAction[], documents: Documents): Judged[] {
  const known = new Map<string, Inspection>()
  return labels.map((label) => {
    const text = documents.textOf(label.doc)
    if (text === null || !label.line) return { label, action: aloneIn(label) }
    const inspection = known.get(label.doc ?? '') ?? inspect(parse(text))
    known.set(label.doc ?? '', inspection)
    return { label, action: inspection.actions.find(({ line }) => line === label.line) ?? null }
  })
}

function aloneIn({ text, path, shape }: LabelledAction): Understood | null {
  const heading = path?.split('>').at(-1)?.trim() ?? 'Action items'
  const body = shape === 'table' ? tableOf(text) : /^(?:[-*+]|\d+[.)]|\|)\s/.test(text) ? text : `- ${text}`
  const document = `# Incident\n\n## Action items\n\n${heading === 'Action items' ? '' : `### ${heading}\n\n`}${body}\n`
  return inspect(parse(document, { openedOn: '2026-11-23' })).actions[0] ?? null
}

/** `Action: Add an alert | Owner: Mo` is how labelled rows of tables are written down. */
function tableOf(text: string): string {
  const cells = text.split(' | ').map((cell) => /^([^:]{1,40}):\s*(.*)$/.exec(cell) ?? [cell, 'Notes', cell])
  const line = (index: number): string => `| ${cells.map((cell) => cell[index] ?? '').join(' | ')} |`
  return `${line(1)}\n|${' --- |'.repeat(cells.length)}\n${line(2)}`
}

export function reportActions(judged: readonly Judged[], withErrors: boolean): string {
  const real = judged.filter(({ label }) => label.is_action)
  const found = real.filter(({ action }) => action !== null)
  const parts = [
    `${String(real.length)} actions, ${String(found.length)} found; ${String(judged.filter(({ label, action }) => !label.is_action && action !== null).length)} of ${String(judged.length - real.length)} that are none were taken for one`,
    table([row('', 'precision', 'recall', 'F1'), ...QUESTIONS.map((question) => scoreRow(question, real))]),
    `Owner class: ${shareOf(real, ({ label, action }) => action?.ownerKind === label.owner)}; always "none": ${shareOf(real, ({ label }) => label.owner === 'none')}`,
    `Category where none is stated: ${shareOf(unstated(real), isRightCategory)}`,
    ...byOrganisation(real),
  ]
  if (withErrors) parts.push(...errors(real))
  return parts.join('\n\n')
}

interface Question {
  readonly name: string
  readonly actual: (label: LabelledAction) => boolean
  readonly predicted: (action: Understood) => boolean
}

const QUESTIONS: readonly Question[] = [
  { name: 'specific', actual: (label) => label.specific, predicted: (action) => action.specific },
  { name: 'measurable', actual: (label) => label.measurable, predicted: (action) => action.measurable },
  { name: 'vague', actual: (label) => label.vague, predicted: (action) => action.vague },
  { name: 'time-bound', actual: (label) => label.timebound, predicted: (action) => action.timeBound },
  {
    name: 'single owner',
    actual: (label) => label.owner === 'one',
    predicted: (action) => action.ownerKind === 'one',
  },
]

function casesOf({ actual, predicted }: Question, judged: readonly Judged[]): Case[] {
  return judged.map(({ label, action }) => ({
    actual: actual(label),
    predicted: action !== null && predicted(action),
    weight: 1,
    group: label.doc ?? label.id,
  }))
}

function scoreRow(question: Question, judged: readonly Judged[]): readonly string[] {
  const { precision, recall, f1 } = figuresOf(casesOf(question, judged))
  return row(question.name, two(precision), two(recall), two(f1))
}

const two = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2))

function shareOf(judged: readonly Judged[], isRight: (one: Judged) => boolean): string {
  const right = judged.filter(isRight).length
  return `${two(judged.length === 0 ? Number.NaN : right / judged.length)} (${String(right)}/${String(judged.length)})`
}

const unstated = (judged: readonly Judged[]): Judged[] =>
  judged.filter(({ label, action }) => label.category && action !== null && !action.categoryStated)

/** The labels' `other` is none of the five, which `inspect` tells by null. */
const isRightCategory = ({ label, action }: Judged): boolean =>
  (action?.category ?? 'other') === label.category

function byOrganisation(judged: readonly Judged[]): string[] {
  const groups = Map.groupBy(judged, ({ label }) => label.org ?? '')
  if (groups.size < 2) return []
  const rows = [...groups].map(([org, list]) =>
    row(
      org,
      String(list.length),
      ...QUESTIONS.map((question) => two(figuresOf(casesOf(question, list)).f1)),
      shareOf(unstated(list), isRightCategory),
    ),
  )
  const titles = row('F1', 'actions', ...QUESTIONS.map(({ name }) => name), 'category')
  return [table([titles, ...rows])]
}

function errors(judged: readonly Judged[]): string[] {
  const lists = QUESTIONS.map((question) => {
    const wrong = judged.filter(
      ({ label, action }) => (action !== null && question.predicted(action)) !== question.actual(label),
    )
    return listOf(question.name, wrong, ({ label, action }) => {
      const got = action === null ? 'not found' : String(question.predicted(action))
      return `[${label.id}] labelled ${String(question.actual(label))}, got ${got}: ${label.text}`
    })
  })
  const categories = unstated(judged).filter((one) => !isRightCategory(one))
  return [
    ...lists,
    listOf('category', categories, ({ label, action }) => {
      return `[${label.id}] labelled ${String(label.category)}, got ${action?.category ?? 'other'}: ${label.text}`
    }),
  ]
}
