import { lint } from '../../src/lint/engine.ts'
import type { Finding } from '../../src/lint/finding.ts'
import { figuresOf, interval, type Case } from './figures.ts'
import type { LabelledSentence } from './labelled.ts'
import { listOf, row, table } from './show.ts'

interface Judged {
  readonly sentence: LabelledSentence
  readonly blame: readonly Finding[]
  readonly singleCause: readonly Finding[]
}

/** What the linter says of each sentence, each in a document of its own, of the kind and under the heading it was found in. */
export function judgeSentences(sentences: readonly LabelledSentence[]): Judged[] {
  return sentences.map((sentence) => {
    const { heading, body } = documentWith(sentence)
    // A heading that is itself blame is judged where it is labelled, not with each sentence below it.
    const findings = lint(heading + body).findings.filter(({ range }) => range.start >= heading.length)
    return {
      sentence,
      blame: findings.filter((finding) => finding.rule.startsWith('blame/')),
      singleCause: findings.filter((finding) => finding.rule === 'factors/single-cause'),
    }
  })
}

function documentWith({ text, kind, section }: LabelledSentence): { heading: string; body: string } {
  const words = text.replaceAll('\n', ' ')
  if (kind === 'heading') return { heading: '', body: `## ${words}\n` }
  const heading = section ? `## ${section.replaceAll('\n', ' ')}\n\n` : ''
  if (kind === 'li') return { heading, body: `- ${words}\n` }
  if (kind === 'cell') return { heading, body: `| Note |\n| --- |\n| ${words.replaceAll('|', '\\|')} |\n` }
  return { heading, body: `${words}\n` }
}

/** A report of the figures, and the sentences that were judged otherwise than labelled. */
export function reportSentences(judged: readonly Judged[], withErrors: boolean): string {
  const cases = (list: readonly Judged[]): Case[] => list.map(caseOf)
  const core = judged.filter(({ sentence }) => !sentence.borderline)
  const parts = [
    `${String(judged.length)} sentences, ${String(judged.filter(isBlame).length)} of them blame`,
    table([
      row('', 'precision', 'recall', 'F1', 'false per 1,000'),
      scoreRow('all', cases(judged)),
      scoreRow('core (without borderline)', cases(core)),
    ]),
    `Recall by subtype: ${recallBy(judged, ({ sentence }) => sentence.subtype ?? null)}`,
    `Recall by agent: ${recallBy(judged, ({ sentence }) => sentence.agent ?? null)}`,
    ...singleCauses(judged),
    ...byOrganisation(judged),
  ]
  if (withErrors) parts.push(...errors(judged))
  return parts.join('\n\n')
}

const isBlame = ({ sentence }: Judged): boolean => sentence.label === 'blame'

export function caseOf(one: Judged): Case {
  const { sentence, blame } = one
  const { weight, doc, id } = sentence
  return { actual: isBlame(one), predicted: blame.length > 0, weight, group: doc ?? id }
}

function scoreRow(name: string, cases: readonly Case[]): readonly string[] {
  const figures = figuresOf(cases)
  const [low, high] = interval(cases, ({ precision }) => precision)
  const [least, most] = interval(cases, ({ recall }) => recall)
  return row(
    name,
    `${two(figures.precision)} (${two(low)}–${two(high)})`,
    `${two(figures.recall)} (${two(least)}–${two(most)})`,
    two(figures.f1),
    two(figures.falsePerThousand),
  )
}

const two = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2))

/** Unweighted: a subtype has few cases, and the question is which forms are read. */
function recallBy(judged: readonly Judged[], keyOf: (one: Judged) => string | null): string {
  const groups = Map.groupBy(judged.filter(isBlame), (one) => keyOf(one) ?? 'unknown')
  return [...groups]
    .map(([key, list]) => `${key} ${String(list.filter(isFlagged).length)}/${String(list.length)}`)
    .sort()
    .join(', ')
}

const isFlagged = ({ blame }: Judged): boolean => blame.length > 0

function singleCauses(judged: readonly Judged[]): string[] {
  const labelled = judged.filter(({ sentence }) => sentence.single_root_cause !== undefined)
  if (labelled.length === 0) return []
  const figures = figuresOf(
    labelled.map(({ sentence, singleCause }) => ({
      actual: sentence.single_root_cause === true,
      predicted: singleCause.length > 0,
      weight: sentence.weight,
      group: sentence.id,
    })),
  )
  return [`Single causes: precision ${two(figures.precision)}, recall ${two(figures.recall)}`]
}

function byOrganisation(judged: readonly Judged[]): string[] {
  const groups = Map.groupBy(judged, ({ sentence }) => sentence.org ?? '')
  if (groups.size < 2) return []
  const rows = [...groups].map(([org, list]) => {
    const figures = figuresOf(list.map(caseOf))
    const blame = list.filter(isBlame)
    return row(
      org,
      String(list.length),
      `${String(blame.filter(isFlagged).length)}/${String(blame.length)}`,
      String(list.filter((one) => !isBlame(one) && isFlagged(one)).length),
      two(figures.falsePerThousand),
    )
  })
  return [table([row('organisation', 'sentences', 'blame found', 'false flags', 'false per 1,000'), ...rows])]
}

function errors(judged: readonly Judged[]): string[] {
  const missed = judged.filter((one) => isBlame(one) && !isFlagged(one))
  const falsely = judged.filter((one) => !isBlame(one) && isFlagged(one))
  const mark = ({ sentence }: Judged): string =>
    [sentence.id, sentence.subtype, sentence.agent, sentence.borderline ? 'borderline' : null]
      .filter((part) => part)
      .join(' ')
  return [
    listOf('Missed', missed, (one) => `[${mark(one)}] ${one.sentence.text}`),
    listOf('Falsely flagged', falsely, (one) => {
      const said = one.blame.map(({ rule, text }) => `${rule} on "${text}"`).join(', ')
      return `[${mark(one)}] ${said}: ${one.sentence.text}`
    }),
  ]
}
