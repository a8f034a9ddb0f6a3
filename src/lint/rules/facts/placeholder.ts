import type { Postmortem } from '../../../postmortem/document.ts'
import { isPlaceholder, placeholderIn } from '../../../postmortem/placeholders.ts'
import type { Block } from '../../prose/blocks.ts'
import { maskCode, type Span } from '../../prose/mask.ts'
import type { Context, DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

export const placeholder: DocumentRule = {
  id: 'facts/placeholder',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev4: 'warning' },
  summary: 'No placeholder of the template is left.',
  why: 'A placeholder looks like an answer from afar, and nobody is asked for the real one.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on incomplete postmortems: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    for (const problem of context.postmortem.problems) {
      if (problem.code !== 'placeholder') continue
      yield { at: firstLine(context.text, problem.range), message: `${problem.message} ${problem.fix}` }
    }
    const inAction = ranges(context.postmortem)
    let told = -1
    for (const block of context.prose.blocks) {
      const at = leftIn(context, block)
      const line = at ? context.text.lastIndexOf('\n', at.start) : told
      // An action whose owner or date is TBD is told so by the rules for actions; in a row of five, one is enough.
      if (at && line !== told && !inAction(at.start)) {
        told = line
        yield {
          at,
          message: 'This is still a placeholder. Replace it, or say in a sentence that it is not known.',
        }
      }
    }
  },
}

// Of all that can stand for nothing, these ask to be replaced; "n/a" and "-" are answers.
const ASKS =
  /(?<![a-z0-9])(?:todo|tb[dca]|fixme|to be|fill|write|describe|pending|placeholder|lorem|yyyy|hh:mm|your|insert)(?![a-z0-9])|<|\{\{|@(?:name|owner|handle|username|someone)\b/i

function leftIn({ prose }: Context, block: Block): Span | null {
  const words = maskCode(prose.masked.slice(block.start, block.end))
  if (!ASKS.test(words)) return null
  const whole = firstLine(words, { start: 0, end: words.length })
  const found = isPlaceholder(words) ? [whole.start, whole.end] : placeholderIn(words)
  if (!found) return null
  const [start = 0, end = 0] = found
  return { start: block.start + start, end: block.start + end }
}

/** Asked for in rising order of offsets. */
function ranges({ actions }: Postmortem): (offset: number) => boolean {
  const inOrder = actions.map((action) => action.range).sort((a, b) => a.start - b.start)
  let next = 0
  return (offset) => {
    while ((inOrder[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next += 1
    return (inOrder[next]?.start ?? Number.POSITIVE_INFINITY) <= offset
  }
}
