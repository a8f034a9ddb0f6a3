import { causesOf, type Link } from '../../../postmortem/causes.ts'
import { circlesOf } from '../../../postmortem/circles.ts'
import { listed } from '../../commitments.ts'
import type { DocumentRule } from '../../rule.ts'
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
  *check({ text, postmortem }) {
    for (const circle of circlesOf(causesOf(postmortem))) {
      const closing = circle.findLast(({ by }) => by === 'words') ?? circle.at(-1)
      if (closing?.range) yield { at: firstLine(text, closing.range), message: messageOf(circle) }
    }
  },
}

function messageOf(circle: readonly Link[]): string {
  const [first] = circle
  const id = first?.from.id ?? ''
  if (circle.length === 1)
    return `${id} leads to itself. Name what it led to, or say \`leads to: the incident\`.`
  const way = listed(circle.map(({ from }) => from.id))
  return `${way} lead to each other in a circle, so nothing stands at its beginning. Take out the link that came later; where it fed itself, add what started it as a factor of its own.`
}
