import { entryOf, indexOf, type Catalogue } from '../catalogue/catalogue.ts'
import { INDEX_COMMIT } from '../catalogue/commit.ts'
import { INDEX_HEAD, indexJson, indexPage } from '../catalogue/render.ts'
import type { Settings } from '../config/settings.ts'
import type { Effect } from '../effects.ts'
import { blobId } from '../github/blob.ts'
import { findBlock } from '../postmortem/kept-block.ts'
import { parse } from '../postmortem/parse.ts'
import { render } from '../templates.ts'
import type { IndexingState } from './state.ts'

// Each commit to the default branch is one that people see: that actions were closed can wait for half a day.
const PATIENCE_MS = 12 * 60 * 60_000

/** One commit with both files, where one of them is to be another. */
export function plan(state: IndexingState, { config }: Settings, now: Date): readonly Effect[] {
  const { branch, page, hasOtherPage } = state
  const { folder } = config.postmortem
  const catalogue = catalogueOf(state)
  const json = jsonOf(state, catalogue)
  const text = pageOf(state, catalogue, folder)
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

function catalogueOf({ documents, actions }: IndexingState): Catalogue {
  const keyOf = (path: string, id: string): string => `${id.trim().toLowerCase()} ${path}`
  // An action that has two issues is open as long as one of them is.
  const known = new Map<string, boolean>()
  for (const { path, id, open } of actions) known.set(keyOf(path, id), open || known.get(keyOf(path, id)) === true)
  return indexOf(
    [...documents].map(([path, text]) =>
      // What has no issue, or has it in another repository, is as the document says.
      entryOf(path, parse(text), ({ id, done }) => known.get(keyOf(path, id)) ?? !done),
    ),
  )
}

/** Null where it is there already, or a file of that name is somebody's own. */
function jsonOf({ index, last }: IndexingState, catalogue: Catalogue): string | null {
  const json = indexJson(catalogue)
  const isOurs = index === null || (index.text?.startsWith(INDEX_HEAD) ?? last?.title === INDEX_COMMIT)
  return isOurs && index?.oid !== blobId(json) ? json : null
}

/** Null where it stands there already; a page without our markers, or with broken ones, is a person's own. */
function pageOf({ page, hasOtherPage }: IndexingState, catalogue: Catalogue, folder: string): string | null {
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
