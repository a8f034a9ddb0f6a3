import { causesOf, type Link } from '../../../postmortem/causes.ts'
import { circlesOf } from '../../../postmortem/circles.ts'
import { listed, nameOfCause } from '../../commitments.ts'
import type { Context, DocumentRule } from '../../rule.ts'
import { firstLine } from '../../where.ts'

export const cycle: DocumentRule = {
  id: 'factors/cycle',
  family: 'factors',
  scope: 'document',
  level: 'warning',
  severities: { sev4: 'note' },
  summary: 'No factor leads back to itself.',
  why: 'In a circle each factor is explained by the next, and none by anything that could be changed. Where it really fed itself, what started it and what kept it going are two factors.',
  source:
    'Judea Pearl, Causality: Models, Reasoning, and Inference (2nd ed., 2009), chapter 1, on causal graphs without cycles: ISBN 978-0-521-89560-6',
  *check(context) {
    for (const circle of circlesOf(causesOf(context.postmortem))) {
      // A chain that gives one answer twice is odd, but nobody has drawn that.
      const closing = circle.findLast(({ by }) => by === 'words')
      if (closing?.range)
        yield { at: firstLine(context.text, closing.range), message: messageOf(context, circle) }
    }
  },
}

function messageOf(context: Context, circle: readonly Link[]): string {
  const names = circle.map(({ from }) => nameOfCause(context, from, circle.length > 1))
  if (names.length === 1)
    return `${names.join('')} leads to itself. Name what it led to, or say \`leads to: the incident\`.`
  return `${listed(names)} lead to each other in a circle, so nothing stands at its beginning. Take out the link that came later; where it fed itself, add what started it as a factor of its own.`
}
