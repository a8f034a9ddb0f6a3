import type { By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import type { App, CheckAnnotation, CheckRun, CheckSuite, Repository } from '../model.ts'
import { renderCheckRunEvent, renderCheckSuiteEvent } from '../render/check-run.ts'
import { nextId, timestamp, type World } from '../world.ts'
import { suiteState } from './state.ts'

/** What a run can be told; what is left out stays as it was. */
export interface RunEdit {
  readonly name?: string | undefined
  readonly status?: CheckRun['status'] | undefined
  readonly conclusion?: CheckRun['conclusion'] | undefined
  readonly startedAt?: string | undefined
  readonly completedAt?: string | undefined
  readonly externalId?: string | undefined
  readonly detailsUrl?: string | undefined
  readonly output?: Output | undefined
  readonly actions?: CheckRun['actions'] | undefined
}

export interface Output {
  readonly title?: string | undefined
  readonly summary: string
  readonly text?: string | undefined
  /** They come on top of those that the run has. */
  readonly annotations: readonly CheckAnnotation[]
}

/** The app's suite on that commit; there is one of each app. */
export function suiteFor(world: World, app: App, repository: Repository, headSha: string): CheckSuite {
  const known = repository.checkSuites.find((one) => one.app === app && one.headSha === headSha)
  if (known) return known
  const now = timestamp(world)
  const suite: CheckSuite = {
    id: nextId(world),
    repository,
    app,
    headSha,
    headBranch: branchAt(repository, headSha),
    askedAnew: false,
    createdAt: now,
    updatedAt: now,
  }
  repository.checkSuites.push(suite)
  return suite
}

const PREFIX = 'refs/heads/'

function branchAt({ refs }: Repository, sha: string): string | null {
  for (const [ref, tip] of refs) if (tip === sha && ref.startsWith(PREFIX)) return ref.slice(PREFIX.length)
  return null
}

export function createRun(
  world: World,
  by: By & { app: App },
  suite: CheckSuite,
  name: string,
  edit: RunEdit,
): CheckRun {
  const run: CheckRun = {
    id: nextId(world),
    suite,
    name,
    status: 'queued',
    conclusion: null,
    startedAt: timestamp(world),
    completedAt: null,
    externalId: '',
    detailsUrl: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  }
  suite.repository.checkRuns.push(run)
  change(world, run, edit)
  tell(world, by, run, 'created')
  if (run.status === 'completed') complete(world, by, run)
  return run
}

export function updateRun(world: World, by: By, run: CheckRun, edit: RunEdit): void {
  const was = run.status
  change(world, run, edit)
  if (was !== 'completed' && run.status === 'completed') complete(world, by, run)
}

function change(world: World, run: CheckRun, edit: RunEdit): void {
  run.name = edit.name ?? run.name
  run.externalId = edit.externalId ?? run.externalId
  run.detailsUrl = edit.detailsUrl ?? run.detailsUrl
  run.startedAt = edit.startedAt ?? run.startedAt
  run.actions = edit.actions ?? run.actions
  if (edit.status !== undefined && edit.status !== 'completed') {
    run.status = edit.status
    run.conclusion = null
    run.completedAt = null
  }
  // A conclusion completes the run, whatever else is said.
  if (edit.conclusion) {
    run.status = 'completed'
    run.conclusion = edit.conclusion
    run.completedAt = edit.completedAt ?? timestamp(world)
  }
  if (edit.output) {
    run.title = edit.output.title ?? run.title
    run.summary = edit.output.summary
    run.text = edit.output.text ?? run.text
    run.annotations.push(...edit.output.annotations)
  }
  run.suite.updatedAt = timestamp(world)
  run.suite.askedAnew = false
}

function complete(world: World, by: By, run: CheckRun): void {
  const { suite } = run
  tell(world, by, run, 'completed')
  if (suiteState(suite).status !== 'completed') return
  emit(world, 'check_suite', 'completed', {
    repository: suite.repository,
    sender: by.account,
    parts: { check_suite: renderCheckSuiteEvent(world, suite) },
  })
}

function tell(world: World, by: By, run: CheckRun, action: 'created' | 'completed'): void {
  emit(world, 'check_run', action, {
    repository: run.suite.repository,
    sender: by.account,
    parts: { check_run: renderCheckRunEvent(world, run) },
  })
}

/** Somebody asks for the check anew; only its app hears of it, and is the one to do it. */
export function rerequestRun(world: World, by: By, run: CheckRun): void {
  run.suite.askedAnew = true
  emit(world, 'check_run', 'rerequested', {
    repository: run.suite.repository,
    sender: by.account,
    onlyTo: run.suite.app,
    parts: { check_run: renderCheckRunEvent(world, run) },
  })
}

export function rerequestSuite(world: World, by: By, suite: CheckSuite): void {
  suite.askedAnew = true
  emit(world, 'check_suite', 'rerequested', {
    repository: suite.repository,
    sender: by.account,
    onlyTo: suite.app,
    parts: { check_suite: renderCheckSuiteEvent(world, suite) },
  })
}

/** Somebody presses one of the buttons that the app put on its run. False where the run has no such button. */
export function requestAction(world: World, by: By, run: CheckRun, identifier: string): boolean {
  if (!run.actions.some((action) => action.identifier === identifier)) return false
  emit(world, 'check_run', 'requested_action', {
    repository: run.suite.repository,
    sender: by.account,
    onlyTo: run.suite.app,
    parts: { check_run: renderCheckRunEvent(world, run), requested_action: { identifier } },
  })
  return true
}
