import { onTestFinished } from 'vitest'
import { kindOf, mutationsIn } from '../../src/demo/requests.ts'
import { setStage, type Stage, type StageOptions } from '../../src/demo/stage.ts'
import type { Traffic } from '../../src/sandbox/traffic.ts'

export const SHOP = { owner: 'acme', repo: 'shop' } as const

/** The demo's stage, closed when the test ends: the real app on a local GitHub. */
export async function onStage(options: StageOptions = {}): Promise<Stage> {
  const stage = await setStage({ at: '2026-11-20T14:20:00Z', backoffMs: 5, ...options })
  onTestFinished(() => stage.close())
  return stage
}

/** An incident, as an on-call engineer declares it; returns once the app has done what it does. */
export async function declare(
  stage: Stage,
  { title = 'Checkout errors', labels = ['incident', 'sev1'], body = 'One in ten orders fails.' } = {},
) {
  const { data } = await stage
    .as('ada')
    .rest.issues.create({ ...SHOP, title, body, labels, assignees: ['grace'] })
  await stage.settle()
  return data.number
}

export async function pulls(stage: Stage) {
  const { data } = await stage.as('ada').rest.pulls.list({ ...SHOP, state: 'all' })
  return data
}

/** The one postmortem pull request. */
export async function onlyPull(stage: Stage) {
  const all = await pulls(stage)
  if (all.length !== 1 || !all[0]) throw new Error(`expected one pull request, found ${all.length}`)
  return all[0]
}

/** The only file that a pull request adds. */
export async function documentOf(stage: Stage, pull: number): Promise<{ path: string; text: string }> {
  const ada = stage.as('ada')
  const { data: files } = await ada.rest.pulls.listFiles({ ...SHOP, pull_number: pull })
  const path = files[0]?.filename ?? ''
  const { data } = await ada.rest.pulls.get({ ...SHOP, pull_number: pull })
  const raw = await ada.rest.repos.getContent({
    ...SHOP,
    path,
    ref: data.head.sha,
    mediaType: { format: 'raw' },
  })
  // With the raw media type the answer is the text itself, which Octokit's types do not know.
  return { path, text: raw.data as unknown as string }
}

export async function comments(stage: Stage, number: number) {
  const { data } = await stage.as('ada').rest.issues.listComments({ ...SHOP, issue_number: number })
  return data.filter(({ user }) => user?.login === 'debrief[bot]')
}

/** The newest check "Postmortem" on the head of a pull request, with its annotations. */
export async function checkOf(stage: Stage, pull: number) {
  const ada = stage.as('ada')
  const { data } = await ada.rest.pulls.get({ ...SHOP, pull_number: pull })
  const { data: list } = await ada.rest.checks.listForRef({
    ...SHOP,
    ref: data.head.sha,
    check_name: 'Postmortem',
  })
  const run = list.check_runs[0]
  if (!run) return null
  const annotations = await ada.paginate(ada.rest.checks.listAnnotations, {
    ...SHOP,
    check_run_id: run.id,
  })
  return { ...run, annotations }
}

/** `METHOD path`, and what is changed where that says nothing. */
export const nameOf = ({ method, path, request }: Extract<Traffic, { kind: 'api' }>): string =>
  [method, path, ...new Set(mutationsIn(request))].join(' ')

/** What the app wrote to GitHub since the stage was set, as `METHOD route`. */
export function writes(stage: Stage, since = 0): string[] {
  return stage.sandbox.traffic.slice(since).flatMap((line) => {
    return line.kind === 'api' && kindOf(line) === 'write' ? [nameOf(line)] : []
  })
}
