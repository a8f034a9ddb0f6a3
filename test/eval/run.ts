/**
 * Scores the linter on labelled sentences and actions: `npm run eval -- --sentences FILE --actions FILE`. Without files it
 * scores the project's own written set. See `--help`.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { judgeActions, reportActions } from './actions.ts'
import { Documents, readActions, readSentences } from './labelled.ts'
import { reportLeaveOneOut } from './leave-one-out.ts'
import { judgeSentences, reportSentences } from './sentences.ts'

const HELP = `npm run eval -- [--sentences FILE] [--actions FILE] [--errors] [--leave-one-out]

Scores tone (blame/*, factors/single-cause) and actions (what inspect says) against labels.

  --sentences FILE  labelled sentences, one JSON object a line: id, text, label (blame | neutral), and where known
                    subtype, agent, borderline, kind, section, doc, org, weight, single_root_cause
  --actions FILE    labelled actions, one JSON object a line: id, text, specific, measurable, timebound, vague,
                    owner (one | several | team | none), category, and where known doc, line, path, shape, org.
                    Where docs/<doc>.md stands beside the file, the action is looked for there at its line.
  --errors          also list each one that was judged otherwise than labelled
  --leave-one-out   score each organisation's sentences ("org") with the words hidden that only its own blame spans have,
                    and neither another organisation's nor the project's written set

Figures are weighted by "weight". "all" counts borderline blame as blame and borderline neutral as neutral; "core"
leaves both out. The ranges in brackets are 95% intervals, by drawing documents again 1,000 times (seeded).
Without files the project's own written set (test/eval/*.jsonl) is scored.`

const own = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

try {
  const { values } = parseArgs({
    options: {
      sentences: { type: 'string' },
      actions: { type: 'string' },
      errors: { type: 'boolean', default: false },
      'leave-one-out': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) console.log(HELP)
  else if (values['leave-one-out'])
    console.log(
      reportLeaveOneOut(
        readSentences(values.sentences ?? own('sentences.jsonl')),
        readSentences(own('sentences.jsonl')),
      ),
    )
  else run(values.sentences, values.actions, values.errors)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}

function run(sentences: string | undefined, actions: string | undefined, withErrors: boolean): void {
  const isOwn = sentences === undefined && actions === undefined
  const sentenceFile = isOwn ? own('sentences.jsonl') : sentences
  const actionFile = isOwn ? own('actions.jsonl') : actions
  if (sentenceFile !== undefined) {
    console.log(`# Tone: ${sentenceFile}\n`)
    console.log(reportSentences(judgeSentences(readSentences(sentenceFile)), withErrors))
  }
  if (actionFile !== undefined) {
    console.log(`\n# Actions: ${actionFile}\n`)
    console.log(reportActions(judgeActions(readActions(actionFile), new Documents(actionFile)), withErrors))
  }
}
