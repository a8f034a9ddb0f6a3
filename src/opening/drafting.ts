import type { Config } from '../config/schema.ts'
import type { Effect } from '../effects.ts'
import { blobId } from '../github/blob.ts'
import { inertLine, inertTitle } from '../github/inert.ts'
import { documentName, draft } from '../incident/draft.ts'
import { earlierLikeIncident, withEarlier } from '../incident/earlier.ts'
import { pullMarker } from '../incident/pull.ts'
import type { PostmortemState } from '../incident/state.ts'
import { practiceNamed, type PracticeName } from '../postmortem/practice.ts'
import { render } from '../templates.ts'

export interface Draft {
  readonly practice: PracticeName
  readonly path: string
  readonly content: string
}

export function draftOf(state: PostmortemState, practice: PracticeName, config: Config): Draft {
  const { incident, events, documentOnBranch } = state
  // A title that changes later does not move the file.
  const name = documentOnBranch?.name ?? documentName(incident.number, incident.title)
  return { practice, path: `${config.postmortem.folder}/${name}`, content: draft(state, config, events) }
}

/** Whatever is there already, of a try that was cut short or of somebody's hand, is kept. */
export function branchAndDocument(
  state: PostmortemState,
  { practice, path, content }: Draft,
  fromSha: string,
): readonly Effect[] {
  const { incident, branch } = state
  const { called, ofIncident } = practiceNamed(practice)
  const message = `docs: draft the ${called} of ${ofIncident ? 'incident' : 'issue'} ${incident.number}`
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
  { practice, content }: Draft,
): Effect {
  const { incident, branch } = state
  const title = inertTitle(incident.title)
  const { called, ofIncident } = practiceNamed(practice)
  const facts = { number: incident.number, title: inertLine(incident.title), called }
  const text = render(practice === 'postmortem' ? 'opening/pull' : 'opening/pull-of-practice', facts)
  // What is still to come is like no incident.
  const earlier = ofIncident ? withEarlier(text, earlierLikeIncident(state, config), state) : text
  const body = `${earlier.trimEnd()}\n\n${pullMarker({ incident: incident.number, drafts: [blobId(content)] })}`
  const as = 'pull'
  return { do: 'openPull', as, head: branch, base, title: titled(called, title), body, draft: true }
}

/** "Premortem: Night trains", once, where the issue is called so already. */
const titled = (called: string, title: string): string =>
  title.toLowerCase().startsWith(`${called}:`) ? title : `${capital(called)}: ${title}`

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
