import { INDEX_COMMIT } from '../catalogue/commit.ts'
import type { Config } from '../config/schema.ts'
import type { Reading } from '../feature.ts'
import { underSettings } from '../github/under-settings.ts'
import { wroteIt } from '../github/author.ts'
import { bulk, type BulkAnswer, type GitHub } from '../github/client.ts'
import { folderOf, folderVariables, readDocuments } from '../github/folder.ts'
import { readMarker } from '../github/marker.ts'
import { mustShow } from '../github/told.ts'
import { DASHBOARD_LABEL } from '../incident/dashboard.ts'
import type { Job } from '../queue/queue.ts'
import { actionMarkOf, actionVariables, allActions, type ActionAnswer } from '../incident/action-issues.ts'
import { OVERVIEW, type CommitAnswer, type OverviewAnswer } from './query.ts'
import { catalogueOf, type ActionIssue } from './catalogue.ts'
import type { Commit, IndexingState } from './state.ts'

/** One request where nothing has changed since the index was written; else one more for each hundred documents. */
export async function read(github: GitHub, job: Job): Promise<Reading<IndexingState> | null> {
  const found = await ask(github, job)
  if (!found?.settings.config.index.enabled || found.repository.isArchived) return null
  const { settings, repository } = found
  const { defaultBranchRef: branch, pushedAt: at } = repository
  mustShow(job, 'push', branch ? { at, sha: branch.target.oid } : { at })
  const { documents: listed, page, index } = folderOf(repository, settings.config)
  if (!branch || (listed.length === 0 && index === null)) return null
  const issues = await allActions(github, job, repository.actions, settings.config)
  for (const { number, updatedAt } of issues) mustShow(job, number, { at: updatedAt })
  const last = commitIn(branch.target.ofIndex.nodes)
  if (isUpToDate(last, commitIn(branch.target.ofFolder.nodes), issues)) return null
  const actions = issues.flatMap((issue) => actionOf(github, issue))
  const state: IndexingState = {
    branch: { name: branch.name, oid: branch.target.oid },
    catalogue: await catalogueOf(await readDocuments(github, job, listed), actions),
    page,
    hasOtherPage: hasOtherPage(repository),
    index,
    last,
  }
  return { state, settings, concerns: whereTheyLook(github, repository) }
}

function ask(github: GitHub, job: Job): Promise<BulkAnswer<OverviewAnswer> | null> {
  const askFor = (config: Config) =>
    bulk<OverviewAnswer>(github, job, OVERVIEW, {
      ...folderVariables(config),
      indexPath: { type: 'String!', value: `${config.postmortem.folder}/index.json` },
      folderPath: { type: 'String!', value: config.postmortem.folder },
      ...actionVariables(config),
      dashboardLabel: { type: 'String!', value: DASHBOARD_LABEL },
      after: { type: 'String', value: null },
    })
  return underSettings(askFor, ({ postmortem, actions }) => [postmortem.folder, actions.label])
}

const commitIn = ([newest]: readonly CommitAnswer[]): Commit | null =>
  newest ? { oid: newest.oid, at: newest.committedDate, title: newest.messageHeadline } : null

/** Since the app wrote the index, neither the folder nor an action has changed: there is no need to read the documents. */
function isUpToDate(
  ofIndex: Commit | null,
  ofFolder: Commit | null,
  issues: readonly ActionAnswer[],
): boolean {
  if (ofIndex === null || ofIndex.oid !== ofFolder?.oid || ofIndex.title !== INDEX_COMMIT) return false
  return issues.every(({ updatedAt }) => Date.parse(updatedAt) < Date.parse(ofIndex.at))
}

/** A `readme.md` beside `README.md` would be one file with it on other people's machines. */
const hasOtherPage = ({ folder }: OverviewAnswer): boolean =>
  (folder?.entries ?? []).some(({ path }) => {
    const name = path?.slice(path.lastIndexOf('/') + 1) ?? ''
    return /^readme(?:\.|$)/i.test(name) && name !== 'README.md'
  })

/** Null where the app did not make it: anybody can type a marker. */
function actionOf(github: GitHub, issue: ActionAnswer): ActionIssue[] {
  const mark = actionMarkOf(github, issue)
  return mark ? [{ ...mark, open: issue.state === 'OPEN' }] : []
}

/** The dashboard; as long as there is none, the pull request with which the folder changed last. */
function whereTheyLook(github: GitHub, { dashboards, defaultBranchRef }: OverviewAnswer): number | null {
  const board = dashboards.nodes.find(
    ({ author, body }) => wroteIt(github, author) && readMarker('dashboard', body) !== null,
  )
  const [newest] = defaultBranchRef?.target.ofFolder.nodes ?? []
  return board?.number ?? newest?.associatedPullRequests?.nodes[0]?.number ?? null
}
