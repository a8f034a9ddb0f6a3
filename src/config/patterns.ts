import { z } from 'zod'
import { FAMILIES, LEVELS } from '../lint/finding.ts'
import { compilePattern, type Pattern } from '../lint/patterns/compile.ts'
import { SECTIONS } from '../postmortem/document.ts'

/** The rules that a team writes itself: `patterns` of the config. */

// A hundred rules are more than anybody remembers; a pattern of more than 500 characters nobody can read.
const MOST_PATTERNS = 100
const LONGEST_PATTERN = 500
// Of all together. A usual pattern has about twenty. Counted repeats multiply: `[a-z]{0,500}` has a thousand.
const MOST_INSTRUCTIONS = 3000

/** As `house/primary`: in a waiver, in a report and below `rules` it is named like our own, and is none of them. */
const TEAM_RULE = new RegExp(`^(?!(?:${FAMILIES.join('|')})/)[a-z]+/[a-z0-9-]+$`)

export const teamRuleId = z
  .string()
  .max(60)
  .regex(TEAM_RULE, {
    error: `must be a family of your own and a name, such as \`house/primary\` (small letters; not ${FAMILIES.join(', ')})`,
  })

const words = (most: number) => z.string().trim().min(1).max(most)

const pattern = z.strictObject({
  id: teamRuleId.describe('How findings and waivers name it, such as `house/primary`.'),
  pattern: z
    .string()
    .min(1)
    .max(LONGEST_PATTERN)
    .describe('What is looked for in each sentence, in RE2’s syntax; a space stands for any white space.'),
  message: words(500).describe('What the author is told, with the fix.'),
  level: z.enum(LEVELS).default('warning').describe('How much it weighs.'),
  flags: z.literal('i').optional().describe('`i`: capital and small letters are the same.'),
  suggestion: words(200).optional().describe('What is offered instead of exactly the words found.'),
  sections: z
    .array(z.enum(SECTIONS))
    .min(1)
    .optional()
    .describe('Looked for in these sections only; everywhere where none are named.'),
  why: words(500).optional().describe('Why it matters.'),
  source: words(300).optional().describe('Where that is written down: a title or an address.'),
})

export const patterns = z
  .array(pattern)
  .max(MOST_PATTERNS)
  .superRefine((all, context) => {
    for (const { path, message, fix } of problemsOf(all))
      context.addIssue({ code: 'custom', path, message, params: { fix } })
  })
  .default([])
  .describe('Rules of your own: words that are looked for in what the author wrote.')

interface Problem {
  readonly path: [index: number, key: 'id' | 'pattern']
  readonly message: string
  readonly fix: string
}

function* problemsOf(all: readonly Pattern[]): Iterable<Problem> {
  const seen = new Set<string>()
  let work = 0
  for (const [index, pattern] of all.entries()) {
    if (seen.has(pattern.id)) {
      const message = `\`${pattern.id}\` is there twice`
      yield { path: [index, 'id'], message, fix: 'Give each pattern an id of its own.' }
    }
    seen.add(pattern.id)
    const compiled = compilePattern(pattern)
    if ('reason' in compiled) yield { path: [index, 'pattern'], message: compiled.reason, fix: compiled.fix }
    else work += compiled.size
    if (work <= MOST_INSTRUCTIONS) continue
    // The rest is not compiled: to compile costs too.
    const message = `with those above asks for too much work: ${work} steps for each character, where ${MOST_INSTRUCTIONS} are allowed`
    yield { path: [index, 'pattern'], message, fix: TOO_LARGE }
    return
  }
}

const TOO_LARGE =
  'Repeat less (`{0,20}` instead of `{0,500}`, no repeat within a repeat), or have fewer patterns.'
