import { z } from 'zod'
import { GITHUB_RULES, LEVELS } from '../lint/finding.ts'
import { RULES } from '../lint/rules/index.ts'
import { DEFAULT_SEVERITIES, MAXIMUM_ACTIONS } from './defaults.ts'
import { patterns, teamRuleId } from './patterns.ts'
import { practices } from './practices.ts'
import { slos } from './slos.ts'
import { timeZone } from './time-zone.ts'
import { timeline } from './timeline.ts'
import { SPANS } from '../review/span.ts'

/**
 * `.github/postmortem.yml`: everything that a team can set, with its default and its meaning. The JSON schema for
 * editors is generated from here (`npm run generate`), so each description is read by people.
 */

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const label = z.string().trim().min(1).max(50)

/** A folder or file inside the repository: never absolute, never upwards, so that a config cannot point elsewhere. */
const insidePath = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((path) => !/^\/|(^|\/)\.{1,2}(\/|$)|\\|\p{Cc}|\/$/u.test(path), {
    error:
      'must be a path inside the repository, such as `docs/postmortems` (no leading or trailing slash, no `..`)',
  })

/** Those of the linter, and the ones that only GitHub can answer (`checking/`). */
export const BUILT_IN_RULES: readonly string[] = [...RULES.map((rule) => rule.id), ...GITHUB_RULES]

const severity = z.strictObject({
  label: label.describe('The label that gives an incident this severity.'),
  reviewWithinHours: z
    .int()
    .min(1)
    .max(24 * 90)
    .default(72)
    .describe('Hours after resolution by which the postmortem is due for review.'),
  actionsWithinDays: z
    .int()
    .min(1)
    .max(730)
    .default(60)
    .describe('Days after the incident by which its actions are to be due.'),
})

const date = z.iso.date({ error: 'must be a date, such as `2026-12-04`' })

const sprintEnds = z.union([
  z.array(date).max(200),
  z.strictObject({ first: date, days: z.int().min(1).max(60) }),
])

export const configSchema = z
  .strictObject({
    incident: z
      .strictObject({
        labels: z
          .array(label)
          .min(1)
          .max(20)
          .default(['incident'])
          .describe('Labels that make an issue an incident.'),
      })
      .prefault({})
      .describe('What counts as an incident.'),
    severities: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/i, { error: 'a severity is letters, digits and `-`' }),
        severity,
      )
      .refine((all) => Object.keys(all).length > 0, { error: 'must name at least one severity' })
      .default(DEFAULT_SEVERITIES)
      .describe('The severities, worst first; each by its label. Setting this replaces the default four.'),
    postmortem: z
      .strictObject({
        folder: insidePath.default('postmortems').describe('Where the postmortem documents live.'),
        branchPrefix: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9/_-]{0,60}$/, { error: 'must be letters, digits, `/`, `_` and `-`' })
          .default('postmortem/')
          .describe('How the branch of a postmortem pull request begins.'),
        label: label.default('postmortem').describe('The label that postmortem pull requests get.'),
      })
      .prefault({})
      .describe('The postmortem document and its pull request.'),
    actions: z
      .strictObject({
        label: label.default('postmortem-action').describe('The label that every action issue gets.'),
        categoryLabelPrefix: z
          .string()
          .max(30)
          .default('action: ')
          .describe('Before the category, in its label.'),
        priorityLabelPrefix: z
          .string()
          .max(30)
          .default('priority: ')
          .describe('Before the priority, in its label.'),
        maximum: z
          .int()
          .min(1)
          .max(50)
          .default(MAXIMUM_ACTIONS)
          .describe('How many actions one postmortem may commit to.'),
        sprintEnds: sprintEnds
          .default([])
          .describe(
            'When your sprints end, so that “end of sprint” is a due date: a list of dates, or `first` (the first such date) and `days` (the length of a sprint).',
          ),
      })
      .prefault({})
      .describe('How actions are tracked.'),
    digest: z
      .strictObject({
        enabled: z.boolean().default(true).describe('Whether the weekly digest is written.'),
        day: z.enum(DAYS).default('monday').describe('The day of the digest.'),
        hour: z.int().min(0).max(23).default(9).describe('The hour of the digest, on the clock of `zone`.'),
        zone: timeZone.default('UTC').describe('The time zone of `day` and `hour`.'),
        dueSoonDays: z.int().min(1).max(60).default(7).describe('How many days ahead counts as due soon.'),
        title: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .default('Postmortem follow-ups')
          .describe('The title of the dashboard issue.'),
      })
      .prefault({})
      .describe('The weekly digest and its dashboard issue.'),
    timeline,
    review: z
      .strictObject({
        every: z
          .array(z.enum(SPANS))
          .max(SPANS.length)
          .default(['quarter'])
          .describe(
            'What is reviewed in an issue on the first working day after it, at the hour and in the zone of the digest: `quarter`, `year`, both, or nothing (`[]`).',
          ),
      })
      .prefault({})
      .describe('The review of a quarter or a year.'),
    slos,
    index: z
      .strictObject({
        enabled: z
          .boolean()
          .default(true)
          .describe(
            'Whether the app commits `README.md` and `index.json` of the folder to the default branch.',
          ),
      })
      .prefault({})
      .describe('The table of all postmortems, in their folder.'),
    rules: z
      .partialRecord(z.union([z.enum(BUILT_IN_RULES), teamRuleId]), z.enum([...LEVELS, 'off']))
      .default({})
      .describe('Levels of single rules, your own too: error, warning, note or off.'),
    patterns,
    practices,
  })
  .describe('Debrief: blameless postmortems as issues and pull requests.')

export type Config = z.output<typeof configSchema>
export type Day = (typeof DAYS)[number]

export const DEFAULT_CONFIG: Config = configSchema.parse({})
