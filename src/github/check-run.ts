import type { Annotation, CheckRun, RepositoryName } from '../effects.ts'
import type { Client } from './client.ts'
import { headOf } from './inert.ts'
import { hashOf } from './marker.ts'

/** The one check that the app gives, as people see it in a pull request. */
export const CHECK_NAME = 'Postmortem'

// GitHub takes at most 50 annotations a request; more are appended by updates.
const PER_REQUEST = 50
// GitHub takes at most 65,535 characters of summary and cuts nothing by itself: it answers 422.
const MAX_SUMMARY = 65_000

/** What is kept as the check run's `external_id`: equal checks have equal ones, so that none is written twice. */
export const checkHash = (check: CheckRun): string => hashOf(check)

/**
 * Creates the check run with all of its annotations. A later look at the same commit creates another of the same name,
 * which replaces it for readers: an update could only add annotations, never take one away.
 */
export async function putCheckRun(client: Client, at: RepositoryName, check: CheckRun): Promise<void> {
  const [first = [], ...more] = batchesOf(check.annotations)
  const { name, conclusion } = check
  const output = { title: check.title, summary: headOf(check.summary, MAX_SUMMARY) }
  const run = { name, conclusion, status: 'completed' as const }
  // Only with the last annotation: a run that was cut short is not to pass for the whole.
  const whole = (left: number) => (left === 0 ? { external_id: checkHash(check) } : {})
  const { data } = await client.request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    head_sha: check.headSha,
    ...run,
    ...whole(more.length),
    output: { ...output, annotations: first },
  })
  for (const [index, annotations] of more.entries()) {
    await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...at,
      check_run_id: Number(data.id),
      ...run,
      ...whole(more.length - 1 - index),
      output: { ...output, annotations },
    })
  }
}

function batchesOf(annotations: readonly Annotation[]) {
  const batches: ReturnType<typeof toGitHub>[][] = []
  for (let at = 0; at < annotations.length; at += PER_REQUEST) {
    batches.push(annotations.slice(at, at + PER_REQUEST).map(toGitHub))
  }
  return batches
}

function toGitHub(annotation: Annotation) {
  const { startColumn, endColumn } = annotation
  return {
    path: annotation.path,
    start_line: annotation.startLine,
    end_line: annotation.endLine,
    ...(startColumn === undefined ? {} : { start_column: startColumn }),
    ...(endColumn === undefined ? {} : { end_column: endColumn }),
    annotation_level: annotation.level,
    title: annotation.title,
    message: annotation.message,
  }
}
