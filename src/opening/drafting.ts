import type { Config } from '../config/schema.ts'
import type { Effect } from '../effects.ts'
import { blobId } from '../github/blob.ts'
import { inertLine, inertTitle } from '../github/inert.ts'
import { readForm } from '../incident/form.ts'
import { pullMarker } from '../incident/pull.ts'
import { severitiesOf } from '../incident/severity.ts'
import { render } from '../templates.ts'
import { documentName, draft } from './document.ts'
import type { OpeningState } from './state.ts'

export interface Draft {
  readonly path: string
  readonly content: string
}

export function draftOf(state: OpeningState, config: Config): Draft {
  const { incident, documentOnBranch } = state
  const form = readForm(incident.body)
  const { severity } = severitiesOf(incident.labels, form.severity, config)
  // A title that changes later does not move the file.
  const name = documentOnBranch?.name ?? documentName(incident.number, incident.title)
  return { path: `${config.postmortem.folder}/${name}`, content: draft(state, form, severity) }
}

/** Whatever is there already, of a try that was cut short or of somebody's hand, is kept. */
export function branchAndDocument(
  state: OpeningState,
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

export function openPull({ incident, branch }: OpeningState, base: string, { content }: Draft): Effect {
  const title = inertTitle(incident.title)
  const text = render('opening/pull', { number: incident.number, title: inertLine(incident.title) })
  const body = `${text}\n${pullMarker({ incident: incident.number, drafts: [blobId(content)] })}`
  return { do: 'openPull', as: 'pull', head: branch, base, title: `Postmortem: ${title}`, body, draft: true }
}

/**
 * As long as nobody has written in the draft, it follows the incident: who opens it the day after finds the whole
 * thread in its timeline. Once somebody has, it is theirs.
 */
export function refresh(state: OpeningState, config: Config): readonly Effect[] {
  const { pull, branch, documentOnBranch: document, incident } = state
  if (!pull?.byApp || pull.state !== 'open' || !pull.marker || !document) return []
  if (!pull.marker.drafts.includes(document.oid)) return []
  const { path, content } = draftOf(state, config)
  const oid = blobId(content)
  if (oid === document.oid) return []
  // The pull request first, with both: whichever of the two writes fails, the draft still counts as untouched.
  const before = pullMarker(pull.marker)
  if (!pull.body.includes(before)) return []
  const body = pull.body.replace(before, pullMarker({ ...pull.marker, drafts: [document.oid, oid] }))
  const message = `docs: bring the draft up to date with incident ${incident.number}`
  return [
    ...(pull.marker.drafts.includes(oid)
      ? []
      : [{ do: 'updateIssue' as const, number: pull.number, set: { body } }]),
    { do: 'commitFile', branch, path, content, message, replaces: document.oid },
  ]
}
