import { INDEX_COMMIT } from '../catalogue/commit.ts'
import { INDEX_HEAD, indexJson, indexPage } from '../catalogue/render.ts'
import type { Settings } from '../config/settings.ts'
import type { Effect } from '../effects.ts'
import { blobId } from '../github/blob.ts'
import { findBlock } from '../postmortem/kept-block.ts'
import { render } from '../templates.ts'
import type { IndexingState } from './state.ts'

// Each commit to the default branch is one that people see: that actions were closed can wait for half a day.
const PATIENCE_MS = 12 * 60 * 60_000

/** One commit with both files, where one of them is to be another. */
export function plan(state: IndexingState, { config }: Settings, now: Date): readonly Effect[] {
  const { branch, page, hasOtherPage } = state
  const { folder } = config.postmortem
  const json = jsonOf(state)
  const text = pageOf(state, folder)
  const files = [
    ...(text === null ? [] : [{ path: `${folder}/README.md`, content: text }]),
    ...(json === null ? [] : [{ path: `${folder}/index.json`, content: json }]),
  ]
  if (files.length === 0 || (json !== null && isEarly(state, json, now))) return []
  // Once, with the first index: a page without markers is left alone.
  const isTheirs = state.index === null && text === null && (page !== null || hasOtherPage)
  const words = render('indexing/commit', { page: isTheirs }).trim()
  const message = words === '' ? INDEX_COMMIT : `${INDEX_COMMIT}\n\n${words}`
  return [{ do: 'commitFiles', branch: branch.name, onto: branch.oid, files, message }]
}

/** Null where it is there already, or a file of that name is somebody's own. */
function jsonOf({ catalogue, index, last }: IndexingState): string | null {
  const json = indexJson(catalogue)
  const isOurs = index === null || (index.text?.startsWith(INDEX_HEAD) ?? last?.title === INDEX_COMMIT)
  return isOurs && index?.oid !== blobId(json) ? json : null
}

/** Null where it stands there already; a page without our markers, or with broken ones, is a person's own. */
function pageOf({ catalogue, page, hasOtherPage }: IndexingState, folder: string): string | null {
  if (page === null) return hasOtherPage ? null : indexPage(null, catalogue, folder).text
  if (page.text === null || findBlock(page.text, 'index') === null) return null
  return indexPage(page.text, catalogue, folder).text
}

/** Nothing but how many actions are open has changed, and the last commit is not long ago. */
function isEarly({ index, last }: IndexingState, json: string, now: Date): boolean {
  if (typeof index?.text !== 'string' || last === null) return false
  const isRecent = now.getTime() - Date.parse(last.at) < PATIENCE_MS
  return isRecent && withoutCounts(index.text) === withoutCounts(json)
}

const withoutCounts = (json: string): string => json.replaceAll(/("actions":\{"all":\d+,"open":)\d+/g, '$1')
