import type { DocumentRule, RawFinding } from '../../rule.ts'
import type { Waiver } from '../../waiver.ts'

export const waiver: DocumentRule = {
  id: 'review/waiver',
  family: 'review',
  scope: 'document',
  level: 'warning',
  summary: 'A waiver names a rule, gives a reason and is still needed.',
  why: 'A waiver is a decision that later readers need to understand; one that fits nothing hides the next finding.',
  source:
    'ESLint documentation, "Configure Rules", on describing and reporting disable comments: https://eslint.org/docs/latest/use/configure/rules',
  *check({ waivers }) {
    for (const { at, rules, reason } of waivers) {
      if (rules.length === 0) {
        yield {
          at,
          message:
            'This waiver names no rule. Write it as `<!-- debrief-ignore blame/counterfactual: reason -->`.',
        }
      } else if (reason === null) {
        yield {
          at,
          message: `This waiver gives no reason, so it waives nothing. Write it as \`<!-- debrief-ignore ${rules.join(', ')}: reason -->\`.`,
        }
      }
    }
  },
}

/** Told by the engine, which alone knows what the rules found. */
export function unusedWaiver({ at }: Waiver, rule: string): RawFinding {
  return {
    at,
    message: `This waiver for \`${rule}\` fits nothing on its line or in the block below. Remove it, or move it to the words that it is about.`,
  }
}

export function unknownRule({ at }: Waiver, rule: string, meant: string | null): RawFinding {
  const fix = meant === null ? 'Check it against the list of rules.' : `Did you mean \`${meant}\`?`
  return { at, message: `This waiver names \`${rule}\`, which is no rule, so it waives nothing. ${fix}` }
}
