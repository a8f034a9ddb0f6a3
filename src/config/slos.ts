import { z } from 'zod'
import { objectiveOf, shareOf, windowDaysOf } from '../postmortem/slo.ts'

const share = z.union([z.number(), z.string().max(20)])

/** `slos`: kept as written, and read where a document names one of them. */
const slo = z.strictObject({
  objective: share
    .refine((value) => objectiveOf(value) !== null, {
      error: 'must be more than none and less than all, as `99.9%` or `0.999`',
      params: { fix: 'Write it as `99.9%` or `0.999`; an objective of 100% would leave no budget.' },
    })
    .describe('What share is to be good: `99.9%` or `0.999`.'),
  window: z
    .string()
    .max(20)
    .refine((value) => windowDaysOf(value) !== null, {
      error: 'must be a length in days, weeks or hours, as `30d`, `4w` or `720h`',
      params: { fix: 'Write it as `30d`; for a month or a quarter, say how many days.' },
    })
    .describe('Over which time: `30d`, `4w`, `720h`.'),
  service: z.string().trim().min(1).max(100).optional().describe('The service whose objective it is.'),
  remaining: share
    .refine((value) => (shareOf(value) ?? 2) <= 1, {
      error: 'must be a share of the budget, as `62%` or `0.62`',
      params: { fix: 'Write it as `62%` or `0.62`, below 0 where it is overspent.' },
    })
    .optional()
    .describe('How much of its error budget is left, for what an incident leaves of it.'),
  remainingOn: z.iso
    .date({ error: 'must be a date, such as `2026-12-04`' })
    .optional()
    .describe('The day on which `remaining` was read; incidents that ended before it are in it already.'),
})

export const slos = z
  .record(z.string().trim().min(1).max(100), slo)
  .default({})
  .describe(
    'Your service level objectives by name, each with `objective` and `window`: a postmortem that names one under `slo:` gets its burn computed.',
  )
