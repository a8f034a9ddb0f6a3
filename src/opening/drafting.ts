import type { Config } from '../config/schema.ts'
import type { Effect } from '../effects.ts'
import { blobId } from '../github/blob.ts'
import { inertLine, inertTitle } from '../github/inert.ts'
import { documentName, draft } from '../incident/draft.ts'
import { earlierLikeIncident, withEarlier } from '../incident/earlier.ts'
import { pullMarker } from '../incident/pull.ts'
import type { PostmortemState } from '../incident/state.ts'
import { render } from '../templates.ts'

export interface Draft {
  readonly path: string
  readonly content: string
}

export function draftOf(state: PostmortemState, config: Config): Draft {
  const { incident, events, documentOnBranch } = state
  // A title that changes later does not move the file.
  const name = documentOnBranch?.name ?? documentName(incident.number, incident.title)
  return { path: `${config.postmortem.folder}/${name}`, content: draft(state, config, events) }
}

/** Whatever is there already, of a try that was cut short or of somebody's hand, is kept. */
export function branchAndDocument(
  state: PostmortemState,
  { path, content }: Draft,
  fromSha: string,
): readonly Effect[] {
  const { incident, branch } = state
  const message = `docs: draft the postmortem of incident ${incident.number}`
  const createBranch: Effect = { do: 'createBranch', branch, fromSha }
  const commitFile: Effect = { do: 'commitFile', branch, path, content, message, replaces: null }
  return [
    ...(state.branchSha === null ? [createBranch] : []),
    ...(state.documentOnBranch === null ? [commitFile] : []),
  ]
}

export function openPull(
  state: PostmortemState,
  { base, config }: { readonly base: string; readonly config: Config },
  { content }: Draft,
): Effect {
  const { incident, branch } = state
  const title = inertTitle(incident.title)
  const text = render('opening/pull', { number: incident.number, title: inertLine(incident.title) })
  const earlier = withEarlier(text, earlierLikeIncident(state, config), state)
  const body = `${earlier.trimEnd()}\n\n${pullMarker({ incident: incident.number, drafts: [blobId(content)] })}`
  return { do: 'openPull', as: 'pull', head: branch, base, title: `Postmortem: ${title}`, body, draft: true }
}
