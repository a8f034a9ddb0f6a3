import { z } from 'zod'
import { ApiError, invalid } from '../http/errors.ts'
import { isoSeconds } from '../world.ts'
import type { Output, RunEdit } from './change.ts'

const annotationInput = z.object({
  path: z.string().min(1),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().nullish(),
  end_column: z.number().int().nullish(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().nullish(),
  raw_details: z.string().nullish(),
})

const outputInput = z.object({
  title: z.string().optional(),
  summary: z.string(),
  text: z.string().optional(),
  annotations: z.array(annotationInput).optional(),
})

const instant = z.iso.datetime({ offset: true }).transform((text) => isoSeconds(new Date(text)))

export const runInput = z.object({
  name: z.string().optional(),
  head_sha: z.string().optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  // What else the description lists (`waiting`, `stale`, …) only GitHub itself can set.
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z
    .enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out'])
    .optional(),
  started_at: instant.optional(),
  completed_at: instant.optional(),
  output: outputInput.optional(),
  actions: z
    .array(
      z.object({
        label: z.string().max(20),
        description: z.string().max(40),
        identifier: z.string().max(20),
      }),
    )
    .optional(),
})
type RunInput = z.infer<typeof runInput>

const MOST_ANNOTATIONS = 50
const MOST_ACTIONS = 3
const LONGEST_TEXT = 65_535

const refuse = (what: string): Error => new ApiError(422, `Invalid request.\n\n${what}`)

/** What a request says of a run; 422 for what GitHub refuses. */
export function readRun(input: RunInput): RunEdit {
  if (input.status === 'completed' && input.conclusion === undefined)
    throw refuse('"conclusion" wasn\'t supplied.')
  atMost(MOST_ACTIONS, input.actions)
  return {
    name: input.name,
    status: input.status,
    conclusion: input.conclusion,
    startedAt: input.started_at,
    completedAt: input.completed_at,
    externalId: input.external_id,
    detailsUrl: input.details_url,
    output: input.output && readOutput(input.output),
    actions: input.actions,
  }
}

function atMost(most: number, items: readonly unknown[] | undefined): void {
  if (items && items.length > most)
    throw refuse(`No more than ${most} items are allowed; ${items.length} were supplied.`)
}

function readOutput({ title, summary, text, annotations = [] }: z.infer<typeof outputInput>): Output {
  atMost(MOST_ANNOTATIONS, annotations)
  for (const long of [summary, text ?? ''])
    if (long.length > LONGEST_TEXT)
      throw refuse(`Only ${LONGEST_TEXT} characters are allowed; ${long.length} were supplied.`)
  return { title, summary, text, annotations: annotations.map(readAnnotation) }
}

function readAnnotation(one: z.infer<typeof annotationInput>): Output['annotations'][number] {
  const columns = [one.start_column, one.end_column].some((column) => column !== null && column !== undefined)
  if (one.end_line < one.start_line) throw wrong('end_line')
  if (columns && one.start_line !== one.end_line) throw wrong('start_column')
  return {
    path: one.path,
    startLine: one.start_line,
    endLine: one.end_line,
    startColumn: one.start_column ?? null,
    endColumn: one.end_column ?? null,
    level: one.annotation_level,
    message: one.message,
    title: one.title ?? null,
    rawDetails: one.raw_details ?? null,
  }
}

const wrong = (field: string): Error => invalid({ resource: 'CheckAnnotation', field, code: 'invalid' })
